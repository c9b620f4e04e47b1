package org.mailweir.check.auth.spf;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who sends.
 *
 * @param ip an IPv4 address even where it came mapped into IPv6 (RFC 7208 5)
 * @param helo what it called itself
 * @param localPart of the sender; {@code postmaster} without
 * @param domain of the sender
 */
record Client(InetAddress ip, String helo, String localPart, String domain) {

  private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

  boolean isV4() {
    return ip.getAddress().length == 4;
  }

  /** RFC 7208 7.3: dotted, with IPv6 in 32 digits. */
  String dotted() {
    byte[] octets = ip.getAddress();
    if (octets.length == 4) {
      return ip.getHostAddress();
    }
    String digits = HexFormat.of().withUpperCase().formatHex(octets);
    return String.join(".", digits.split(""));
  }

  /** As people write it (RFC 5952). */
  String readable() {
    if (isV4()) {
      return ip.getHostAddress();
    }
    Matcher zeros = ZEROS.matcher(ip.getHostAddress());
    int from = 0;
    int to = 0;
    while (zeros.find()) {
      if (zeros.end() - zeros.start() > to - from) {
        from = zeros.start();
        to = zeros.end();
      }
    }
    String text = ip.getHostAddress();
    return to == 0 ? text : text.substring(0, from) + "::" + text.substring(to);
  }

  /** The name under which its own name is found. */
  String reverseName() {
    String reversed = String.join(".", List.of(dotted().split("\\.")).reversed());
    return reversed + (isV4() ? ".in-addr.arpa" : ".ip6.arpa");
  }
}
