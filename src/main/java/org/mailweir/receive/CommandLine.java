package org.mailweir.receive;

import java.util.Locale;
import org.mailweir.net.Octets;

/**
 * One command as it came: a verb and what follows it.
 *
 * @param verb in upper case; empty when the line is no command at all
 * @param argument everything behind the verb and the white space after it
 */
record CommandLine(String verb, String argument) {

  /** Stands for a line that cannot be read: too long, or with a bare CR or LF or a NUL in it. */
  static final CommandLine UNREADABLE = new CommandLine("", "");

  /** Reads a line without its CRLF. Commands are UTF-8 (RFC 6531 3.3), or any other bytes. */
  static CommandLine of(byte[] line, int length) {
    String text = Octets.text(line, length);
    if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0 || text.indexOf('\0') >= 0) {
      return UNREADABLE;
    }
    int end = 0;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\t') {
      end++;
    }
    return new CommandLine(
        text.substring(0, end).toUpperCase(Locale.ROOT), text.substring(end).trim());
  }
}
