package org.mailweir.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.mailweir.mail.InMemoryMessage;

/**
 * Messages of an mbox file (RFC 4155): each begins with a {@code From } line behind an empty line;
 * {@code >From } inside a message is unquoted (mboxrd).
 */
final class Mbox {

  private static final Pattern QUOTED = Pattern.compile(">+From ");

  private final String name;
  private final InputStream in;
  private int count;

  Mbox(String name, InputStream in) {
    this.name = name;
    this.in = new BufferedInputStream(in, 65536);
  }

  void visit(MailFiles.Visitor visitor) throws Exception {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    boolean empty = true;
    for (byte[] line = line(); line.length > 0; line = line()) {
      if (empty && startsWith(line, "From ")) {
        give(visitor, message);
      } else {
        message.write(QUOTED.matcher(start(line)).lookingAt() ? unquoted(line) : line);
      }
      empty = line.length == 1 || (line.length == 2 && line[0] == '\r');
    }
    give(visitor, message);
  }

  private void give(MailFiles.Visitor visitor, ByteArrayOutputStream message) throws Exception {
    if (message.size() > 0) {
      visitor.message(name + ":" + ++count, InMemoryMessage.canonical(message.toByteArray()));
      message.reset();
    }
  }

  private static String start(byte[] line) {
    return new String(line, 0, Math.min(line.length, 80), StandardCharsets.ISO_8859_1);
  }

  private static boolean startsWith(byte[] line, String prefix) {
    return start(line).startsWith(prefix);
  }

  private static byte[] unquoted(byte[] line) {
    return java.util.Arrays.copyOfRange(line, 1, line.length);
  }

  private byte[] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }
}
