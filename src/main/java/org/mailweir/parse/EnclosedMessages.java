package org.mailweir.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the messages that a message carries as attachments, and gives them byte for byte.
 *
 * <p>A {@link ParsedMessage} tells what is in an attached message, but no longer which bytes it
 * had. Here the bytes between the boundary lines are cut out, with their transfer encoding undone:
 * parts of type message/rfc822 (RFC 2046 5.2.1), also under base64 as Exchange writes them, the
 * parts of a multipart/digest, and files named {@code .eml} or of no particular type that begin
 * with a mail header. A message found is not searched for further ones. Of an ambiguous structure
 * the likeliest reading counts. Never fails; time and room are linear in the bytes and the depth.
 */
public final class EnclosedMessages {

  private static final Shape DIGESTED = new Shape("message/rfc822", Map.of(), null);
  private static final List<String> TELLING =
      List.of("from", "to", "subject", "date", "message-id", "received", "return-path");
  private static final int ENOUGH = 3;

  private final byte[] bytes;
  private final ParseLimits limits;
  private final int most;
  private final List<byte[]> found = new ArrayList<>();
  private int partsLeft;

  private EnclosedMessages(byte[] bytes, ParseLimits limits, int most) {
    this.bytes = bytes;
    this.limits = limits;
    this.most = most;
    this.partsLeft = limits.parts();
  }

  /**
   * The messages inside, in their order.
   *
   * @param bytes a message with lines that end in CRLF or LF
   * @param most how many are given
   */
  public static List<byte[]> of(byte[] bytes, ParseLimits limits, int most) {
    EnclosedMessages reader = new EnclosedMessages(bytes, limits, most);
    reader.entity(0, bytes.length, Shape.PLAIN, 0);
    return reader.found;
  }

  private void entity(int from, int to, Shape otherwise, int depth) {
    if (found.size() >= most || depth > limits.depth() || --partsLeft < 0) {
      return;
    }
    int headerEnd = (int) Math.min(to, (long) from + limits.headerBytes());
    HeaderBlock block = HeaderBlock.split(bytes, from, headerEnd, limits.headerFields());
    EntityHeader header = EntityHeader.of(block, otherwise, true, limits, new Defects());
    Shape shape = header.shape(0);
    String boundary = shape.boundary();
    if (boundary != null) {
      boolean digest = shape.type().equals("multipart/digest");
      parts(block.bodyStart(), to, boundary, digest ? DIGESTED : Shape.PLAIN, depth + 1);
    } else if (shape.isMessage() || isFile(header, shape)) {
      byte[] body = decoded(block.bodyStart(), to, header);
      if (shape.isMessage() ? body.length > 0 : startsLikeMail(body)) {
        found.add(body);
      }
    }
  }

  /** Calls {@link #entity} for each part between the boundary lines (RFC 2046 5.1.1). */
  private void parts(int from, int to, String boundary, Shape otherwise, int depth) {
    byte[] delimiter = Latin1.bytes("--" + boundary);
    int part = -1;
    for (int line = from; line < to; line = nextLine(line, to)) {
      if (!startsWith(delimiter, line, to)) {
        continue;
      }
      int behind = line + delimiter.length;
      boolean last = behind + 1 < to && bytes[behind] == '-' && bytes[behind + 1] == '-';
      if (!last && !isBlank(behind, nextLine(line, to))) {
        continue; // a longer boundary that begins alike
      }
      if (part >= 0) {
        entity(part, withoutLineEnd(part, line), otherwise, depth);
      }
      if (last) {
        return;
      }
      part = nextLine(line, to);
    }
    if (part >= 0) {
      entity(part, to, otherwise, depth);
    }
  }

  private boolean startsWith(byte[] word, int at, int to) {
    return to - at >= word.length
        && Arrays.equals(bytes, at, at + word.length, word, 0, word.length);
  }

  private boolean isBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Latin1.isBlank((char) (bytes[i] & 0xFF)) && bytes[i] != '\r' && bytes[i] != '\n') {
        return false;
      }
    }
    return true;
  }

  private int nextLine(int from, int to) {
    int i = from;
    while (i < to && bytes[i] != '\n') {
      i++;
    }
    return Math.min(to, i + 1);
  }

  /** The line end before a boundary line belongs to the boundary. */
  private int withoutLineEnd(int from, int to) {
    int end = to > from && bytes[to - 1] == '\n' ? to - 1 : to;
    return end > from && bytes[end - 1] == '\r' ? end - 1 : end;
  }

  private static boolean isFile(EntityHeader header, Shape shape) {
    boolean named =
        header.fileNames().stream().anyMatch(n -> n.toLowerCase(Locale.ROOT).endsWith(".eml"));
    return named
        || shape.type().equals("application/octet-stream")
        || shape.type().equals("application/eml")
        || shape.type().equals("text/x-mail");
  }

  private boolean startsLikeMail(byte[] body) {
    int end = Math.min(body.length, limits.headerBytes());
    HeaderBlock block = HeaderBlock.split(body, 0, end, limits.headerFields());
    long telling =
        block.fields().stream()
            .map(f -> Latin1.lower(f.name()))
            .filter(TELLING::contains)
            .distinct()
            .count();
    return telling >= ENOUGH;
  }

  private byte[] decoded(int from, int to, EntityHeader header) {
    BodySink sink = new BodySink(to - from);
    TransferDecoder decoder = header.encoding().encoding().decoder(sink);
    decoder.feed(bytes, from, to);
    decoder.finish();
    return sink.bytes();
  }
}
