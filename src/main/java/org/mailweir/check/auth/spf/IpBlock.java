package org.mailweir.check.auth.spf;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.mailweir.check.auth.text.SyntaxErrorException;

/**
 * Addresses that begin with the same bits.
 *
 * @param first an address among them, 4 or 16 octets
 */
record IpBlock(byte[] first, int bits) {

  /** RFC 7208 5.6: an IPv4 address with an optional prefix length. */
  static IpBlock v4(String text) throws SyntaxErrorException {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    int bits = slash < 0 ? 32 : prefix(text.substring(slash + 1), 32);
    try {
      return new IpBlock(Inet4Address.ofLiteral(dotted(address)).getAddress(), bits);
    } catch (IllegalArgumentException e) {
      throw new SyntaxErrorException("malformed ip4");
    }
  }

  /** Four numbers without zeros before them; Java would read more. */
  private static String dotted(String address) throws SyntaxErrorException {
    if (!address.matches("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})")) {
      throw new SyntaxErrorException("malformed ip4");
    }
    return address;
  }

  static IpBlock v6(String text) throws SyntaxErrorException {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    int bits = slash < 0 ? 128 : prefix(text.substring(slash + 1), 128);
    if (!address.matches("[0-9A-Fa-f:.]{2,45}") || address.indexOf(':') < 0) {
      throw new SyntaxErrorException("malformed ip6");
    }
    try {
      return new IpBlock(sixteen(Inet6Address.ofLiteral(address).getAddress()), bits);
    } catch (IllegalArgumentException e) {
      throw new SyntaxErrorException("malformed ip6");
    }
  }

  /** Java makes an IPv4 address of one that is mapped into IPv6; as a block it is none. */
  private static byte[] sixteen(byte[] octets) {
    if (octets.length == 16) {
      return octets;
    }
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(octets, 0, mapped, 12, 4);
    return mapped;
  }

  /** RFC 7208 5.6: no leading zeros. */
  static int prefix(String digits, int most) throws SyntaxErrorException {
    if (!digits.matches("0|[1-9]\\d{0,2}") || Integer.parseInt(digits) > most) {
      throw new SyntaxErrorException("malformed prefix length");
    }
    return Integer.parseInt(digits);
  }

  boolean contains(InetAddress address) {
    byte[] other = address.getAddress();
    if (other.length != first.length) {
      return false;
    }
    for (int i = 0; i < bits; i += 8) {
      int mask = bits - i >= 8 ? 0xff : 0xff << (8 - (bits - i)) & 0xff;
      if (((first[i / 8] ^ other[i / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
