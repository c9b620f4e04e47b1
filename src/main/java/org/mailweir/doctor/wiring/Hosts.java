package org.mailweir.doctor.wiring;

import java.util.List;
import org.mailweir.net.Networks;

/** Hosts as they are written in configurations. */
final class Hosts {

  private static final Networks LOOPBACK = Networks.of("", List.of("127.0.0.0/8", "::1/128"));

  private Hosts() {}

  static boolean isLoopback(String host) {
    return host.equals("localhost") || LOOPBACK.contain(host);
  }

  /** Whether an endpoint means every address of the host. */
  static boolean isEverywhere(String host) {
    return host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
  }

  /** Whether a client that connects to {@code asked} reaches who listens on {@code listening}. */
  static boolean reaches(String asked, String listening) {
    boolean named = asked.equals("localhost") || listening.equals("localhost");
    return asked.equals(listening)
        || isEverywhere(listening)
        || (named && isLoopback(asked) && isLoopback(listening));
  }

  /** Postfix' list of networks: commas or blanks between, brackets around IPv6. */
  static boolean anyContains(String postfixNetworks, String address) {
    for (String word : postfixNetworks.split("[,\\s]+")) {
      String entry = word.replaceAll("[\\[\\]]", "");
      if (!entry.isEmpty()
          && isNetwork(entry)
          && Networks.of("", List.of(entry)).contain(address)) {
        return true;
      }
    }
    return false;
  }

  /** Whether all of it is loopback; what is no network, such as a table, may be anything. */
  static boolean onlyLoopback(String postfixNetworks) {
    for (String word : postfixNetworks.split("[,\\s]+")) {
      String entry = word.replaceAll("[\\[\\]]", "");
      boolean mapped = entry.startsWith("::ffff:127.");
      if (!entry.isEmpty() && !mapped && !isLoopback(entry.replaceFirst("/\\d+$", ""))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNetwork(String entry) {
    try {
      Networks.of("", List.of(entry));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
