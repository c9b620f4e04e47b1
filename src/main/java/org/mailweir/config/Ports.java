package org.mailweir.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mailweir.net.Endpoint;

/** Whether two endpoints are one, however they are written. */
final class Ports {

  private Ports() {}

  /**
   * True for {@code localhost:25} and {@code 127.0.0.1:25}, and for {@code 0.0.0.0:25} and any
   * address of this host. A name that cannot be looked up now is compared as it is written.
   */
  static boolean same(Endpoint a, Endpoint b) {
    if (a.port() != b.port()) {
      return false;
    }
    Set<InetAddress> ofA = addresses(a);
    Set<InetAddress> ofB = addresses(b);
    return a.host().equalsIgnoreCase(b.host())
        || ofA.stream().anyMatch(ofB::contains)
        || (isEverywhere(ofA) && isHere(ofB))
        || (isEverywhere(ofB) && isHere(ofA));
  }

  private static Set<InetAddress> addresses(Endpoint endpoint) {
    try {
      return new HashSet<>(List.of(InetAddress.getAllByName(endpoint.host())));
    } catch (UnknownHostException e) {
      return Set.of();
    }
  }

  private static boolean isEverywhere(Set<InetAddress> addresses) {
    return addresses.stream().anyMatch(InetAddress::isAnyLocalAddress);
  }

  private static boolean isHere(Set<InetAddress> addresses) {
    return addresses.stream().anyMatch(Ports::isHere);
  }

  private static boolean isHere(InetAddress address) {
    try {
      return address.isLoopbackAddress()
          || address.isAnyLocalAddress()
          || java.net.NetworkInterface.getByInetAddress(address) != null;
    } catch (java.net.SocketException e) {
      return false;
    }
  }
}
