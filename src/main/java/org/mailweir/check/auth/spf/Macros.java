package org.mailweir.check.auth.spf;

import java.time.Instant;

/** The values of the macro letters (RFC 7208 7.2). */
record Macros(Client client, String domain, Names names) implements MacroText.Values {

  @Override
  public String of(char letter) throws InterruptedException {
    return switch (letter) {
      case 's' -> client.localPart() + "@" + client.domain();
      case 'l' -> client.localPart();
      case 'o' -> client.domain();
      case 'd' -> domain;
      case 'i' -> client.dotted();
      case 'p' -> names.preferred(domain);
      case 'v' -> client.isV4() ? "in-addr" : "ip6";
      case 'h' -> client.helo();
      case 'c' -> client.readable();
      case 't' -> Long.toString(Instant.now().getEpochSecond());
      default -> "unknown"; // r, the receiving host, which strangers need not know
    };
  }

  /** Whether the text has a local part in it that cannot stand in the DNS (RFC 8616 4). */
  boolean isBeyondDns(MacroText text) {
    return (text.uses('l') || text.uses('s')) && client.localPart().chars().anyMatch(c -> c > 127);
  }
}
