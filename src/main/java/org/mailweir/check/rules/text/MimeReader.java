package org.mailweir.check.rules.text;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Builds the tree of parts of a message, breadth first: multiparts by their boundaries, messages
 * within messages, everything else a leaf. At most 20 levels and 10,000 parts.
 */
final class MimeReader {

  private static final int LEVELS = 20;
  private static final int MOST_PARTS = 10_000;

  /** What is still to be read. */
  private record Work(MimePart part, @Nullable String boundary, String body, int levels) {}

  private final Set<String> flags = new TreeSet<>();
  private final ArrayDeque<Work> queue = new ArrayDeque<>();
  private int parts;

  /** The flags that were found on the way. */
  Set<String> flags() {
    return flags;
  }

  /** Reads the message whose header is given. */
  MimePart read(HeaderBlock header, FieldTable fields) {
    MimePart root = enqueue(header, fields, LEVELS);
    while (!queue.isEmpty()) {
      Work work = queue.remove();
      boolean multipart = work.part.type().startsWith("multipart/");
      if (multipart && work.boundary != null && work.levels > 0) {
        readMultipart(work, work.boundary);
      } else {
        readLeaf(work);
      }
    }
    return root;
  }

  private MimePart enqueue(HeaderBlock header, FieldTable fields, int levels) {
    MimePart part = new MimePart(fields);
    ContentType type = ContentType.parse(part.header("content-type"));
    part.setType(type.type());
    String body = BlankLines.limited(header.body(), header.crlf);
    queue.add(new Work(part, type.boundary(), separated(body, type), levels));
    return part;
  }

  /** The body of a multipart begins with its boundary or with an empty line, else one is added. */
  private static String separated(String body, ContentType type) {
    int end = Octets.lineEnd(body, 0);
    boolean text = !BlankLines.isBlank(body, 0, end);
    if (!type.type().startsWith("multipart/") || end == body.length() || !text) {
      return body;
    }
    return type.boundary() != null && body.startsWith("--" + type.boundary()) ? body : "\n" + body;
  }

  private void readLeaf(Work work) {
    MimePart part = work.part;
    ContentType type = ContentType.parse(part.header("content-type"));
    if (!type.missing()) {
      boolean broken = type.type().startsWith("multipart/") && work.boundary == null;
      part.setType(broken ? "text/plain" : type.type());
    }
    part.becomeLeaf(type, work.body);
    boolean message = part.type().equals("message/rfc822") || part.type().equals("message/global");
    if (message && work.levels > 0 && !part.decoded().isEmpty()) {
      String inner = part.decoded();
      HeaderBlock header = new HeaderBlock(inner, Mbox.separatorEnd(inner));
      part.becomeBranch(enqueue(header, new FieldTable(header.fields), work.levels - 1));
    }
  }

  private void readMultipart(Work work, String boundary) {
    work.part.becomeMultipart();
    MultipartReader reader = new MultipartReader(work.body, boundary, flags);
    MimePart child;
    while (parts < MOST_PARTS && (child = reader.next()) != null) {
      parts++;
      ContentType type = ContentType.parse(child.header("content-type"));
      boolean digest = type.missing() && work.part.type().equals("multipart/digest");
      child.setType(digest ? "message/rfc822" : type.type());
      String inner = type.boundary() == null ? boundary : type.boundary();
      queue.add(new Work(child, inner, reader.body(), work.levels - 1));
      work.part.add(child);
    }
  }
}
