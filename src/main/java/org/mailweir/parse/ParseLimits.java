package org.mailweir.parse;

/**
 * How much of a message is looked at. Reaching a limit is a {@link Defect} and a partial parse,
 * never an error.
 *
 * @param headerBytes bytes of one header block that are kept
 * @param headerFields fields of one header block that are kept
 * @param depth levels of multipart and message/rfc822 that are opened
 * @param parts parts that are kept
 * @param decodedBytes decoded bytes kept over all parts together
 * @param partBytes decoded bytes kept of one part
 * @param rawBytes bytes of the undecoded message that are kept for {@code full} rules and raw scans
 * @param parameters parameters of one Content-Type or Content-Disposition that are looked at
 * @param addresses addresses taken out of one field
 * @param encodedWords encoded words that are decoded in one field (RFC 2047)
 * @param links links that are kept
 * @param htmlChars characters of HTML that are read as HTML, in all parts together
 */
public record ParseLimits(
    int headerBytes,
    int headerFields,
    int depth,
    int parts,
    int decodedBytes,
    int partBytes,
    int rawBytes,
    int parameters,
    int addresses,
    int encodedWords,
    int links,
    int htmlChars) {

  public static final ParseLimits DEFAULT =
      new ParseLimits(
          256 * 1024,
          2_000,
          30,
          1_000,
          8 * 1024 * 1024,
          2 * 1024 * 1024,
          4 * 1024 * 1024,
          50,
          1_000,
          500,
          2_000,
          1024 * 1024);

  /** Limits with the default for HTML. */
  public ParseLimits(
      int headerBytes,
      int headerFields,
      int depth,
      int parts,
      int decodedBytes,
      int partBytes,
      int rawBytes,
      int parameters,
      int addresses,
      int encodedWords,
      int links) {
    this(
        headerBytes,
        headerFields,
        depth,
        parts,
        decodedBytes,
        partBytes,
        rawBytes,
        parameters,
        addresses,
        encodedWords,
        links,
        1024 * 1024);
  }
}
