package org.mailweir.check.spamd;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.mailweir.peer.ServerConnection;

/**
 * One reply: header fields with their names in lower case, and a body, one char for each byte. Both
 * are bounded; what is larger is nonsense.
 */
record Reply(Map<String, String> headers, String body) {

  private static final int MAX_LINE = 4_000;
  private static final int MAX_HEADERS = 50;
  private static final int MAX_BODY = 512 * 1024;
  private static final Pattern STATUS = Pattern.compile("R?SPAMD/\\d\\.\\d (\\d{1,3}) (.{0,100})");

  /**
   * Reads a reply.
   *
   * @throws ProtocolException when it is none, or says that the request has failed
   */
  static Reply read(ServerConnection connection) throws IOException {
    Matcher status = STATUS.matcher(connection.line(MAX_LINE));
    if (!status.matches()) {
      throw new ProtocolException("nonsense");
    }
    if (!status.group(1).equals("0")) {
      throw new ProtocolException("says " + status.group(1) + " " + status.group(2));
    }
    if (status.group(2).equals("PONG")) {
      return new Reply(Map.of(), "PONG");
    }
    Map<String, String> headers = headers(connection);
    return new Reply(headers, body(headers, connection));
  }

  private static Map<String, String> headers(ServerConnection connection) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (int i = 0; i < MAX_HEADERS; i++) {
      String line = connection.line(MAX_LINE);
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new ProtocolException("nonsense");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    throw new ProtocolException("nonsense");
  }

  private static String body(Map<String, String> headers, ServerConnection connection)
      throws IOException {
    String length = headers.getOrDefault("content-length", "");
    boolean told = length.matches("\\d{1,9}");
    if (!told) {
      connection.spend(); // It ends with the connection.
    }
    byte[] bytes = told ? exactly(Integer.parseInt(length), connection) : rest(connection.input());
    if (headers.getOrDefault("compress", "").equalsIgnoreCase("zlib")) {
      bytes = rest(new InflaterInputStream(new ByteArrayInputStream(bytes)));
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] exactly(int length, ServerConnection connection) throws IOException {
    if (length > MAX_BODY) {
      throw new ProtocolException("nonsense");
    }
    byte[] bytes = connection.input().readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("closed");
    }
    return bytes;
  }

  private static byte[] rest(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new ProtocolException("nonsense");
    }
    return bytes;
  }
}
