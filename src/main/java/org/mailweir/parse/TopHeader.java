package org.mailweir.parse;

/**
 * The header of the message itself, and where its body starts.
 *
 * @param bodyStart offset of the body's first byte
 */
record TopHeader(EntityHeader header, int bodyStart) {

  static TopHeader read(byte[] raw, Run run) {
    int end = Math.min(raw.length, run.limits().headerBytes());
    HeaderBlock block = HeaderBlock.split(raw, 0, end, run.limits().headerFields());
    int bodyStart = block.bodyStart();
    if (bodyStart == end && !block.hasBlankLine()) {
      if (end < raw.length) {
        run.defects().limit("headerBytes");
        bodyStart = afterBlankLine(raw, end);
      } else {
        run.defects().add(Defect.Kind.MALFORMED_HEADER, "no empty line");
      }
    }
    EntityHeader header = EntityHeader.of(block, Shape.PLAIN, true, run.limits(), run.defects());
    run.sawShapes(header.shapes().size());
    return new TopHeader(header, bodyStart);
  }

  private static int afterBlankLine(byte[] raw, int from) {
    int lineStart = from;
    for (int i = from; i < raw.length; i++) {
      if (raw[i] == '\n') {
        int length = i - lineStart;
        if (lineStart > from && (length == 0 || (length == 1 && raw[lineStart] == '\r'))) {
          return i + 1;
        }
        lineStart = i + 1;
      }
    }
    return raw.length;
  }
}
