package org.mailweir.check.rules.eval;

/** Width and height of a picture, from the first octets of its file; 0 if they are not there. */
record ImageSize(long width, long height) {

  static final ImageSize UNKNOWN = new ImageSize(0, 0);

  private static final String PNG = "\u0089PNG\r\n\u001a\n";

  /**
   * @param type {@code gif}, {@code png} or {@code jpeg}
   */
  static ImageSize of(String type, String data) {
    return switch (type) {
      case "gif" -> gif(data);
      case "png" -> png(data);
      default -> jpeg(data);
    };
  }

  long area() {
    return width * height;
  }

  private static ImageSize gif(String data) {
    if (data.length() < 10 || !data.startsWith("GIF87a") && !data.startsWith("GIF89a")) {
      return UNKNOWN;
    }
    return new ImageSize(
        data.charAt(6) + 256L * data.charAt(7), data.charAt(8) + 256L * data.charAt(9));
  }

  /** The header should come first, but is looked for in steps of a chunk's own header. */
  private static ImageSize png(String data) {
    for (int at = 8; data.startsWith(PNG) && at + 8 <= data.length(); at += 8) {
      if (data.startsWith("IEND", at + 4)) {
        return UNKNOWN;
      }
      boolean header = data.startsWith("IHDR", at + 4) && number(data, at, 4) == 13;
      if (header && at + 16 <= data.length()) {
        return new ImageSize(number(data, at + 8, 4), number(data, at + 12, 4));
      }
    }
    return UNKNOWN;
  }

  private static ImageSize jpeg(String data) {
    int at = data.startsWith("\u00ff\u00d8") ? 2 : data.length();
    while (at + 4 <= data.length() && data.charAt(at) == 0xff) {
      int mark = data.charAt(at + 1);
      int length = (int) number(data, at + 2, 2);
      if (mark == 0xda || mark == 0xd9 || length < 2) {
        return UNKNOWN;
      }
      if (isFrame(mark)) {
        return at + 9 <= data.length()
            ? new ImageSize(number(data, at + 7, 2), number(data, at + 5, 2))
            : UNKNOWN;
      }
      at += length + 2;
    }
    return UNKNOWN;
  }

  /** Start of frame, of any coding (ITU T.81 B.1.1.3). */
  private static boolean isFrame(int mark) {
    return mark >= 0xc0 && mark <= 0xcf && mark != 0xc4 && mark != 0xc8 && mark != 0xcc;
  }

  private static long number(String data, int at, int octets) {
    long value = 0;
    for (int i = at; i < at + octets; i++) {
      value = value << 8 | data.charAt(i);
    }
    return value;
  }
}
