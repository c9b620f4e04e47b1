package org.mailweir.check.rules.text;

/** Whether the {@code face} of a {@code font} looks like names of fonts. */
final class HtmlFontFace {

  private HtmlFontFace() {}

  /** Names of letters, blanks and hyphens, a digit at their end; quotes around; between commas. */
  static boolean isUsual(String face) {
    int start = Octets.skipSpace(face, 0);
    boolean marked = start < face.length() && "\"'.".indexOf(face.charAt(start)) >= 0;
    boolean blankBefore = !marked && start > 0 && face.charAt(start - 1) == ' ';
    int at = name(face, marked ? start + 1 : blankBefore ? start - 1 : start, true);
    while (at > 0 && at < face.length() && face.charAt(at) == ',') {
      at = Octets.skipSpace(face, at + 1);
      at = name(face, at < face.length() && isQuote(face.charAt(at)) ? at + 1 : at, false);
    }
    if (at < 0) {
      return false;
    }
    String rest = face.substring(at);
    return rest.isEmpty() || rest.equals(";") || rest.equals("\n") || rest.equals(";\n");
  }

  /** Behind the name that begins there, or -1 if none does. */
  private static int name(String face, int start, boolean blankFirst) {
    int end = start;
    while (end < face.length() && isNameChar(face.charAt(end))) {
      end++;
    }
    boolean right =
        end - start >= 2
            && (Octets.isLetter(face.charAt(start)) || (blankFirst && face.charAt(start) == ' '))
            && Octets.isLetter(face.charAt(end - 1));
    if (!right) {
      return -1;
    }
    end += end < face.length() && Octets.isDigit(face.charAt(end)) ? 1 : 0;
    return end < face.length() && isQuote(face.charAt(end)) ? end + 1 : end;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static boolean isNameChar(char c) {
    return Octets.isLetter(c) || c == ' ' || c == '-';
  }
}
