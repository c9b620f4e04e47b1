package org.mailweir.check.auth.dkim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailweir.concurrent.Deadline;

/**
 * Reads a message once, from its first octet to its last: first the header, then the body past all
 * digests that were asked for. Memory is that of the header and two buffers.
 */
public final class MessageReader implements AutoCloseable {

  /** A longer header is not one that somebody verifies; Postfix keeps 100 kB of it. */
  private static final int LONGEST_HEADER = 1 << 20;

  private static final int BUFFER = 16_384;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;
  private final MessageHeader header;

  /** Reads the header. The stream is closed with this. */
  public MessageReader(InputStream in) throws IOException {
    this.in = in;
    ByteArrayOutputStream block = new ByteArrayOutputStream(4_096);
    readHeader(block);
    this.header = MessageHeader.split(block.toString(StandardCharsets.ISO_8859_1));
  }

  /** Collects lines up to the first empty one; what is too long goes on as a body. */
  private void readHeader(ByteArrayOutputStream block) throws IOException {
    int lineLength = 0;
    while (fill()) {
      int start = at;
      while (at < filled) {
        byte b = buffer[at++];
        if (b != '\n') {
          lineLength += b == '\r' ? 0 : 1;
        } else if (lineLength == 0) {
          block.write(buffer, start, at - start);
          return;
        } else {
          lineLength = 0;
        }
      }
      block.write(buffer, start, at - start);
      if (block.size() > LONGEST_HEADER) {
        return;
      }
    }
  }

  private boolean fill() throws IOException {
    if (at == filled) {
      at = 0;
      filled = Math.max(0, in.read(buffer, 0, BUFFER));
    }
    return filled > 0;
  }

  public MessageHeader header() {
    return header;
  }

  /**
   * Reads the rest.
   *
   * @return a digest for each of those wanted
   * @throws IOException also when the deadline passes
   */
  public Map<BodyDigest.Spec, BodyDigest> digests(Set<BodyDigest.Spec> wanted, Deadline deadline)
      throws IOException {
    Map<BodyDigest.Spec, BodyDigest> digests = new HashMap<>();
    EnumMap<Canonical, List<BodyDigest>> kinds = new EnumMap<>(Canonical.class);
    for (BodyDigest.Spec spec : wanted) {
      BodyDigest digest = new BodyDigest(spec.most());
      digests.put(spec, digest);
      kinds.computeIfAbsent(spec.canonical(), c -> new ArrayList<>()).add(digest);
    }
    List<CanonicalBody> bodies = new ArrayList<>();
    kinds.forEach((canonical, some) -> bodies.add(new CanonicalBody(canonical, some)));
    readBody(bodies, deadline);
    bodies.forEach(CanonicalBody::finish);
    digests.values().forEach(BodyDigest::finish);
    return digests;
  }

  private void readBody(List<CanonicalBody> bodies, Deadline deadline) throws IOException {
    while (!bodies.isEmpty() && fill()) {
      bodies.forEach(b -> b.update(buffer, at, filled));
      at = filled;
      if (deadline.passed()) {
        throw new IOException("timeout");
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
