package org.mailweir.receive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One command as it came: a verb and what follows it.
 *
 * @param verb in upper case; empty when the line is no command at all
 * @param argument everything behind the verb and the white space after it
 */
record CommandLine(String verb, String argument) {

  /** Stands for a line that cannot be read: not UTF-8, too long, or with a bare CR or LF in it. */
  static final CommandLine UNREADABLE = new CommandLine("", "");

  /** Reads a line without its CRLF. Commands are UTF-8 (RFC 6531 3.3), never only ASCII. */
  static CommandLine of(byte[] line, int length) {
    String text;
    try {
      text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length)).toString();
    } catch (CharacterCodingException e) {
      return UNREADABLE;
    }
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
