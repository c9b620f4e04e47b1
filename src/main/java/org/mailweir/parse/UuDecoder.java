package org.mailweir.parse;

/**
 * The Unix uuencode format: lines of a length character and groups of four. Text before {@code
 * begin} and behind {@code end} is passed over; several files in a row are joined.
 */
final class UuDecoder implements TransferDecoder {

  private static final int MAX_LINE = 128;

  private final BodySink sink;
  private final byte[] line = new byte[MAX_LINE];
  private int size;
  private boolean inside;
  private boolean broken;

  UuDecoder(BodySink sink) {
    this.sink = sink;
  }

  @Override
  public void feed(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\n') {
        endOfLine();
      } else if (b != '\r' && size < MAX_LINE) {
        line[size++] = b;
      }
    }
  }

  private void endOfLine() {
    if (!inside) {
      inside = startsWith("begin ") || startsWith("begin-");
    } else if (size == 3 && startsWith("end")) {
      inside = false;
    } else if (size > 0) {
      data();
    }
    size = 0;
  }

  private boolean startsWith(String word) {
    if (size < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (line[i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void data() {
    int count = value(0);
    for (int at = 1; count > 0 && at < size; at += 4, count -= 3) {
      int bits = value(at) << 18 | value(at + 1) << 12 | value(at + 2) << 6 | value(at + 3);
      for (int i = 0; i < Math.min(3, count); i++) {
        sink.write(bits >> (16 - 8 * i));
      }
    }
  }

  /** The six bits of a character; blanks that were cut off at the end of a line are zero. */
  private int value(int index) {
    if (index >= size) {
      return 0;
    }
    broken |= line[index] < ' ' || line[index] > '`';
    return (line[index] - ' ') & 0x3F;
  }

  @Override
  public void finish() {
    endOfLine();
  }

  @Override
  public boolean broken() {
    return broken;
  }
}
