package org.mailweir.lab;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Messages as bytes: dot-stuffing, line ends, digests. One char of a string is one byte here. */
final class Octets {

  private Octets() {}

  static byte[] of(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** A file with Unix line ends, as it goes over the wire. */
  static byte[] canonical(byte[] file) {
    String text = text(file).replace("\r\n", "\n").replace("\r", " ").replace("\n", "\r\n");
    return of(text.isEmpty() || text.endsWith("\r\n") ? text : text + "\r\n");
  }

  /** The message with a dot before every line that starts with one (RFC 5321 4.5.2). */
  static byte[] stuffed(byte[] message) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(message.length + 64);
    for (int i = 0; i < message.length; i++) {
      if (message[i] == '.' && startsLine(message, i)) {
        out.write('.');
      }
      out.write(message[i]);
    }
    return out.toByteArray();
  }

  private static boolean startsLine(byte[] message, int i) {
    return i == 0 || (i > 1 && message[i - 1] == '\n' && message[i - 2] == '\r');
  }

  /** How many CR and LF stand alone. */
  static int strayLineEnds(byte[] bytes) {
    int stray = 0;
    for (int i = 0; i < bytes.length; i++) {
      boolean paired =
          bytes[i] == '\r'
              ? i + 1 < bytes.length && bytes[i + 1] == '\n'
              : i > 0 && bytes[i - 1] == '\r';
      if ((bytes[i] == '\r' || bytes[i] == '\n') && !paired) {
        stray++;
      }
    }
    return stray;
  }

  /** Where the body starts: behind the first empty line, or at the end. */
  static int bodyStart(byte[] message) {
    if (message.length > 1 && message[0] == '\r' && message[1] == '\n') {
      return 2;
    }
    for (int i = 3; i < message.length; i++) {
      if (message[i] == '\n'
          && message[i - 1] == '\r'
          && message[i - 2] == '\n'
          && message[i - 3] == '\r') {
        return i + 1;
      }
    }
    return message.length;
  }

  static byte[] body(byte[] message) {
    return Arrays.copyOfRange(message, bodyStart(message), message.length);
  }

  static String header(byte[] message) {
    return text(Arrays.copyOf(message, bodyStart(message)));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
