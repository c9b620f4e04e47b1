package org.mailweir.doctor.wiring;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a content filter or a transport sends mail: {@code mailweir:inet:[127.0.0.1]:10024}.
 *
 * @param transport a service of master.cf
 * @param nexthop what it is told, empty when nothing
 */
record Destination(String transport, String nexthop) {

  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(inet:)?(?:\\[([^\\]]*)]|([^\\[\\]:]*)):(\\d{1,5})");

  static Destination parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? new Destination(text.strip(), "")
        : new Destination(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
  }

  private Matcher parts() {
    return HOST_AND_PORT.matcher(nexthop);
  }

  /** -1 when there is none in digits. */
  int port() {
    Matcher m = parts();
    return m.matches() ? Integer.parseInt(m.group(4)) : -1;
  }

  /** Without brackets; empty when there is none. */
  String host() {
    Matcher m = parts();
    if (!m.matches()) {
      return "";
    }
    String host = m.group(2) != null ? m.group(2) : m.group(3);
    return host.replaceFirst("(?i)^ipv6:", "");
  }

  boolean isBracketed() {
    return nexthop.indexOf('[') >= 0;
  }

  boolean hasInet() {
    return nexthop.startsWith("inet:");
  }

  @Override
  public String toString() {
    return transport + ":" + nexthop;
  }
}
