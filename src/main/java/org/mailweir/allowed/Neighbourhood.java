package org.mailweir.allowed;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The network that an address belongs to, as senders keep it when they change their servers. */
final class Neighbourhood {

  private Neighbourhood() {}

  /** A /24 or a /64 as text; empty for what is no public address. */
  static String of(@Nullable String address) {
    if (address == null) {
      return "";
    }
    String plain =
        address.toUpperCase(Locale.ROOT).startsWith("IPV6:") ? address.substring(5) : address;
    try {
      InetAddress literal = InetAddress.ofLiteral(plain);
      return isPublic(literal) ? network(literal) : "";
    } catch (IllegalArgumentException noAddress) {
      return "";
    }
  }

  private static boolean isPublic(InetAddress address) {
    return !address.isLoopbackAddress()
        && !address.isAnyLocalAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !address.isMulticastAddress();
  }

  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    int kept = address instanceof Inet4Address ? 3 : 8;
    Arrays.fill(bytes, kept, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * 8;
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("four or sixteen bytes are an address", e);
    }
  }
}
