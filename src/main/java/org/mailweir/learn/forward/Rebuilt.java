package org.mailweir.learn.forward;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.RawMessage;

/** Makes a message of what an inline forward has left of it. */
final class Rebuilt {

  private static final int LONGEST = 1_000;
  private static final int WORD = 45;

  private Rebuilt() {}

  /**
   * The message.
   *
   * @param html the source of its HTML, or null when it has only text
   */
  static RawMessage message(QuotedHeader header, String text, @Nullable String html) {
    StringBuilder out = new StringBuilder();
    field(out, "From", header.value(Label.FROM));
    field(out, "To", header.value(Label.TO));
    field(out, "Subject", header.value(Label.SUBJECT));
    out.append("MIME-Version: 1.0\n");
    out.append("Content-Type: ").append(html == null ? "text/plain" : "text/html");
    out.append("; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n");
    out.append((html == null ? text : html).replace("\r\n", "\n").replace('\r', '\n'));
    return InMemoryMessage.of(out.toString());
  }

  private static void field(StringBuilder out, String name, String value) {
    String cut = value.length() <= LONGEST ? value : value.substring(0, LONGEST);
    if (cut.isEmpty()) {
      return;
    }
    boolean ascii = cut.chars().allMatch(c -> c >= ' ' && c <= '~');
    out.append(name).append(':').append(ascii ? " " + cut : words(cut)).append('\n');
  }

  /** Encoded words (RFC 2047), which hold no line end whatever the value holds. */
  private static String words(String value) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (from < value.length()) {
      int to = from;
      int bytes = 0;
      while (to < value.length() && bytes <= WORD - 4) {
        int c = value.codePointAt(to);
        to += Character.charCount(c);
        bytes += new String(Character.toChars(c)).getBytes(StandardCharsets.UTF_8).length;
      }
      byte[] some = value.substring(from, to).getBytes(StandardCharsets.UTF_8);
      out.append(from == 0 ? " " : "\n ");
      out.append("=?utf-8?b?").append(Base64.getEncoder().encodeToString(some)).append("?=");
      from = to;
    }
    return out.toString();
  }
}
