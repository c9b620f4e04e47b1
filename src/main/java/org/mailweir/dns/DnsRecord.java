package org.mailweir.dns;

import java.net.InetAddress;

/** The data of one record. */
public sealed interface DnsRecord {

  /** Of A and AAAA. */
  record Address(InetAddress address) implements DnsRecord {}

  /** Of TXT: octets, one char each; the strings of the record joined without a blank. */
  record Text(String text) implements DnsRecord {}

  /**
   * Of MX.
   *
   * @param host without a dot at the end; empty for the null MX (RFC 7505)
   */
  record Exchange(int preference, String host) implements DnsRecord {}

  /** Of PTR and NS; without a dot at the end. */
  record Name(String name) implements DnsRecord {}
}
