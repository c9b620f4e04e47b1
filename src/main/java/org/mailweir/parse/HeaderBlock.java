package org.mailweir.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Splits a header block into fields (RFC 5322 2.2), and says what to do about lines that are none.
 *
 * <p>Mail readers disagree about such lines: some end the header there and show the rest as text,
 * others pass over them. When known fields follow, the lines are passed over and {@link #lost()}
 * gives what the other kind of reader shows; else the header ends there.
 */
final class HeaderBlock {

  private static final Set<String> KNOWN =
      Set.of(
          "from",
          "to",
          "cc",
          "subject",
          "date",
          "message-id",
          "received",
          "mime-version",
          "content-type",
          "content-transfer-encoding",
          "content-disposition",
          "return-path");

  private final byte[] bytes;
  private final int end;
  private final int maxFields;
  private final List<int[]> fields = new ArrayList<>();
  private int at;
  private int linesEnd;
  private int junk = -1;
  private int fieldsBeforeJunk;
  private boolean knownAfterJunk;
  private boolean full;
  private boolean blankLine;

  private HeaderBlock(byte[] bytes, int start, int end, int maxFields) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.maxFields = maxFields;
  }

  /**
   * Splits the bytes from {@code start} up to an empty line or {@code end}.
   *
   * @param maxFields fields beyond are not kept
   */
  static HeaderBlock split(byte[] bytes, int start, int end, int maxFields) {
    HeaderBlock block = new HeaderBlock(bytes, start, end, maxFields);
    block.skipMailboxLine();
    block.run();
    return block;
  }

  /** The line that mailbox files put before a message; a field follows it. */
  private void skipMailboxLine() {
    if (startsWith("From ") || startsWith(">From ")) {
      int next = nextLine(at);
      if (colon(next, nextLine(next)) >= 0) {
        at = next;
      }
    }
  }

  private boolean startsWith(String word) {
    if (end - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void run() {
    while (at < end) {
      int next = nextLine(at);
      int length = contentEnd(at, next) - at;
      if (length == 0) {
        blankLine = true;
        linesEnd = at;
        at = next;
        return;
      }
      line(at, next);
      if (junk >= 0 && bytes[junk] == '-' && junk + 1 < end && bytes[junk + 1] == '-') {
        linesEnd = next;
        return; // a boundary line: the header's end is missing, and another entity starts here
      }
      at = next;
    }
    linesEnd = at;
  }

  private void line(int start, int next) {
    boolean folded = bytes[start] == ' ' || bytes[start] == '\t';
    if (folded && !fields.isEmpty() && (junk < 0 || knownAfterJunk)) {
      fields.getLast()[2] = next;
      return;
    }
    int colon = folded ? -1 : colon(start, next);
    if (colon < 0) {
      if (junk < 0) {
        junk = start;
        fieldsBeforeJunk = fields.size();
      }
    } else if (fields.size() == maxFields) {
      full = true;
    } else {
      fields.add(new int[] {start, colon, next});
      knownAfterJunk |= junk >= 0 && KNOWN.contains(Latin1.lower(name(fields.getLast())));
    }
  }

  /** The colon behind a field name (printable, RFC 5322 3.6.8; blanks before it as in 4.5). */
  private int colon(int start, int next) {
    int i = start;
    while (i < next && bytes[i] > ' ' && bytes[i] < 127 && bytes[i] != ':') {
      i++;
    }
    if (i == start) {
      return -1;
    }
    while (i < next && (bytes[i] == ' ' || bytes[i] == '\t')) {
      i++;
    }
    return i < next && bytes[i] == ':' ? i : -1;
  }

  private int nextLine(int from) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return end;
  }

  private int contentEnd(int start, int next) {
    int to = next;
    while (to > start && (bytes[to - 1] == '\n' || bytes[to - 1] == '\r')) {
      to--;
    }
    return to;
  }

  private String name(int[] field) {
    return Latin1.of(bytes, field[0], field[1]).stripTrailing();
  }

  /** Where the body starts. */
  int bodyStart() {
    return endsAtJunk() ? junk : at;
  }

  private boolean endsAtJunk() {
    return junk >= 0 && !knownAfterJunk;
  }

  /** Whether there were lines that are no fields. */
  boolean isMalformed() {
    return junk >= 0;
  }

  /** Whether the block ended with its empty line. */
  boolean hasBlankLine() {
    return blankLine;
  }

  /** Whether fields were left out because there were too many. */
  boolean isFull() {
    return full;
  }

  /** From the first line that is no field to the last line of the block; empty without such. */
  byte[] lost() {
    return junk < 0 ? new byte[0] : Arrays.copyOfRange(bytes, junk, linesEnd);
  }

  /** Whether the lines in {@link #lost()} were passed over, so that two readings exist. */
  boolean isAmbiguous() {
    return junk >= 0 && knownAfterJunk;
  }

  /** A field before decoding. */
  record RawField(String name, String raw) {}

  List<RawField> fields() {
    List<int[]> wanted = endsAtJunk() ? fields.subList(0, fieldsBeforeJunk) : fields;
    List<RawField> result = new ArrayList<>(wanted.size());
    for (int[] field : wanted) {
      int to = contentEnd(field[1] + 1, field[2]);
      result.add(new RawField(name(field), Latin1.of(bytes, field[1] + 1, to)));
    }
    return result;
  }
}
