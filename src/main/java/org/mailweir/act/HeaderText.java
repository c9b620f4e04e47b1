package org.mailweir.act;

import java.nio.charset.StandardCharsets;

/**
 * Makes header fields of ours: printable ASCII, folded, never longer than RFC 5322 2.1.1 allows.
 */
final class HeaderText {

  private static final int FOLD_AT = 76;
  private static final int MAX_WORD = 900;

  private HeaderText() {}

  /**
   * One field with its CRLF. Whatever the value holds, it cannot end the field. Lines are folded at
   * blanks and behind commas, as SpamAssassin folds its lists of tests.
   */
  static String field(String name, String value) {
    StringBuilder out = new StringBuilder(name).append(':');
    int column = out.length();
    boolean blank = true;
    for (String word : printable(value).split("(?<=,)(?=[^ ])|(?= )")) {
      String text = word.strip();
      blank |= word.startsWith(" ");
      if (text.isEmpty()) {
        continue;
      }
      text = text.substring(0, Math.min(text.length(), MAX_WORD));
      if (column + 1 + text.length() > FOLD_AT && column > name.length() + 1) {
        out.append("\r\n\t");
        column = 8;
      } else if (blank) {
        out.append(' ');
        column++;
      }
      out.append(text);
      column += text.length();
      blank = false;
    }
    return out.append("\r\n").toString();
  }

  /** As ASCII bytes; call it on what {@link #field} gave. */
  static byte[] bytes(String fields) {
    return fields.getBytes(StandardCharsets.US_ASCII);
  }

  private static String printable(String value) {
    StringBuilder out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      out.append(c == '\r' || c == '\n' || c == '\t' ? ' ' : c < ' ' || c > '~' ? '?' : c);
    }
    return out.toString();
  }
}
