package org.mailweir.parse;

import java.util.Locale;

/** A Content-Transfer-Encoding (RFC 2045 6) as understood. */
enum TransferEncoding {
  IDENTITY("7bit"),
  BASE64("base64"),
  QUOTED_PRINTABLE("quoted-printable"),
  UUENCODE("x-uuencode");

  private final String word;

  TransferEncoding(String word) {
    this.word = word;
  }

  /** The usual name in lower case. */
  String word() {
    return word;
  }

  /** A new decoder that writes what it understands into the sink. */
  TransferDecoder decoder(BodySink sink) {
    return switch (this) {
      case IDENTITY -> new IdentityDecoder(sink);
      case BASE64 -> new Base64Decoder(sink);
      case QUOTED_PRINTABLE -> new QuotedPrintableDecoder(sink);
      case UUENCODE -> new UuDecoder(sink);
    };
  }

  /**
   * What a value means, and how it was written.
   *
   * @param word the encoding in lower case, decoration removed
   * @param odd whether strict readers would not know it although lenient ones do
   */
  record Understood(TransferEncoding encoding, String word, boolean odd) {}

  /**
   * Understands a field value, however it is decorated: quotes, comments, a parameter, blanks, a
   * full stop.
   */
  static Understood understand(String value) {
    String plain = value.trim().toLowerCase(Locale.ROOT);
    TransferEncoding exact = exactly(plain);
    if (exact != null) {
      return new Understood(exact, plain.isEmpty() ? IDENTITY.word : plain, false);
    }
    String bare = letters(plain);
    TransferEncoding found = exactly(bare);
    if (found == null) {
      found = contained(bare);
    }
    if (found == null) {
      return new Understood(IDENTITY, bare.isEmpty() ? IDENTITY.word : bare, !plain.isEmpty());
    }
    return new Understood(found, found == IDENTITY ? bare : found.word, true);
  }

  private static @org.jspecify.annotations.Nullable TransferEncoding exactly(String word) {
    return switch (word) {
      case "", "7bit", "8bit", "binary" -> IDENTITY;
      case "base64" -> BASE64;
      case "quoted-printable" -> QUOTED_PRINTABLE;
      case "x-uuencode", "x-uue", "uuencode" -> UUENCODE;
      default -> null;
    };
  }

  private static @org.jspecify.annotations.Nullable TransferEncoding contained(String word) {
    if (word.contains("base64") || word.contains("base-64")) {
      return BASE64;
    }
    if (word.contains("quoted") || word.contains("printable") || word.equals("qp")) {
      return QUOTED_PRINTABLE;
    }
    return word.contains("uue") ? UUENCODE : null;
  }

  private static boolean isWordChar(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  /** What is left when comments and everything but letters, digits and hyphens are taken away. */
  private static String letters(String value) {
    StringBuilder out = new StringBuilder();
    int comment = 0;
    for (int i = 0; i < value.length() && out.length() < 100; i++) {
      char c = value.charAt(i);
      if (c == '(') {
        comment++;
      } else if (c == ')') {
        comment = Math.max(0, comment - 1);
      } else if (comment == 0 && isWordChar(c)) {
        out.append(c);
      }
    }
    return out.toString();
  }
}
