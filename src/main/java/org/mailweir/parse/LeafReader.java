package org.mailweir.parse;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies: undoes the transfer encoding in every way that some reader would, keeps the first
 * bytes, and has texts made of them.
 */
final class LeafReader {

  private static final byte[] NOTHING = new byte[0];
  private static final byte[] LINE_END = {'\r', '\n'};
  // What a call costs however few bytes it brings, in bytes.
  private static final int CALL = 64;

  private final Run run;
  private final TextBodies texts;
  private final byte[] buffer = new byte[8192];

  LeafReader(Run run) {
    this.run = run;
    this.texts = new TextBodies(run);
  }

  /**
   * One way to undo the encoding of a body.
   *
   * @param onlyForPadding of interest only when padding was found inside base64
   */
  private record Way(
      String encoding, TransferDecoder decoder, BodySink sink, boolean onlyForPadding) {}

  /** The body in the likeliest way; the others go to {@link Run#otherLeaf}. */
  Part read(InputStream in, EntityHeader header, Shape shape, String path, int weight)
      throws IOException {
    List<Way> ways = ways(header, shape);
    if (header.lost().length > 0 && !header.lostIsOtherReading()) {
      feed(ways, header.lost(), header.lost().length);
      feed(ways, LINE_END, LINE_END.length);
    }
    for (int n = next(in, weight); n >= 0; n = next(in, weight)) {
      feed(ways, buffer, n);
    }
    ways.forEach(way -> way.decoder.finish());
    return parts(ways, header, shape, path);
  }

  /** Fills the buffer; -1 at the end, and where no more work may be done. */
  private int next(InputStream in, int weight) throws IOException {
    int n = in.read(buffer, 0, buffer.length);
    return run.work((long) Math.max(0, n) * weight + CALL) ? n : -1;
  }

  private static void feed(List<Way> ways, byte[] bytes, int length) {
    for (Way way : ways) {
      way.decoder.feed(bytes, 0, length);
    }
  }

  private List<Way> ways(EntityHeader header, Shape shape) {
    List<Way> ways = new ArrayList<>();
    int keep = run.partBytes();
    for (TransferEncoding.Understood u : header.encodings()) {
      BodySink sink = new BodySink(keep);
      ways.add(new Way(u.word(), u.encoding().decoder(sink), sink, false));
      if (u.encoding() == TransferEncoding.BASE64 && TextBodies.isText(shape, header)) {
        BodySink other = new BodySink(keep);
        ways.add(new Way(u.word(), new Base64Decoder(other, true), other, true));
      }
    }
    if (header.lostIsOtherReading()) {
      BodySink sink = new BodySink(keep);
      sink.write(header.lost(), 0, header.lost().length);
      sink.write(LINE_END, 0, LINE_END.length);
      ways.add(new Way("7bit", new IdentityDecoder(sink), sink, false));
    }
    return ways;
  }

  private Part parts(List<Way> ways, EntityHeader header, Shape shape, String path) {
    Part first = part(ways.getFirst(), header, shape, path, name(header, 0), Part.Role.BODY);
    for (Way way : ways.subList(1, ways.size())) {
      if (!way.onlyForPadding || paddingInside(ways.getFirst())) {
        run.otherLeaf(part(way, header, shape, path, name(header, 0), Part.Role.OTHER_READING));
      }
    }
    for (int i = 1; i < header.fileNames().size(); i++) {
      run.otherLeaf(
          part(ways.getFirst(), header, shape, path, name(header, i), Part.Role.OTHER_READING));
    }
    return first;
  }

  private boolean paddingInside(Way way) {
    boolean inside = way.decoder instanceof Base64Decoder base64 && base64.sawMiddlePadding();
    if (inside) {
      run.defects().add(Defect.Kind.AMBIGUOUS_STRUCTURE, "padding inside base64");
    }
    return inside;
  }

