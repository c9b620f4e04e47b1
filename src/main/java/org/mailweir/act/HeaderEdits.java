package org.mailweir.act;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.mailweir.mail.RawMessage;

/**
 * The only changes that a message ever sees: fields on top, forged spam fields taken out of the top
 * header, and the Subject tagged where a policy asks for it. All other bytes pass as they came.
 *
 * @param top fields to be put on top, each with its CRLF
 * @param subjectTag put before the value of the first Subject field, unless it is there already;
 *     empty for no tag
 * @param authservId under which name we write Authentication-Results; fields that claim it are
 *     forged (RFC 8601 5); empty when we write none
 */
record HeaderEdits(String top, String subjectTag, String authservId) {

  static final HeaderEdits NONE = new HeaderEdits("", "", "");

  /** Names that only we may write; those that arrive are forged or another host's opinion. */
  private static final Set<String> OURS =
      Set.of("x-spam-flag", "x-spam-status", "x-spam-level", "x-spam-score", "x-spam-report");

  private static final String OUR_PREFIX = "x-mailweir-";
  private static final int COPY_BLOCK = 65536;

  /** Lines longer than that are no field of ours; they are copied piece by piece. */
  private static final int LINE_PREFIX = 8192;

  /** Who a field of results is from stands at its beginning, if it is not hidden on purpose. */
  private static final int MAX_RESULTS = 65536;

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  boolean isNone() {
    return equals(NONE);
  }

  /** Writes the message with the edits; without any, byte for byte. */
  void write(RawMessage message, OutputStream out) throws IOException {
    try (InputStream in = new BufferedInputStream(message.open(), COPY_BLOCK)) {
      if (!isNone()) {
        out.write(HeaderText.bytes(top));
        new Editing(in, out).editHeader();
      }
      byte[] block = new byte[COPY_BLOCK];
      for (int n = in.read(block); n >= 0; n = in.read(block)) {
        out.write(block, 0, n);
      }
    }
  }

  /** Goes through the header line by line, and stops behind its last line. */
  private final class Editing {
    private final InputStream in;
    private final OutputStream out;
    private final byte[] line = new byte[LINE_PREFIX];
    private int length;
    private boolean dropping;
    private boolean subjectSeen;

    /** Whether the line in the buffer has been read ahead and is still to be handled. */
    private boolean pending;

    Editing(InputStream in, OutputStream out) {
      this.in = in;
      this.out = out;
    }

    void editHeader() throws IOException {
      boolean inHeader = true;
      boolean first = true;
      while (inHeader && nextLine()) {
        if (first && line[0] != '\r' && fieldName().isEmpty()) {
          // No header at all: the body must not run into the fields on top.
          tagMissingSubject();
          out.write(HeaderText.bytes("\r\n"));
          copyUnless(false);
          return;
        }
        first = false;
        inHeader = editLine();
      }
      if (inHeader) {
        // The message has no body and no empty line; a field added at its end needs none either.
        tagMissingSubject();
      }
    }

    /** Whether the header goes on behind this line. */
    private boolean editLine() throws IOException {
      if (length > 0 && (line[0] == ' ' || line[0] == '\t')) {
        copyUnless(dropping);
        return true;
      }
      String name = fieldName();
      if (name.isEmpty()) {
        tagMissingSubject();
        copyUnless(false);
        return false;
      }
      dropping = OURS.contains(name) || name.startsWith(OUR_PREFIX);
      if (name.equals("authentication-results") && !authservId.isEmpty()) {
        editResults();
      } else if (name.equals("subject") && !subjectSeen) {
        subjectSeen = true;
        tagSubject();
      } else {
        copyUnless(dropping);
      }
      return true;
    }

    private boolean nextLine() throws IOException {
      if (pending) {
        pending = false;
        return true;
      }
      return readLinePrefix();
    }

    /** Reads up to and with CRLF, or as much of a long line as fits; false at the very end. */
    private boolean readLinePrefix() throws IOException {
      length = 0;
      while (length < line.length) {
        int b = in.read();
        if (b < 0) {
          return length > 0;
        }
        line[length++] = (byte) b;
        if (b == '\n') {
          return true;
        }
      }
      return true;
    }

