package org.mailweir.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** Addresses and networks in CIDR form. */
public final class Networks {

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

  private Networks() {}

  /**
   * Reads the list of a setting.
   *
   * @param key the name of the setting
   * @throws IllegalArgumentException which names the entry that is none
   */
  public static Networks of(String key, List<String> entries) {
    Networks all = new Networks();
    for (String entry : entries) {
      all.networks.add(network(key, entry));
    }
    return all;
  }

  private static Network network(String key, String entry) {
    int slash = entry.indexOf('/');
    String host = slash < 0 ? entry : entry.substring(0, slash);
    try {
      byte[] address = numeric(host).getAddress();
      int bits = slash < 0 ? address.length * 8 : Integer.parseInt(entry.substring(slash + 1));
      if (bits < 0 || bits > address.length * 8) {
        throw new NumberFormatException();
      }
      return new Network(address, bits);
    } catch (UnknownHostException | NumberFormatException e) {
      throw new IllegalArgumentException(
          key + ": \"" + entry + "\" is no network such as 127.0.0.0/8", e);
    }
  }

  /** An address in digits; a name is never looked up. */
  private static InetAddress numeric(String host) throws UnknownHostException {
    if (!host.matches("[0-9a-fA-F:.]+")) {
      throw new UnknownHostException(host);
    }
    return InetAddress.getByName(host);
  }

  /** Whether an address in digits belongs to them, IPv6 also with Postfix's prefix. */
  public boolean contain(String address) {
    try {
      return contain(numeric(address.replaceFirst("(?i)^IPv6:", "")));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether an address belongs to them. */
  public boolean contain(InetAddress client) {
    byte[] address = client.getAddress();
    return networks.stream().anyMatch(n -> n.contains(address));
  }
}
