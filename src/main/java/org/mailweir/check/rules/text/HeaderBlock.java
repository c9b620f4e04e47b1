package org.mailweir.check.rules.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The header at the top of a message, and where it ends: at an empty line, at a line that looks
 * like a MIME boundary, or at the fourth line that is no field.
 *
 * <p>When the first or the last line of the message ends with CRLF, every line of the header is
 * taken to do so, and values are given with LF.
 */
final class HeaderBlock {

  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_VALUE = 8_192;
  private static final int TOLERATED = 3;

  /** No honest header has so many fields; SpamAssassin knows no such limit. */
  private static final int MOST_FIELDS = 20_000;

  final List<Field> fields = new ArrayList<>();
  final Set<String> flags = new TreeSet<>();
  final boolean crlf;
  private final StringBuilder pristine = new StringBuilder();
  private final String octets;
  private final StringBuilder open = new StringBuilder();
  private boolean isOpen;
  private int wrongLines;
  private int at;
  private String pushedBack = "";

  HeaderBlock(String octets, int start) {
    this.octets = octets;
    at = start;
    crlf = octets.endsWith("\r\n") || endsWithCrlf(start);
    read();
  }

  private boolean endsWithCrlf(int start) {
    int end = Octets.lineEnd(octets, start);
    return end - start > 1 && octets.charAt(end - 1) == '\n' && octets.charAt(end - 2) == '\r';
  }

  /** The header as it came, with the empty line at its end. */
  String pristine() {
    return pristine.toString();
  }

  /** What follows the header, as it came. */
  String body() {
    return pushedBack + octets.substring(at);
  }

  private void read() {
    while (at < octets.length()) {
      int end = Octets.lineEnd(octets, at);
      String line = octets.substring(at, end);
      at = end;
      if (crlf && line.endsWith("\n") && !line.endsWith("\r\n")) {
        line = line.substring(0, line.length() - 1) + "\r\n";
      }
      if (!isContinuation(line) && isEnd(line)) {
        return;
      }
      isOpen = true;
      open.append(line);
      pristine.append(line);
    }
    close();
    flags.add("missing_head_body_separator");
  }

  private static boolean isContinuation(String line) {
    return line.startsWith(" ") || line.startsWith("\t");
  }

  /** A line that is no continuation closes the field above, whatever else it is. */
  private boolean isEnd(String line) {
    close();
    if (line.equals(crlf ? "\r\n" : "\n")) {
      pristine.append(line);
      return true;
    }
    if (line.startsWith("--") || (!startsField(line, true) && ++wrongLines > TOLERATED)) {
      flags.add("missing_head_body_separator");
      pushedBack = line;
      return true;
    }
    return false;
  }

  private void close() {
    String line = open.toString();
    int colon = line.indexOf(':');
    if (isOpen && colon >= 0) {
      String value = line.substring(colon + 1);
      add(blanksCut(line.substring(0, colon)), crlf ? TransferEncoding.lineFeeds(value) : value);
    }
    open.setLength(0);
    isOpen = false;
  }

  private static String blanksCut(String name) {
    int end = name.length();
    while (end > 0 && (name.charAt(end - 1) == ' ' || name.charAt(end - 1) == '\t')) {
      end--;
    }
    return name.substring(0, end);
  }

  private void add(String name, String value) {
    boolean full = fields.size() == MOST_FIELDS;
    if (full || name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE) {
      flags.add("truncated_header");
    }
    if (full) {
      return;
    }
    fields.add(new Field(cut(name, LONGEST_NAME), cut(value, LONGEST_VALUE)));
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  /** Whether a line begins with a field name (RFC 5322 2.2) and a colon. */
  static boolean startsField(String line, boolean blanksAllowed) {
    int i = 0;
    while (i < line.length() && isNameChar(line.charAt(i))) {
      i++;
    }
    if (i == 0) {
      return false;
    }
    while (blanksAllowed
        && i < line.length()
        && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
      i++;
    }
    return i < line.length() && line.charAt(i) == ':';
  }

  private static boolean isNameChar(char c) {
    return c > ' ' && c < 0x7F && c != ':';
  }
}
