package org.mailweir.check.auth.dkim;

import java.util.Locale;
import org.mailweir.check.auth.text.SyntaxErrorException;

/** How a header or a body is prepared before it is signed (RFC 6376 3.4). */
public enum Canonical {
  SIMPLE,
  RELAXED;

  static Canonical named(String word) throws SyntaxErrorException {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "simple" -> SIMPLE;
      case "relaxed" -> RELAXED;
      default -> throw new SyntaxErrorException("unknown canonicalization");
    };
  }

  /** A field without its last CRLF. */
  public String field(MessageHeader.Field field) {
    return field(field.name(), field.text());
  }

  /** The same for a field whose text was changed. */
  String field(String name, String text) {
    return this == SIMPLE ? text : name + ":" + relaxed(text.substring(text.indexOf(':') + 1));
  }

  /** RFC 6376 3.4.2: unfolded, each run of white space one blank, none at either end. */
  private static String relaxed(String value) {
    StringBuilder out = new StringBuilder(value.length());
    boolean space = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || c == '\t') {
        space = true;
      } else if (c != '\r' && c != '\n') {
        if (space && !out.isEmpty()) {
          out.append(' ');
        }
        space = false;
        out.append(c);
      }
    }
    return out.toString();
  }
}
