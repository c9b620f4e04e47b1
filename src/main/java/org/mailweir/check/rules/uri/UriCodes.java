package org.mailweir.check.rules.uri;

import java.util.Locale;

/** Codes within addresses: {@code %xx} and {@code &#nn;}. */
final class UriCodes {

  private UriCodes() {}

  /** Whether there is a percent sign with two hexadecimal digits. */
  static boolean hasPercentCode(String uri) {
    for (int i = uri.indexOf('%'); i >= 0; i = uri.indexOf('%', i + 1)) {
      if (percentCode(uri, i) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static int percentCode(String uri, int at) {
    if (at + 2 >= uri.length()) {
      return -1;
    }
    int high = hex(uri.charAt(at + 1));
    int low = hex(uri.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  /** Codes of printable characters are undone, and what must be a code is made one. */
  static String normalized(String uri) {
    StringBuilder out = new StringBuilder(uri.length() + 16);
    for (int i = 0; i < uri.length(); i++) {
      char c = uri.charAt(i);
      int code = c == '%' ? percentCode(uri, i) : -1;
      if (code > ' ' && code < 0x7F) {
        out.append((char) code);
        i += 2;
      } else if (code >= 0) {
        out.append(uri, i, i + 3);
        i += 2;
      } else if (isUnsafe(c)) {
        out.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static boolean isUnsafe(char c) {
    return c <= ' ' || c >= 0x7F || c == '"' || c == '%' || c == '<' || c == '>';
  }

  /** Undoes numeric references to printable characters, and to the dots of other scripts. */
  static String withoutReferences(String uri) {
    if (!uri.contains("&#")) {
      return uri;
    }
    return pass(pass(pass(uri, Pass.DECIMAL), Pass.HEXADECIMAL), Pass.DOTS);
  }

  private static final int LONGEST_REFERENCE = 12;

  private enum Pass {
    DECIMAL,
    HEXADECIMAL,
    DOTS
  }

  private static String pass(String uri, Pass pass) {
    StringBuilder out = new StringBuilder(uri.length());
    int done = 0;
    for (int i = uri.indexOf("&#"); i >= 0; i = uri.indexOf("&#", i + 1)) {
      int end = uri.indexOf(';', i, Math.min(uri.length(), i + LONGEST_REFERENCE));
      int code = end < 0 || i < done ? -1 : code(uri.substring(i + 2, end), pass);
      if (code >= 0) {
        out.append(uri, done, i).append((char) code);
        done = end + 1;
      }
    }
    return out.append(uri, done, uri.length()).toString();
  }

  private static int code(String number, Pass pass) {
    return switch (pass) {
      case DECIMAL -> printable(number, 10);
      case HEXADECIMAL -> number.startsWith("x") ? printable(number.substring(1), 16) : -1;
      case DOTS -> isDot(number.toLowerCase(Locale.ROOT)) ? '.' : -1;
    };
  }

  private static boolean isDot(String number) {
    return switch (number) {
      case "x2e", "12290", "x3002", "65294", "xff0e", "65377", "xff61" -> true;
      default -> false;
    };
  }

  private static int printable(String digits, int radix) {
    int value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) < 0x80 ? Character.digit(digits.charAt(i), radix) : -1;
      if (digit < 0 || value > 0x7F) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value > ' ' && value < 0x7F ? value : -1;
  }
}
