package org.mailweir.lab;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes messages that differ in everything a filter could get wrong: line lengths, dots, bytes
 * above 127, missing headers, missing bodies. The same seed and number give the same message.
 */
final class MailGen {

  /** What is special about a message. */
  enum Kind {
    PLAIN,
    EIGHT_BIT,
    LONG_LINES,
    DOTS,
    EMPTY_BODY,
    HEADER_ONLY,
    NO_HEADER,
    BODY_ONLY,
    HUGE_HEADER,
    MANY_FIELDS,
    ODD_FIELDS,
    NUL_BYTES,
    ALL_BYTES,
    MULTIPART,
    NO_LAST_LINE_END,
    FORGED_FIELDS
  }

  private static final List<String> WORDS =
      List.of(
          "invoice",
          "meeting",
          "garden",
          "river",
          "please",
          "answer",
          "tomorrow",
          "the",
          "of",
          "train",
          "photo",
          "price",
          "window",
          "letter",
          "because",
          "seldom",
          "and",
          "with",
          "free",
          "offer",
          "minutes",
          "draft",
          "bridge",
          "kernel",
          "patch");

  private final long seed;

  MailGen(long seed) {
    this.seed = seed;
  }

  /**
   * The message of that number, of a kind whose body no Postfix on the way changes: it puts an
   * empty line before a body without any header.
   */
  byte[] forPostfix(int number) {
    Kind[] kinds = Kind.values();
    Kind kind = kinds[number % kinds.length];
    return message(number, kind == Kind.BODY_ONLY ? Kind.PLAIN : kind);
  }

  /** The message of that number. Its kind goes round. */
  byte[] message(int number) {
    Kind[] kinds = Kind.values();
    return message(number, kinds[number % kinds.length]);
  }

  /** A message of that kind; every line ends in CRLF. */
  byte[] message(int number, Kind kind) {
    Random random = new Random(seed * 1_000_003 + number);
    return Octets.of(
        switch (kind) {
          case PLAIN -> header(number, random) + "\r\n" + text(random, 20);
          case EIGHT_BIT -> header(number, random) + "\r\n" + eightBit(random);
          case LONG_LINES -> header(number, random) + "\r\n" + longLines(random);
          case DOTS -> header(number, random) + "\r\n" + dots(random);
          case EMPTY_BODY -> header(number, random) + "\r\n";
          case HEADER_ONLY -> header(number, random);
          case NO_HEADER -> "\r\n" + text(random, 5);
          case BODY_ONLY -> "no header, and no empty line\r\n" + text(random, 5);
          case HUGE_HEADER -> header(number, random) + hugeField(random) + "\r\n" + text(random, 3);
          case MANY_FIELDS ->
              header(number, random) + manyFields(random) + "\r\n" + text(random, 3);
          case ODD_FIELDS -> oddFields(number, random) + "\r\n" + text(random, 3);
          case NUL_BYTES -> header(number, random) + "\r\n" + text(random, 2) + "\0\0 nul\0\r\n";
          case ALL_BYTES -> header(number, random) + "\r\n" + allBytes(random);
          case MULTIPART -> multipart(number, random);
          case NO_LAST_LINE_END -> header(number, random) + "\r\n" + text(random, 4) + "end\r\n";
          case FORGED_FIELDS -> forged() + header(number, random) + forged() + "\r\n" + forged();
        });
  }

  private static String header(int number, Random random) {
    return "From: Writer %d <writer%d@example.org>\r\n".formatted(number, random.nextInt(100))
        + "To: reader@example.com\r\n"
        + "Subject: "
        + sentence(random, 5)
        + "\r\n"
        + "Date: Fri, 20 Nov 2026 12:%02d:%02d +0000\r\n"
            .formatted(random.nextInt(60), random.nextInt(60))
        + "Message-ID: <%d.%x@example.org>\r\n".formatted(number, random.nextInt());
  }

  private static String sentence(Random random, int words) {
    return IntStream.range(0, words)
        .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
        .collect(Collectors.joining(" "));
  }

  private static String text(Random random, int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(lines) + 1; i > 0; i--) {
      text.append(random.nextInt(8) == 0 ? "" : sentence(random, random.nextInt(12) + 1));
      text.append("\r\n");
    }
    return text.toString();
  }

  private static String eightBit(Random random) {
    String latin1 = "Gr\u00fc\u00dfe, \u00e9t\u00e9, \u00a3 5\r\n";
    String utf8 = "\u00c3\u00a9t\u00c3\u00a9 \u00e2\u0082\u00ac\r\n";
    return text(random, 3) + (random.nextBoolean() ? latin1 : utf8) + "\u00ff\u00fe\u0080\r\n";
  }

  private static String longLines(Random random) {
    return "x".repeat(random.nextInt(20_000) + 900)
        + "\r\n"
        + "ab ".repeat(random.nextInt(3_000))
        + "\r\n";
  }

  private static String dots(Random random) {
    return ".\r\n..\r\n. \r\n.a\r\n...." + text(random, 3) + "." + text(random, 2) + "\r\n.\r\n";
  }

  private static String hugeField(Random random) {
    String line = "\t" + sentence(random, 8) + "\r\n";
    return "X-Huge: begin\r\n" + line.repeat(random.nextInt(1_000) + 100);
  }

  private static String manyFields(Random random) {
    return IntStream.range(0, random.nextInt(400) + 100)
        .mapToObj(i -> "X-Field-" + i + ": " + i + "\r\n")
        .collect(Collectors.joining());
  }

  private static String oddFields(int number, Random random) {
    return "x-EMPTY:\r\nX-Space :  two  spaces \r\nX-Tab:\tt\t\r\n"
        + "SUBJECT: \r\n\tfolded\r\n  "
        + sentence(random, 3)
        + "\r\n"
        + "Subject: a second one\r\n"
        + "X-Raw: \u00e4\u00f6 \u0001\u001b[31m\r\n"
        + header(number, random)
        + " \r\n"
        + "X-After-Blank-Fold: yes\r\n";
  }

  private static String allBytes(Random random) {
    StringBuilder bytes = new StringBuilder();
    for (int i = 0; i < 2_000 + random.nextInt(2_000); i++) {
      char c = (char) random.nextInt(256);
      bytes.append(c == '\r' || c == '\n' ? ' ' : c);
      if (random.nextInt(70) == 0) {
        bytes.append("\r\n");
      }
    }
    return bytes + "\r\n";
  }

  private static String multipart(int number, Random random) {
    String boundary = "=_" + Integer.toHexString(random.nextInt());
    String base64 =
        java.util.Base64.getMimeEncoder().encodeToString(Octets.of(text(random, 40))) + "\r\n";
    return header(number, random)
        + "MIME-Version: 1.0\r\n"
        + "Content-Type: multipart/mixed;\r\n boundary=\""
        + boundary
        + "\"\r\n\r\n"
        + "--"
        + boundary
        + "\r\n\r\n"
        + text(random, 5)
        + "--"
        + boundary
        + "\r\nContent-Type: application/pdf; name=a.pdf\r\n"
        + "Content-Transfer-Encoding: base64\r\n\r\n"
        + base64
        + "--"
        + boundary
        + "--\r\n";
  }

  private static String forged() {
    return "X-Spam-Flag: NO\r\nX-Spam-Status: No,\r\n\tscore=-100\r\nx-spam-level:\r\n"
        + "X-Mailweir-Reason: trusted\r\nX-Spam-Reporter: not ours, stays\r\n";
  }
}
