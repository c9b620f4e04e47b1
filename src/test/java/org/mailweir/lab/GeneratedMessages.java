package org.mailweir.lab;

/** Messages that would be too long to keep as files. */
final class GeneratedMessages {

  private static final String HEADER =
      "From: Sender <sender@example.org>\r\nTo: reader@example.com\r\nSubject: %s\r\n"
          + "Date: Fri, 20 Nov 2026 12:00:00 +0000\r\nMessage-ID: <%s@example.org>\r\n";

  private GeneratedMessages() {}

  /**
   * A message by its name: {@code size-N} is N bytes long, {@code received-N} has passed N hosts,
   * {@code long-line-N} has a line of N bytes; those of {@link Attached} carry archives.
   */
  static byte[] of(String name) {
    if (Attached.isOne(name)) {
      return Attached.of(name);
    }
    int dash = name.lastIndexOf('-');
    int number = Integer.parseInt(name.substring(dash + 1));
    String header = HEADER.formatted(name, name);
    return Octets.of(
        switch (name.substring(0, dash)) {
          case "size" -> header + "\r\n" + lines(number - header.length() - 2);
          case "received" -> received(number) + header + "\r\nfar travelled\r\n";
          case "long-line" -> header + "\r\n" + "x".repeat(number) + "\r\n";
          default -> throw new IllegalArgumentException("no message " + name);
        });
  }

  private static String lines(int length) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() + 78 < length) {
      text.append("Seventy-four readable characters, repeated to make a large message here.\r\n");
    }
    return text.append("x".repeat(length - 2 - text.length())).append("\r\n").toString();
  }

  private static String received(int hosts) {
    StringBuilder fields = new StringBuilder();
    for (int i = hosts; i > 0; i--) {
      fields.append(
          "Received: from h%d.example.org by h%d.example.org with ESMTP id %d;\r\n"
              .formatted(i - 1, i, i));
      fields.append("\tFri, 20 Nov 2026 12:00:00 +0000\r\n");
    }
    return fields.toString();
  }
}
