package org.mailweir.check.attachments.archive;

/**
 * The Unicode name of RAR 3 and 4, as packed behind the plain one: a common upper byte, and then
 * groups of up to four codes of two bits in a byte, the highest first, each with its own bytes.
 */
final class RarName {

  private final byte[] bytes;
  private final long plain;
  private final int plainLength;
  private final int upper;
  private final StringBuilder name = new StringBuilder();
  private long at;

  private RarName(byte[] bytes, long plain, int plainLength) {
    this.bytes = bytes;
    this.plain = plain;
    this.plainLength = plainLength;
    this.at = plain + plainLength + 1;
    this.upper = next() << 8;
  }

  /**
   * Unpacks a name; what is damaged gives some name.
   *
   * @param plain where the plain name begins, behind which stand a zero and the packed one
   * @param end where the packed one ends
   */
  static String unpacked(byte[] bytes, long plain, int plainLength, long end) {
    RarName name = new RarName(bytes, plain, plainLength);
    while (name.at < end) {
      int codes = name.next();
      for (int shift = 6; shift >= 0 && name.at < end; shift -= 2) {
        name.character(codes >> shift & 3);
      }
    }
    return name.name.toString();
  }

  private void character(int code) {
    switch (code) {
      case 0 -> name.append((char) next());
      case 1 -> name.append((char) (upper | next()));
      case 2 -> name.append((char) (next() | next() << 8));
      default -> run(next());
    }
  }

  /** Characters of the plain name, as they are or moved within the upper byte. */
  private void run(int length) {
    boolean moved = (length & 0x80) != 0;
    int by = moved ? next() : 0;
    for (int left = (length & 0x7F) + 2; left > 0 && name.length() < plainLength; left--) {
      int character = Bytes.int8(bytes, plain + name.length());
      name.append((char) (moved ? upper | character + by & 0xFF : character));
    }
  }

  private int next() {
    return Bytes.int8(bytes, at++);
  }
}
