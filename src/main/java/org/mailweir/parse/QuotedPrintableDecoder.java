package org.mailweir.parse;

/**
 * Quoted-printable (RFC 2045 6.7) as mail readers take it: lower-case digits count, an equals sign
 * that starts nothing stands for itself, and blanks at the end of a line are dropped.
 */
final class QuotedPrintableDecoder implements TransferDecoder {

  private static final int TEXT = 0;
  private static final int EQUALS = 1;
  private static final int HEX = 2;
  private static final int SOFT_BLANKS = 3;
  private static final int SOFT_CR = 4;

  private final BodySink sink;
  private final byte[] out = new byte[2048];
  private int outSize;
  private int state = TEXT;
  private int first;
  // Blanks that are written only when something other than a line end follows. Beyond the cap they
  // are written at once, so that a line of a million blanks costs no memory.
  private final byte[] blanks = new byte[1024];
  private int blankCount;
  private boolean broken;

  QuotedPrintableDecoder(BodySink sink) {
    this.sink = sink;
  }

  @Override
  public void feed(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      step(bytes[i]);
    }
  }

  private void step(byte b) {
    switch (state) {
      case TEXT -> text(b);
      case EQUALS -> afterEquals(b);
      case HEX -> secondDigit(b);
      case SOFT_BLANKS -> softBlanks(b);
      default -> softCr(b);
    }
  }

  private void text(byte b) {
    if (b == '=') {
      writeBlanks();
      state = EQUALS;
    } else if (b == ' ' || b == '\t') {
      if (blankCount == blanks.length) {
        writeBlanks();
      }
      blanks[blankCount++] = b;
    } else {
      if (b == '\r' || b == '\n') {
        blankCount = 0;
      } else {
        writeBlanks();
      }
      write(b);
    }
  }

  private void afterEquals(byte b) {
    int digit = Character.digit(b, 16);
    if (digit >= 0) {
      first = b;
      state = HEX;
    } else if (b == '\n') {
      state = TEXT;
    } else if (b == '\r') {
      state = SOFT_CR;
    } else if (b == ' ' || b == '\t') {
      state = SOFT_BLANKS;
    } else {
      literalEquals();
      step(b);
    }
  }

  private void secondDigit(byte b) {
    int low = Character.digit(b, 16);
    if (low >= 0) {
      write((byte) (Character.digit(first, 16) << 4 | low));
      state = TEXT;
    } else {
      literalEquals();
      write((byte) first);
      step(b);
    }
  }

  private void softBlanks(byte b) {
    if (b == '\r') {
      state = SOFT_CR;
    } else if (b == '\n') {
      state = TEXT;
    } else if (b != ' ' && b != '\t') {
      literalEquals();
      step(b);
    }
  }

  private void softCr(byte b) {
    state = TEXT;
    if (b != '\n') {
      step(b);
    }
  }

  private void literalEquals() {
    broken = true;
    write((byte) '=');
    state = TEXT;
  }

  private void writeBlanks() {
    for (int i = 0; i < blankCount; i++) {
      write(blanks[i]);
    }
    blankCount = 0;
  }

  private void write(byte b) {
    if (outSize == out.length) {
      drain();
    }
    out[outSize++] = b;
  }

  private void drain() {
    sink.write(out, 0, outSize);
    outSize = 0;
  }

  @Override
  public void finish() {
    if (state == HEX) {
      literalEquals();
      write((byte) first);
    }
    drain();
  }

  @Override
  public boolean broken() {
    return broken;
  }
}
