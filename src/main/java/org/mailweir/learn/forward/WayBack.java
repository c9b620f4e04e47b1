package org.mailweir.learn.forward;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;
import org.mailweir.learn.forward.HeaderLines.Line;

/**
 * Takes off what a redirection put on top of a message: its Resent fields (RFC 5322 3.6.6) and the
 * trace of the way back to us. All other bytes stay as they are.
 */
final class WayBack {

  private static final String RESENT = "resent-";

  /** What a message never has before its own author wrote it. */
  private static final Set<String> AUTHORED =
      Set.of("from", "to", "cc", "subject", "date", "message-id", "mime-version", "content-type");

  /** Fields that the last delivery puts on top: the message came to its reader below them. */
  private static final Set<String> DELIVERY =
      Set.of("return-path", "delivered-to", "x-original-to");

  private WayBack() {}

  /** The message as its reader had it, as far as can be told. */
  static byte[] takenOff(byte[] message) {
    List<Line> lines = HeaderLines.of(message);
    int resent = firstResent(lines);
    int from = resent >= 0 ? behindResent(lines, resent) : behindTrace(lines);
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.length);
    boolean inBlock = true;
    for (int i = from; i < lines.size(); i++) {
      Line line = lines.get(i);
      inBlock &= from == 0 || line.name().startsWith(RESENT);
      boolean ofThisWay = line.name().startsWith(RESENT) && (from == 0 || inBlock);
      if (!ofThisWay) {
        out.write(message, line.from(), line.to() - line.from());
      }
    }
    int body = lines.isEmpty() ? 0 : lines.getLast().to();
    out.write(message, body, message.length - body);
    return out.toByteArray();
  }

  private static int firstResent(List<Line> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).name().startsWith(RESENT)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Where the message goes on behind its topmost Resent fields, when they stand on top as they
   * should; 0 when some program mixed them with the author's fields.
   */
  private static int behindResent(List<Line> lines, int resent) {
    if (lines.subList(0, resent).stream().anyMatch(l -> AUTHORED.contains(l.name()))) {
      return 0;
    }
    int behind = resent;
    while (behind < lines.size() && lines.get(behind).name().startsWith(RESENT)) {
      behind++;
    }
    return behind;
  }

  /** Without Resent fields: behind the Received fields that stand above the last delivery. */
  private static int behindTrace(List<Line> lines) {
    int at = 0;
    while (at < lines.size() && lines.get(at).name().equals("received")) {
      at++;
    }
    return at < lines.size() && DELIVERY.contains(lines.get(at).name()) ? at : 0;
  }
}
