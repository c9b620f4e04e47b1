package org.mailweir.peer;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.net.Endpoint;

/**
 * Where a server is, and how much of the load it gets: {@code 127.0.0.1:783}, {@code
 * /run/clamav/clamd.ctl}, {@code [::1]:783 weight=3}.
 *
 * @param tcp its port, or null when it has a Unix socket
 * @param socket its Unix socket, or null when it has a port
 * @param weight its share of the load; 0 makes it stand by for the others
 */
public record ServerAddress(@Nullable Endpoint tcp, @Nullable Path socket, int weight) {

  private static final Pattern FORM = Pattern.compile("(\\S+)(?:\\s+weight\\s*=\\s*(\\d{1,4}))?");

  /** Reads the written form; throws IllegalArgumentException that says what is expected. */
  public static ServerAddress parse(String text) {
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "a server such as \"127.0.0.1:783\", \"/run/clamav/clamd.ctl\" or \"127.0.0.1:783"
              + " weight=2\" is expected");
    }
    int weight = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
    return m.group(1).startsWith("/")
        ? new ServerAddress(null, Path.of(m.group(1)), weight)
        : new ServerAddress(Endpoint.parse(m.group(1)), null, weight);
  }

  /** What to connect to; a host name is looked up anew. */
  SocketAddress toSocketAddress() throws IOException {
    if (socket != null) {
      return UnixDomainSocketAddress.of(socket);
    }
    if (tcp == null || tcp.toSocketAddress().isUnresolved()) {
      throw new UnknownHostException(name());
    }
    return tcp.toSocketAddress();
  }

  boolean isLocalSocket() {
    return socket != null;
  }

  /** Without its weight, for people and logs. */
  public String name() {
    return socket != null ? socket.toString() : String.valueOf(tcp);
  }

  @Override
  public String toString() {
    return weight == 0 ? name() : name() + " weight=" + weight;
  }
}
