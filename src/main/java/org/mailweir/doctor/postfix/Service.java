package org.mailweir.doctor.postfix;

import java.util.Map;

/**
 * One service of master.cf.
 *
 * @param name in the first column: {@code smtp}, {@code 127.0.0.1:10025}
 * @param type {@code inet}, {@code unix}, {@code pass}, …
 * @param processes the maxproc column; {@code -} means the default
 * @param command the program, without folder
 * @param overrides what {@code -o} sets
 */
public record Service(
    String name, String type, String processes, String command, Map<String, String> overrides) {

  public Service {
    overrides = Map.copyOf(overrides);
  }

  /** As {@code postconf -P} and {@code -M} name it: {@code smtp/inet}. */
  public String id() {
    return name + "/" + type;
  }

  /** Where to look for it. */
  public String place() {
    return "master.cf: " + name + " " + type;
  }

  /** The port as it is written, of a service that listens on the network. */
  public String port() {
    return name.substring(name.lastIndexOf(':') + 1);
  }

  /** The host as it is written, without brackets; empty means all of inet_interfaces. */
  public String host() {
    String host = name.substring(0, Math.max(0, name.lastIndexOf(':')));
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }
}
