package org.mailweir.net;

import java.net.InetSocketAddress;

/** A host and a TCP port, written {@code 127.0.0.1:10025} or {@code [::1]:10025}. */
public record Endpoint(String host, int port) {

  public Endpoint {
    if (host.isEmpty() || port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "an address such as \"127.0.0.1:10025\" or \"[::1]:10025\" is expected");
    }
  }

  /** Reads the written form; throws IllegalArgumentException that says what is expected. */
  public static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 1 || !port.matches("\\d{1,5}")) {
      throw new IllegalArgumentException(
          "an address such as \"127.0.0.1:10025\" or \"[::1]:10025\" is expected");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return new Endpoint(host, Integer.parseInt(port));
  }

  /** Looks the host up anew. */
  public InetSocketAddress toSocketAddress() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
