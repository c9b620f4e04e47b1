package org.mailweir.lab.conformance;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Where the name of an address is found in the DNS. */
final class Reverse {

  private Reverse() {}

  static String name(InetAddress address) {
    byte[] octets = address.getAddress();
    List<String> labels = new ArrayList<>();
    for (byte octet : octets) {
      if (octets.length == 4) {
        labels.addFirst(Integer.toString(octet & 255));
      } else {
        labels.addFirst(Integer.toHexString(octet >> 4 & 15));
        labels.addFirst(Integer.toHexString(octet & 15));
      }
    }
    return String.join(".", labels) + (octets.length == 4 ? ".in-addr.arpa" : ".ip6.arpa");
  }
}
