package org.mailweir.check.rules.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the body of a multipart at its boundary lines (RFC 2046 5.1), line by line: what stands
 * before the first boundary is skipped, the line feed before a boundary belongs to it, the first
 * closing boundary ends everything. At most 1,000 parts.
 */
final class MultipartReader {

  private static final int MOST_PARTS = 1_000;
  private static final int LONGEST_LINE = 2_048;

  private final String in;
  private final String delimiter;
  private final String boundary;
  private final Set<String> flags;
  private final List<Field> fields = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private StringBuilder cut = new StringBuilder();
  private int at;
  private int parts;
  private boolean done;
  private boolean nested;
  private boolean inBody;
  private int bodyStart;
  private String body = "";

  MultipartReader(String in, String boundary, Set<String> flags) {
    this.in = in;
    this.boundary = boundary;
    this.flags = flags;
    delimiter = "--" + boundary;
    skipPreamble();
    done = at >= in.length();
  }

  private enum Line {
    TEXT,
    OPEN,
    CLOSE
  }

  /** The body of the part that {@link #next} gave. */
  String body() {
    return body;
  }

  private void skipPreamble() {
    int i = 0;
    while (i < in.length()) {
      int end = Octets.lineEnd(in, i);
      if (kind(i, end) == Line.OPEN) {
        at = end;
        checkHeader();
        return;
      }
      i = end;
    }
  }

  /** A boundary ought to be followed by a header. */
  private void checkHeader() {
    if (at < in.length()
        && !HeaderBlock.startsField(in.substring(at, Octets.lineEnd(in, at)), false)) {
      flags.add("missing_mime_headers");
    }
  }

  private Line kind(int start, int end) {
    if (!in.startsWith(delimiter, start)) {
      return Line.TEXT;
    }
    int i = start + delimiter.length();
    if (BlankLines.isBlank(in, i, end)) {
      return Line.OPEN;
    }
    boolean close = in.startsWith("--", i) && BlankLines.isBlank(in, i + 2, end);
    return close ? Line.CLOSE : Line.TEXT;
  }

  /** The next part, its type not yet known; null when there is none. */
  @Nullable MimePart next() {
    if (done) {
      return null;
    }
    begin();
    while (true) {
      int start = at;
      at = Octets.lineEnd(in, start);
      Line kind = boundaryKind(start);
      boolean last = at >= in.length();
      if (kind == Line.TEXT && !last) {
        readLine(start);
        continue;
      }
      return kind == Line.TEXT ? unclosed(start) : closed(start, kind, last);
    }
  }

  private void begin() {
    fields.clear();
    field.setLength(0);
    cut = new StringBuilder();
    inBody = false;
    bodyStart = -1;
  }

  /** Inside a part that uses the same boundary, its boundaries are text up to its end. */
  private Line boundaryKind(int start) {
    Line kind = kind(start, at);
    if (kind == Line.TEXT || !nested) {
      return kind;
    }
    nested = kind != Line.CLOSE;
    return Line.TEXT;
  }

  /** The message ends here: its last line is text, even where a header was expected. */
  private MimePart unclosed(int start) {
    bodyStart = bodyStart < 0 ? start : bodyStart;
    body = split(in.substring(bodyStart, at));
    done = true;
    return new MimePart(new FieldTable(List.copyOf(fields)));
  }

  private MimePart closed(int start, Line kind, boolean last) {
    boolean empty = bodyStart < 0 || bodyStart >= start;
    body = empty ? "" : withoutFeed(split(in.substring(bodyStart, start)));
    done = last || kind == Line.CLOSE || ++parts == MOST_PARTS;
    if (kind == Line.CLOSE) {
      checkEpilogue();
    } else if (!last) {
      checkHeader();
    }
    return new MimePart(new FieldTable(List.copyOf(fields)));
  }

  private static String withoutFeed(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private void checkEpilogue() {
    for (int i = at; i < in.length(); i++) {
      if (in.charAt(i) != '.' && !Octets.isSpace(in.charAt(i))) {
        flags.add("mime_epilogue_exists");
        return;
      }
    }
  }

  private void readLine(int start) {
    if (inBody) {
      return;
    }
    String line = in.substring(start, at);
    if (HeaderBlock.startsField(line, true)) {
      finishField();
      field.append(line);
    } else if ((line.startsWith(" ") || line.startsWith("\t")) && !field.isEmpty()) {
      field.append(line);
    } else {
      endHeader(start, line);
    }
  }

  private void endHeader(int start, String line) {
    finishField();
    if (!fields.isEmpty()
        && Octets.lower(fields.getLast().name()).equals("content-type")
        && boundary.equals(ContentType.parse(decodedLast()).boundary())) {
      nested = true;
    }
    inBody = true;
    boolean separator = line.equals("\n") || line.equals("\r\n");
    bodyStart = separator ? at : start;
    if (!separator) {
      flags.add("missing_mime_head_body_separator");
    }
  }

  private String decodedLast() {
    return HeaderDecoding.field("content-type", fields.getLast().raw());
  }

  private void finishField() {
    if (!field.isEmpty()) {
      int colon = field.indexOf(":");
      String value = field.substring(colon + 1);
      fields.add(new Field(field.substring(0, colon), value.substring(Octets.skipSpace(value, 0))));
      field.setLength(0);
    }
  }

  /** Lines that are too long are cut. */
  private String split(String text) {
    int start = 0;
    int copied = 0;
    while (start < text.length()) {
      int end = Octets.lineEnd(text, start);
      int i = start;
      while (end - i > LONGEST_LINE) {
        i += LONGEST_LINE;
        cut.append(text, copied, i).append('\n');
        copied = i;
      }
      start = end;
    }
    return copied == 0 ? text : cut.append(text, copied, text.length()).toString();
  }
}
