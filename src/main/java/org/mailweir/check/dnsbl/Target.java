package org.mailweir.check.dnsbl;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Something that a list is asked about.
 *
 * @param label how it stands before the zone: an address reversed, a domain, a hash
 * @param shown how it stands in evidence
 */
record Target(String label, String shown) {

  private static final String TAG = "IPv6:";
  private static final String HEX = "0123456789abcdef";

  /** A domain in A-labels. */
  static Target domain(String domain) {
    return new Target(domain, domain);
  }

  /** An address in digits. The caller knows that it is one, so that nothing is looked up. */
  static Target address(String ip) {
    return new Target(reversed(ip), ip);
  }

  /** RFC 5782 2.1 and 2.4; also as it stands in in-addr.arpa and ip6.arpa. */
  static String reversed(String ip) {
    byte[] octets = octets(ip);
    StringBuilder out = new StringBuilder(octets.length * 4);
    for (int i = octets.length - 1; i >= 0; i--) {
      int octet = octets[i] & 0xff;
      if (octets.length == 4) {
        out.append(octet).append('.');
      } else {
        out.append(HEX.charAt(octet & 15)).append('.').append(HEX.charAt(octet >> 4)).append('.');
      }
    }
    out.setLength(out.length() - 1);
    return out.toString();
  }

  /** An IPv4 address that is written as IPv6 becomes one of IPv4. */
  private static byte[] octets(String ip) {
    try {
      boolean tagged = ip.regionMatches(true, 0, TAG, 0, TAG.length());
      return InetAddress.getByName(tagged ? ip.substring(TAG.length()) : ip).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(ip + " is no address", e);
    }
  }
}
