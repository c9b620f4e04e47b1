package org.mailweir.relay;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.ClientInfo;

/** The client that Postfix names, as a relay. */
public final class ClientRelay {

  private ClientRelay() {}

  /** Null when the client is not known or local. */
  public static @Nullable Relay of(ClientInfo client) {
    String address = clean(client.addr());
    String ip = address.startsWith("IPv6:") ? address.substring("IPv6:".length()) : address;
    if (!IpText.isAddress(ip) || IpText.isPrivate(ip)) {
      return null;
    }
    String name = "unknown".equals(client.name()) ? "" : clean(client.name());
    return new Relay(
        ip,
        name,
        clean(client.helo()),
        "",
        "",
        null,
        clean(client.ident()),
        "",
        false,
        false,
        true);
  }

  /** What would break the form of the line becomes an exclamation mark. */
  private static String clean(@Nullable String value) {
    return value == null ? "" : octets(value).replaceAll("[\\s\\x00\\[\\]()<>|]", "!");
  }

  /** Relays are texts of octets, one char each. */
  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
