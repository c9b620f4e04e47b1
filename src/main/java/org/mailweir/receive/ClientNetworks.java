package org.mailweir.receive;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Addresses and networks in CIDR form. */
final class ClientNetworks {

  private record Network(byte[] address, int bits) {
    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (other[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Network> networks = new ArrayList<>();

  private ClientNetworks() {}

  /** Reads the list; throws IllegalArgumentException that names the entry that is none. */
  static ClientNetworks of(List<String> entries) {
    ClientNetworks all = new ClientNetworks();
    for (String entry : entries) {
      all.networks.add(network(entry));
    }
    return all;
  }

  private static Network network(String entry) {
    int slash = entry.indexOf('/');
    String host = slash < 0 ? entry : entry.substring(0, slash);
    try {
      if (!host.matches("[0-9a-fA-F:.]+")) {
        throw new UnknownHostException(host);
      }
      byte[] address = InetAddress.getByName(host).getAddress();
      int bits = slash < 0 ? address.length * 8 : Integer.parseInt(entry.substring(slash + 1));
      if (bits < 0 || bits > address.length * 8) {
        throw new NumberFormatException();
      }
      return new Network(address, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "allow_from: \"" + entry + "\" is no network such as 127.0.0.0/8", e);
    }
  }

  boolean contain(InetAddress client) {
    byte[] address = client.getAddress();
    return networks.stream().anyMatch(n -> n.contains(address));
  }
}
