package org.mailweir.parse;

import org.mailweir.settings.Doc;

/**
 * How much of a message is looked at. Reaching a limit is a {@link Defect} and a partial parse,
 * never an error.
 */
@Doc(
    "How much of a message is looked at. What lies beyond is delivered all the same; reaching a limit"
        + " is the finding MIME_LIMIT_REACHED. There is hardly ever a reason to change these.")
public record ParseLimits(
    @Doc("Bytes of one header block.") int headerBytes,
    @Doc("Fields of one header block.") int headerFields,
    @Doc("Levels of multipart and message/rfc822 that are opened; at most 50.") int depth,
    @Doc("Parts.") int parts,
    @Doc("Decoded bytes of all parts together.") int decodedBytes,
    @Doc("Decoded bytes of one part.") int partBytes,
    @Doc("Bytes of the undecoded message, for full rules and for what cannot be parsed.")
        int rawBytes,
    @Doc("Parameters of one Content-Type or Content-Disposition.") int parameters,
    @Doc("Encoded words that are decoded in one field (RFC 2047).") int encodedWords,
    @Doc("Links.") int links,
    @Doc("Characters of HTML, in all parts together.") int htmlChars,
    @Doc("Tags of HTML, in all parts together.") int htmlTags) {

  /** Below it every level costs Java stack, of which a worker has 16 MB. */
  private static final int DEEPEST = 50;

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
          500,
          2_000,
          1024 * 1024,
          50_000);

  public ParseLimits {
    if (depth < 1 || depth > DEEPEST) {
      throw new IllegalArgumentException("depth: 1 to " + DEEPEST + " is expected");
    }
    atLeastOne("header_bytes", headerBytes);
    atLeastOne("header_fields", headerFields);
    atLeastOne("parts", parts);
    atLeastOne("decoded_bytes", decodedBytes);
    atLeastOne("part_bytes", partBytes);
    atLeastOne("raw_bytes", rawBytes);
    atLeastOne("parameters", parameters);
    atLeastOne("encoded_words", encodedWords);
    atLeastOne("links", links);
    atLeastOne("html_chars", htmlChars);
    atLeastOne("html_tags", htmlTags);
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + ": at least 1 is expected");
    }
  }
}