  private static @Nullable String name(EntityHeader header, int index) {
    return index < header.fileNames().size() ? header.fileNames().get(index) : null;
  }

  private Part part(
      Way way,
      EntityHeader header,
      Shape shape,
      String path,
      @Nullable String name,
      Part.Role role) {
    if (way.decoder.broken() && role == Part.Role.BODY) {
      run.defects().add(Defect.Kind.BROKEN_ENCODING, way.encoding);
    }
    byte[] body = kept(way.sink);
    TextBodies.Text text = texts.of(body, header, shape, path, role);
    return new Part(
        path,
        header.headers(),
        shape.type(),
        shape.parameters(),
        way.encoding,
        header.disposition(),
        name,
        body,
        way.sink.total(),
        text.text(),
        text.html(),
        List.of(),
        role);
  }

  private byte[] kept(BodySink sink) {
    noteCut(sink);
    byte[] body = sink.bytes();
    run.keep(body.length);
    return body;
  }

  private void noteCut(BodySink sink) {
    if (sink.isCut()) {
      run.defects()
          .limit(run.partBytes() < run.limits().partBytes() ? "decodedBytes" : "partBytes");
    }
  }

  /** A body as it is, cut at the limit. */
  byte[] bytes(InputStream in, int weight) throws IOException {
    BodySink sink = new BodySink(run.partBytes());
    for (int n = next(in, weight); n >= 0; n = next(in, weight)) {
      sink.write(buffer, 0, n);
    }
    noteCut(sink);
    return sink.bytes();
  }

  /** Bytes with an encoding undone. */
  byte[] decode(byte[] bytes, TransferEncoding.Understood encoding) {
    BodySink sink = new BodySink(run.partBytes());
    TransferDecoder decoder = encoding.encoding().decoder(sink);
    decoder.feed(bytes, 0, bytes.length);
    decoder.finish();
    noteCut(sink);
    return sink.bytes();
  }

  /** A leaf of bytes that nothing was undone of. */
  Part undecoded(byte[] bytes, String path) {
    return outside(bytes, path, Part.Role.UNDECODED);
  }

  /** A leaf of text outside of all parts. */
  Part aside(byte[] bytes, String path, Part.Role role) {
    return outside(bytes, path, role);
  }

  private Part outside(byte[] bytes, String path, Part.Role role) {
    int keep = Math.min(bytes.length, run.partBytes());
    run.keep(keep);
    byte[] body = keep == bytes.length ? bytes : Arrays.copyOf(bytes, keep);
    EntityHeader none = EntityHeader.none(Shape.PLAIN);
    TextBodies.Text text = texts.of(body, none, Shape.PLAIN, path, role);
    return leaf(none, path, body, bytes.length, text.text(), role);
  }

  /** The body of a multipart without parts, as text under the multipart's own header. */
  Part plain(byte[] body, Node node) {
    run.keep(body.length);
    TextBodies.Text text = texts.of(body, node.header, Shape.PLAIN, node.path, Part.Role.BODY);
    return leaf(node.header, node.path, body, body.length, text.text(), Part.Role.BODY);
  }

  /** The leaf of an entity whose body was not reached. */
  Part empty(EntityHeader header, String path) {
    return leaf(header, path, NOTHING, 0, "", Part.Role.BODY);
  }

  private static Part leaf(
      EntityHeader header, String path, byte[] body, long length, String text, Part.Role role) {
    return new Part(
        path,
        header.headers(),
        "text/plain",
        Map.of(),
        "7bit",
        header.disposition(),
        name(header, 0),
        body,
        length,
        text,
        null,
        List.of(),
        role);
  }

  /** A node with its children. */
  Part node(Node node) {
    return new Part(
        node.path,
        node.header.headers(),
        node.shape.type(),
        node.shape.parameters(),
        node.header.encoding().word(),
        node.header.disposition(),
        name(node.header, 0),
        NOTHING,
        0,
        "",
        null,
        node.children);
  }
}
