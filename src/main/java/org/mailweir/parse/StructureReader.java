package org.mailweir.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the structure of one body in one reading: drives Mime4j's token stream, keeps the open
 * nodes on a stack of its own, and hands bodies to {@link LeafReader}.
 *
 * <p>Never fails for what the body holds. When Mime4j gives up, or a limit of the whole message is
 * reached, the open nodes are closed with what they have, and the bytes behind become an undecoded
 * leaf.
 */
final class StructureReader {

  /** What Mime4j reads ahead on each level. */
  private static final int READ_AHEAD = 4096;

  private final Run run;
  private final LeafReader leaves;
  private final Place place;
  private final byte[] raw;
  private final Deque<Node> open = new ArrayDeque<>();
  private final HeaderCollector headers;
  private String path;
  private @Nullable Part root;

  /**
   * @param first the header of the entity whose body is read
   * @param raw the bytes that can be given when reading stops early
   */
  StructureReader(Run run, Place place, EntityHeader first, byte[] raw) {
    this.run = run;
    this.place = place;
    this.path = place.path();
    this.raw = raw;
    this.leaves = new LeafReader(run);
    this.headers =
        new HeaderCollector(run.limits().headerBytes(), place.reading(), first, this::readHeader);
    run.sawShapes(first.shapes().size());
  }

  /** Reads to the end, or to where reading stops; answers the entity with all below it. */
  Part read(SourceStream in) {
    long stopped = -1;
    try {
      events(in);
    } catch (UncheckedIOException e) {
      throw e;
    } catch (Run.Exhausted e) {
      run.defects().limit(e.limit());
      stopped = in.count();
    } catch (MimeException | IOException | RuntimeException | StackOverflowError e) {
      gaveUp(e);
      stopped = in.count();
    }
    if (stopped >= 0) {
      rest(stopped - (open.size() + 2L) * READ_AHEAD);
    }
    while (!open.isEmpty()) {
      close();
    }
    return root != null ? root : leaves.empty(headers.header(), place.path());
  }

  private void gaveUp(Throwable e) {
    if (e instanceof MaxLineLimitException || e.getCause() instanceof MaxLineLimitException) {
      run.defects().limit("headerBytes");
    } else {
      run.defects().add(Defect.Kind.UNPARSEABLE, e.getClass().getSimpleName());
    }
  }

  private void rest(long from) {
    int start = Math.clamp(from, 0, raw.length);
    if (start < raw.length) {
      run.otherLeaf(leaves.undecoded(Arrays.copyOfRange(raw, start, raw.length), path));
    }
  }

  private void events(SourceStream in) throws MimeException, IOException {
    MimeTokenStream stream = TokenStreams.create(run, headers);
    stream.setRecursionMode(recursion());
    stream.parseHeadless(in, "text/plain");
    while (stream.getState() != EntityState.T_END_OF_STREAM) {
      event(stream);
      run.checkWork();
      stream.next();
    }
  }

  private void event(MimeTokenStream stream) throws IOException {
    switch (stream.getState()) {
      case T_START_BODYPART -> path = node().childPath();
      case T_START_MESSAGE -> startMessage();
      case T_END_HEADER -> stream.setRecursionMode(recursion());
      case T_START_MULTIPART -> open();
      case T_PREAMBLE -> node().preamble = leaves.bytes(stream.getInputStream(), weight());
      case T_BODY -> body(stream.getInputStream());
      case T_EPILOGUE -> node().epilogue = leaves.bytes(stream.getInputStream(), weight());
      case T_END_MULTIPART -> close();
      case T_END_MESSAGE -> endMessage();
      case T_START_HEADER, T_FIELD, T_END_BODYPART, T_END_OF_STREAM, T_RAW_ENTITY -> {}
    }
  }

  private RecursionMode recursion() {
    return depth() >= run.limits().depth() ? RecursionMode.M_FLAT : RecursionMode.M_RECURSE;
  }

  private int depth() {
    return place.depth() + open.size();
  }

  /** What a byte costs here: each open multipart searches it for its boundary. */
  private int weight() {
    int weight = 1 + place.depth();
    for (Node node : open) {
      String boundary = node.shape.boundary();
      weight += 1 + (boundary == null ? 0 : boundary.length() / Shape.USUAL_BOUNDARY);
    }
    return weight;
  }

  private Node node() {
    return open.element();
  }

  private EntityHeader readHeader(byte[] block) {
    int kept = run.headerBytes(block.length);
    run.work(kept);
    HeaderBlock lines = HeaderBlock.split(block, 0, kept, run.limits().headerFields());
    boolean digest = !open.isEmpty() && node().shape.type().equals("multipart/digest");
    Shape otherwise = digest ? new Shape("message/rfc822", Map.of(), null) : Shape.PLAIN;
    EntityHeader header = EntityHeader.of(lines, otherwise, false, run.limits(), run.defects());
    run.sawShapes(header.shapes().size());
    return header;
  }

