package org.mailweir.check.rules.uri;

import java.util.ArrayList;
import java.util.List;

/** The domains that signed a message, by its DKIM and DomainKeys fields (RFC 6376 3.5, tag d). */
final class SigningDomains {

  private SigningDomains() {}

  static List<String> of(String field) {
    List<String> domains = new ArrayList<>();
    for (int i = field.indexOf('d'); i >= 0; i = field.indexOf('d', i + 1)) {
      int value = i > 0 && isWord(field.charAt(i - 1)) ? -1 : afterSign(field, i + 1);
      if (value >= 0) {
        int end = field.indexOf(';', value);
        end = end < 0 ? field.length() : end;
        if (end > value) {
          domains.add(field.substring(value, end).replaceAll("\\s+", ""));
        }
        i = end;
      }
    }
    return domains;
  }

  /** Where the value behind an equals sign begins; -1 if there is no sign. */
  private static int afterSign(String field, int at) {
    int sign = skipBlanks(field, at);
    return field.startsWith("=", sign) ? skipBlanks(field, sign + 1) : -1;
  }

  private static int skipBlanks(String field, int at) {
    int i = at;
    while (i < field.length() && field.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }

  private static boolean isWord(char c) {
    return c == '_' || c < 0x80 && Character.isLetterOrDigit(c);
  }
}
