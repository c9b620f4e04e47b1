package org.mailweir.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files that stand uuencoded in a text, as some mail readers show them as attachments. */
final class Uuencoded {

  static final Shape BINARY = new Shape("application/octet-stream", Map.of(), null);

  private static final int MAX_FILES = 20;
  private static final int LONGEST_BEGIN = 300;

  private Uuencoded() {}

  /** A decoded file with the name of its begin line. */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and never changed once made
  record File(String name, byte[] body) {

    /** Whether it holds no control characters but those of text. */
    boolean isText() {
      for (byte b : body) {
        if (b >= 0 && b < ' ' && b != '\r' && b != '\n' && b != '\t' && b != '\f') {
          return false;
        }
      }
      return body.length > 0;
    }
  }

  /** Finds them; at most a few, each at most {@code maxBytes} long. */
  static List<File> in(byte[] text, int maxBytes) {
    List<File> files = new ArrayList<>();
    int at = 0;
    while (at < text.length && files.size() < MAX_FILES) {
      int next = nextLine(text, at);
      String name = text[at] == 'b' ? beginName(text, at, next) : null;
      if (name == null) {
        at = next;
      } else {
        int end = end(text, next);
        byte[] body = decode(text, at, end, maxBytes);
        if (body.length > 0) {
          files.add(new File(name, body));
        }
        at = end;
      }
    }
    return files;
  }

  private static byte[] decode(byte[] text, int from, int to, int maxBytes) {
    BodySink sink = new BodySink(maxBytes);
    UuDecoder decoder = new UuDecoder(sink);
    decoder.feed(text, from, to);
    decoder.finish();
    return sink.bytes();
  }

  private static int nextLine(byte[] text, int from) {
    for (int i = from; i < text.length; i++) {
      if (text[i] == '\n') {
        return i + 1;
      }
    }
    return text.length;
  }

  /** The name in {@code begin 644 name} when the line behind looks encoded, or null. */
  private static @Nullable String beginName(byte[] text, int start, int next) {
    if (next - start > LONGEST_BEGIN || next - start < 11) {
      return null;
    }
    String line = Latin1.of(text, start, next).stripTrailing();
    int mode = 6;
    while (mode < line.length() && line.charAt(mode) >= '0' && line.charAt(mode) <= '7') {
      mode++;
    }
    boolean begin = line.startsWith("begin ") && mode >= 9 && mode + 1 < line.length();
    return begin && line.charAt(mode) == ' ' && isData(text, next)
        ? line.substring(mode + 1).strip()
        : null;
  }

  private static boolean isData(byte[] text, int start) {
    int next = nextLine(text, start);
    int end = next;
    while (end > start && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
      end--;
    }
    int length = end - start - 1;
    int count = length < 0 ? 0 : (text[start] - ' ') & 0x3F;
    // Trailing blanks may be gone, and a checksum character may have been added.
    return length > 0 && count > 0 && length <= (count + 2) / 3 * 4 + 2 && length > count;
  }

  /** Behind the end line, or behind the last line that can be data. */
  private static int end(byte[] text, int from) {
    int at = from;
    while (at < text.length) {
      int next = nextLine(text, at);
      boolean end = next - at >= 3 && text[at] == 'e' && text[at + 1] == 'n' && text[at + 2] == 'd';
      if (end && next - at <= 5) {
        return next;
      }
      at = next;
    }
    return at;
  }
}