  private void open() {
    run.part();
    EntityHeader header = headers.header();
    if (header.lost().length > 0) {
      run.otherLeaf(leaves.aside(header.lost(), path, Part.Role.OTHER_READING));
    }
    open.push(new Node(path, header, header.shape(place.reading())));
  }

  /** Mime4j has read the header of a message/rfc822 and goes on with the message inside. */
  private void startMessage() {
    open();
    path = node().path + ".0";
  }

  private void endMessage() {
    if (!open.isEmpty() && node().shape.isMessage()) {
      close();
    }
  }

  private void body(InputStream in) throws IOException {
    run.part();
    EntityHeader header = headers.header();
    Shape shape = header.shape(place.reading());
    boolean plain = header.encoding().encoding() == TransferEncoding.IDENTITY;
    if (shape.isMultipart() || (shape.isMessage() && plain)) {
      run.defects().limit("depth");
      leaf(leaves.undecoded(leaves.bytes(in, weight()), path));
      return;
    }
    if (shape.type().startsWith("multipart/")) {
      Node node = new Node(path, header, shape);
      node.preamble = leaves.bytes(in, weight());
      withoutParts(node);
      return;
    }
    Part part = leaves.read(in, header, shape, path, weight());
    if (!shape.isMessage()) {
      leaf(part);
    } else if (depth() < run.limits().depth()) {
      encodedMessage(part);
    } else {
      run.defects().limit("depth");
      leaf(part);
    }
  }

  /** A message under a transfer encoding: RFC 2046 5.2.1 forbids it, readers open it. */
  private void encodedMessage(Part part) {
    HeaderBlock block =
        HeaderBlock.split(part.body(), 0, part.body().length, run.limits().headerFields());
    EntityHeader header = EntityHeader.of(block, Shape.PLAIN, true, run.limits(), run.defects());
    Place inside = place.inside(part.path() + ".0", depth() + 1);
    attach(part.withChild(again(part.body(), block.bodyStart(), header, inside)));
  }

  private Part again(byte[] bytes, int from, EntityHeader header, Place where) {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes, from, bytes.length - from);
    return new StructureReader(run, where, header, bytes).read(new SourceStream(in, from));
  }

  private void close() {
    Node node = open.pop();
    path = node.path;
    if (node.children.isEmpty() && node.shape.isMultipart()) {
      withoutParts(node);
    } else {
      aside(node.preamble, node, Part.Role.PREAMBLE);
      aside(node.epilogue, node, Part.Role.EPILOGUE);
      attach(leaves.node(node));
    }
  }

  /** A multipart without any part shows as text; some readers find another boundary in it. */
  private void withoutParts(Node node) {
    run.defects().add(Defect.Kind.BROKEN_MULTIPART, "no part");
    byte[] body = node.preamble == null ? new byte[0] : node.preamble;
    leaf(leaves.plain(body, node));
    if (depth() + 1 >= run.limits().depth()) {
      return;
    }
    byte[] decoded = leaves.decode(body, node.header.encoding());
    String boundary = node.shape.boundary();
    if (decoded.length != body.length && boundary != null) {
      readAside(decoded, boundary, node);
    }
    String guess = BoundaryGuess.in(body);
    if (guess != null && !guess.equals(boundary)) {
      readAside(body, guess, node);
    }
  }

  private void readAside(byte[] body, String boundary, Node node) {
    run.defects().add(Defect.Kind.AMBIGUOUS_STRUCTURE, "multipart without parts");
    EntityHeader header = EntityHeader.none(new Shape("multipart/mixed", Map.of(), boundary));
    again(body, 0, header, place.aside(node.path, depth() + 1));
  }

  /** Text outside of all parts. */
  private void aside(byte @Nullable [] bytes, Node node, Part.Role role) {
    if (bytes == null || OutsideText.isUsual(bytes)) {
      return;
    }
    run.defects().add(Defect.Kind.TEXT_OUTSIDE_PARTS, Latin1.lower(role.name()));
    run.otherLeaf(leaves.aside(bytes, node.path, role));
    String boundary = node.shape.boundary();
    if (boundary != null
        && role == Part.Role.EPILOGUE
        && depth() + 1 < run.limits().depth()
        && Latin1.of(bytes).contains("\n--" + boundary)) {
      readAside(bytes, boundary, node);
    }
  }

  private void leaf(Part part) {
    if (place.inTree()) {
      run.leaf(part);
    } else {
      run.otherLeaf(part.as(Part.Role.OTHER_READING));
    }
    attach(part);
  }

  private void attach(Part part) {
    if (open.isEmpty()) {
      root = part;
    } else {
      node().children.add(part);
    }
  }
}
