package org.mailweir.check.rules.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Host names and addresses of the network in a text. */
final class HostNames {

  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;
  private static final String BYTE = "(?:1\\d\\d|2[0-4]\\d|25[0-5]|[1-9]\\d|\\d)";
  private static final String HEX = "[a-f0-9]{1,4}";
  private static final Pattern IP =
      Pattern.compile(
          "(?<!\\.)\\b((?<!:)(?:BYTE\\.){3}BYTE".replace("BYTE", BYTE)
              + "|(?:IPv6:|(?<![a-f0-9:]))"
              + "(?:(?:HEX:){7}HEX|(?:HEX:){0,6}HEX::(?:HEX(?::HEX){0,5})?|::(?:HEX(?::HEX){0,6})?)"
                  .replace("HEX", HEX)
              + "(?![a-f0-9:]))\\b(?!\\.)",
          Pattern.CASE_INSENSITIVE);

  private HostNames() {}

  /** Whether it has the form of a name with a domain: two or more labels. */
  static boolean isValid(String written) {
    String host = Octets.lower(written);
    int end = host.length();
    while (end > 0 && host.charAt(end - 1) == '.') {
      end--;
    }
    String[] labels = host.substring(0, end).split("\\.", -1);
    boolean valid = end <= LONGEST && labels.length > 1;
    for (int i = 0; valid && i < labels.length; i++) {
      valid = isLabel(labels[i], i + 2 < labels.length);
    }
    return valid;
  }

  private static boolean isLabel(String label, boolean underscores) {
    if (label.isEmpty() || label.length() > LONGEST_LABEL) {
      return false;
    }
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      boolean inner = i > 0 && i < label.length() - 1;
      boolean good = c == '-' ? inner : c == '_' ? underscores : Octets.isWord(c);
      if (!good) {
        return false;
      }
    }
    return true;
  }

  /** The host of an address, or the first that a text names; null if it names none. */
  static @Nullable String in(String text, DomainNames domains) {
    for (int at = text.lastIndexOf('@'); at >= 0; at = text.lastIndexOf('@', at - 1)) {
      String host = from(text, at + 1, domains);
      if (host != null) {
        return host;
      }
    }
    int start = 0;
    while (start < text.length()) {
      start = Octets.skipSpace(text, start);
      String host = from(text, start, domains);
      if (host != null) {
        return host;
      }
      while (start < text.length() && !Octets.isSpace(text.charAt(start))) {
        start++;
      }
    }
    return null;
  }

  /** The longest name that begins there and ends in a known top level domain. */
  private static @Nullable String from(String text, int start, DomainNames domains) {
    int end = start;
    while (end < text.length() && end - start < LONGEST && !Octets.isSpace(text.charAt(end))) {
      end++;
    }
    for (int dot = text.lastIndexOf('.', end - 1);
        dot > start;
        dot = text.lastIndexOf('.', dot - 1)) {
      int last = topLevelEnd(text, dot + 1, end, domains);
      String host = last < 0 ? "" : text.substring(start, last);
      if (isValid(host)) {
        return host;
      }
    }
    return null;
  }

  private static int topLevelEnd(String text, int start, int end, DomainNames domains) {
    int last = start;
    while (last < end && isNameChar(text.charAt(last))) {
      last++;
    }
    boolean followed = last < text.length() && "._-".indexOf(text.charAt(last)) >= 0;
    boolean known =
        last > start
            && last - start <= LONGEST_LABEL
            && domains.isTopLevel(text.substring(start, last));
    return known && !followed ? last : -1;
  }

  private static boolean isNameChar(char c) {
    return Octets.isLetter(c) || Octets.isDigit(c) || c == '-';
  }

  static @Nullable String ip(String text) {
    Matcher m = IP.matcher(text);
    return m.find() ? m.group(1) : null;
  }

  /** As DNS lists are asked for it; null for an address that is not of version 4. */
  static @Nullable String reversed(String ip) {
    String[] parts = ip.split("\\.");
    return parts.length == 4 ? parts[3] + "." + parts[2] + "." + parts[1] + "." + parts[0] : null;
  }
}
