package org.mailweir.dns;

import org.xbill.DNS.NioClient;

/**
 * The library has one thread for all sockets of the process, which it starts when it is needed. It
 * is stopped when the last resolver is closed, and not before.
 */
final class SharedSelector {

  private static int users;

  private SharedSelector() {}

  static synchronized void acquire() {
    users++;
  }

  static synchronized void release() {
    users--;
    if (users == 0) {
      NioClient.close();
    }
  }
}
