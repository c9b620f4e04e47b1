package org.mailweir.web;

import java.util.Map;

/** Bounds of the JDK's HTTP server, which reads them once, before the first server is made. */
final class Limits {

  /** The largest form. */
  static final int BODY = 64 << 10;

  /** How long a request may take to arrive, in seconds. */
  private static final int REQUEST_SECONDS = 20;

  /** How long until the answer is sent; a release waits for Postfix. */
  private static final int RESPONSE_SECONDS = 900;

  private static final int IDLE_SECONDS = 30;

  private Limits() {}

  static void set(int connections) {
    Map.of(
            "sun.net.httpserver.maxReqTime", REQUEST_SECONDS,
            "sun.net.httpserver.maxRspTime", RESPONSE_SECONDS,
            "sun.net.httpserver.idleInterval", IDLE_SECONDS,
            "sun.net.httpserver.maxIdleConnections", Math.min(connections, 100),
            "sun.net.httpserver.maxReqHeaders", 100,
            "sun.net.httpserver.maxReqHeaderSize", 32 << 10,
            "sun.net.httpserver.drainAmount", BODY,
            "jdk.httpserver.maxConnections", connections)
        .forEach((name, value) -> System.setProperty(name, value.toString()));
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }
}
