package org.mailweir.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * What an entity's header says about its body, with every reading.
 *
 * @param shapes ways to take its Content-Type, the likeliest first; never empty
 * @param encodings ways to take its transfer encoding, the likeliest first; never empty
 * @param disposition {@code inline}, {@code attachment}, another word, or empty
 * @param fileNames every name that some reader gives the file, the likeliest first
 * @param lost lines of the header block that are no fields and what stands behind them
 * @param lostIsOtherReading whether {@code lost} is text only for some readers; else it is the
 *     beginning of the body
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never changed once made
record EntityHeader(
    Headers headers,
    List<Shape> shapes,
    List<TransferEncoding.Understood> encodings,
    String disposition,
    List<String> fileNames,
    byte[] lost,
    boolean lostIsOtherReading) {

  private static final int MAX_ENCODINGS = 3;
  private static final byte[] NOTHING = new byte[0];

  /** The header of a body that has none. */
  static EntityHeader none(Shape shape) {
    return new EntityHeader(
        Headers.NONE,
        List.of(shape),
        List.of(TransferEncoding.understand("")),
        "",
        List.of(),
        NOTHING,
        false);
  }

  /**
   * Reads a header block.
   *
   * @param otherwise what the entity is when no Content-Type says it
   * @param bodyFollows whether the block is cut at {@link HeaderBlock#bodyStart()}, so that nothing
   *     is lost of it
   */
  static EntityHeader of(
      HeaderBlock block,
      Shape otherwise,
      boolean bodyFollows,
      ParseLimits limits,
      Defects defects) {
    Headers headers = new HeaderReader(limits, defects).read(block);
    List<Shape> shapes = Shapes.of(headers, otherwise, limits, defects);
    ContentValue disposition =
        ContentValue.parse(rawValue(headers, "Content-Disposition"), limits.parameters());
    List<String> names = new ArrayList<>();
    new Parameters(disposition, limits, defects).all("filename").forEach(n -> addNew(names, n));
    addName(headers, names, limits, defects);
    EntityHeader header =
        new EntityHeader(
            headers,
            shapes,
            encodings(headers, defects),
            disposition.word(),
            List.copyOf(names),
            bodyFollows && !block.isAmbiguous() ? NOTHING : block.lost(),
            block.isAmbiguous());
    header.note(defects);
    return header;
  }

  private static void addName(
      Headers headers, List<String> names, ParseLimits limits, Defects defects) {
    ContentValue type = ContentValue.parse(rawValue(headers, "Content-Type"), limits.parameters());
    List<String> other = new Parameters(type, limits, defects).all("name");
    // Two fields may well name a file differently; two values in one field are two readings.
    if (names.isEmpty() || other.size() > 1) {
      other.forEach(n -> addNew(names, n));
    }
  }

  private static void addNew(List<String> names, String name) {
    if (!names.contains(name) && !name.isBlank()) {
      names.add(name);
    }
  }

  private static String rawValue(Headers headers, String name) {
    return headers.first(name).map(HeaderField::raw).orElse("");
  }

  private static List<TransferEncoding.Understood> encodings(Headers headers, Defects defects) {
    List<TransferEncoding.Understood> found = new ArrayList<>();
    for (HeaderField field : headers.all("Content-Transfer-Encoding")) {
      TransferEncoding.Understood u = TransferEncoding.understand(HeaderReader.unfold(field.raw()));
      if (u.odd()) {
        defects.add(Defect.Kind.ODD_ENCODING, field.value());
      }
      if (found.size() < MAX_ENCODINGS
          && found.stream().noneMatch(f -> f.encoding() == u.encoding())) {
        found.add(u);
      }
    }
    if (found.isEmpty()) {
      found.add(TransferEncoding.understand(""));
    }
    // Strict readers do not know a misspelled encoding and show the body as it is.
    TransferEncoding.Understood first = found.getFirst();
    if (first.odd() && first.encoding() != TransferEncoding.IDENTITY && found.size() == 1) {
      found.add(TransferEncoding.understand(""));
    }
    return List.copyOf(found);
  }

  private void note(Defects defects) {
    if (shapes.size() > 1) {
      defects.add(Defect.Kind.AMBIGUOUS_STRUCTURE, "Content-Type");
    }
    if (encodings.size() > 1) {
      defects.add(Defect.Kind.AMBIGUOUS_STRUCTURE, "Content-Transfer-Encoding");
    }
    if (fileNames.size() > 1) {
      defects.add(Defect.Kind.AMBIGUOUS_STRUCTURE, "file name");
    }
    if (lost.length > 0) {
      defects.add(Defect.Kind.AMBIGUOUS_STRUCTURE, "header");
    }
  }

  /** The same with a file name. */
  EntityHeader named(String fileName) {
    return new EntityHeader(
        headers, shapes, encodings, disposition, List.of(fileName), lost, lostIsOtherReading);
  }

  /** The shape that the given reading takes. */
  Shape shape(int reading) {
    return shapes.get(Math.min(reading, shapes.size() - 1));
  }

  TransferEncoding.Understood encoding() {
    return encodings.getFirst();
  }
}