    private boolean endsLine() {
      return length > 0 && line[length - 1] == '\n';
    }

    /** Copies, or skips, the line and what of it did not fit into the buffer. */
    private void copyUnless(boolean skip) throws IOException {
      while (true) {
        if (!skip) {
          out.write(line, 0, length);
        }
        if (endsLine() || !readLinePrefix()) {
          return;
        }
      }
    }

    /** The name in lower case, blanks before the colon taken off; empty when it is no field. */
    private String fieldName() {
      int colon = 0;
      while (colon < length && line[colon] != ':' && line[colon] != '\n') {
        colon++;
      }
      if (colon == 0 || colon == length || line[colon] != ':') {
        return "";
      }
      String name = new String(line, 0, colon, StandardCharsets.ISO_8859_1).stripTrailing();
      boolean valid = !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && c != 127);
      return valid ? name.toLowerCase(Locale.ROOT) : "";
    }

    /** The name that such a field claims may stand on any of its lines, behind comments. */
    private void editResults() throws IOException {
      ByteArrayOutputStream field = new ByteArrayOutputStream();
      field.write(line, 0, length);
      boolean lineEnded = endsLine();
      while (field.size() < MAX_RESULTS && readLinePrefix()) {
        if (lineEnded && line[0] != ' ' && line[0] != '\t') {
          pending = true;
          break;
        }
        field.write(line, 0, length);
        lineEnded = endsLine();
      }
      String value = field.toString(StandardCharsets.ISO_8859_1);
      String claimed = AuthservId.of(value.substring(value.indexOf(':') + 1));
      boolean hidden = claimed.isEmpty() && field.size() >= MAX_RESULTS;
      dropping = hidden || claimed.equals(lower(authservId));
      if (!dropping) {
        field.writeTo(out);
      }
      if (!lineEnded && !pending && readLinePrefix()) {
        copyUnless(dropping);
      }
    }

    /** The text of a Subject may begin on its first line, or on a folded one behind it. */
    private void tagSubject() throws IOException {
      int value = indexOfColon() + 1;
      int text = firstText(value);
      if (subjectTag.isBlank() || isTagged(text)) {
        copyUnless(false);
        return;
      }
      if (text < length && line[text] != '\r') {
        writeTagged(Arrays.copyOf(line, value), Arrays.copyOfRange(line, text, length));
        copyRest();
        return;
      }
      byte[] first = Arrays.copyOf(line, length);
      boolean folded = readLinePrefix() && (line[0] == ' ' || line[0] == '\t');
      if (folded && isTagged(firstText(0))) {
        out.write(first);
      } else {
        writeTagged(Arrays.copyOf(first, value), Arrays.copyOfRange(first, text, first.length));
      }
      pending = length > 0;
    }

    private int firstText(int from) {
      int text = from;
      while (text < length && (line[text] == ' ' || line[text] == '\t')) {
        text++;
      }
      return text;
    }

    private boolean isTagged(int text) {
      byte[] tag = HeaderText.bytes(subjectTag.stripTrailing());
      int end = Math.min(text + tag.length, length);
      return Arrays.equals(line, text, end, tag, 0, tag.length);
    }

    private void writeTagged(byte[] name, byte[] rest) throws IOException {
      out.write(name);
      out.write(' ');
      out.write(HeaderText.bytes(subjectTag));
      out.write(rest);
    }

    /** What of a long line did not fit into the buffer. */
    private void copyRest() throws IOException {
      if (!endsLine() && readLinePrefix()) {
        copyUnless(false);
      }
    }

    private int indexOfColon() {
      int colon = 0;
      while (line[colon] != ':') {
        colon++;
      }
      return colon;
    }

    private void tagMissingSubject() throws IOException {
      if (!subjectSeen && !subjectTag.isBlank()) {
        subjectSeen = true;
        out.write(HeaderText.bytes(HeaderText.field("Subject", subjectTag)));
      }
    }
  }
}
