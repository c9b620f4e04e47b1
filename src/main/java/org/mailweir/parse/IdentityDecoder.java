package org.mailweir.parse;

/** Takes the bytes as they are: 7bit, 8bit, binary, and encodings that nobody knows. */
final class IdentityDecoder implements TransferDecoder {

  private final BodySink sink;

  IdentityDecoder(BodySink sink) {
    this.sink = sink;
  }

  @Override
  public void feed(byte[] bytes, int from, int to) {
    sink.write(bytes, from, to - from);
  }

  @Override
  public void finish() {}

  @Override
  public boolean broken() {
    return false;
  }
}
