package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.CheckInput;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Origin;
import org.mailweir.parse.ReceivedHop;

/**
 * The pseudo field {@code X-Spam-Relays-External}: one bracket for each host outside of ours that
 * handed the message on, nearest first.
 *
 * <p>What Postfix says of its client (XFORWARD) is known to be true and comes first; the Received
 * fields below are only claims. Without XFORWARD the nearest hop with a public address stands
 * first. Mail of our own users has no relay outside.
 */
final class RelayTexts {

  private static final int MOST_HOPS = 20;

  private RelayTexts() {}

  static String of(CheckInput input) {
    List<String> relays = new ArrayList<>();
    if (input.origin() == Origin.OUTSIDE) {
      addRelays(input.client(), input.message().hops(), relays);
    }
    return String.join(" ", relays);
  }

  private static void addRelays(ClientInfo client, List<ReceivedHop> hops, List<String> relays) {
    String address = address(client.addr());
    if (isPublic(address)) {
      relays.add(relay(address, client.name(), client.helo(), "", client.ident()));
    }
    for (ReceivedHop hop : hops.subList(0, Math.min(MOST_HOPS, hops.size()))) {
      boolean inside = relays.isEmpty() && !isPublic(hop.address());
      boolean same = relays.size() == 1 && hop.address().equals(address);
      if (!inside && !same) {
        relays.add(relay(hop.address(), hop.reverse(), hop.from(), hop.by(), hop.id()));
      }
    }
  }

  private static String address(@Nullable String xforward) {
    String address = Objects.requireNonNullElse(xforward, "");
    return address.startsWith("IPv6:") ? address.substring("IPv6:".length()) : address;
  }

  private static String relay(
      String address,
      @Nullable String reverse,
      @Nullable String helo,
      String by,
      @Nullable String id) {
    return "[ ip=%s rdns=%s helo=%s by=%s ident= envfrom= intl=0 id=%s auth= msa=0 ]"
        .formatted(clean(address), name(reverse), clean(helo), clean(by), clean(id));
  }

  private static String name(@Nullable String reverse) {
    return "unknown".equals(reverse) ? "" : clean(reverse);
  }

  /** What would break the form of the line becomes an exclamation mark. */
  private static String clean(@Nullable String value) {
    if (value == null) {
      return "";
    }
    return Octets.of(value).replaceAll("[\\s\\x00\\[\\]()<>|]", "!");
  }

  /** Whether it is an address outside of the private and local ranges (RFC 1918, 4193, 5735). */
  static boolean isPublic(String address) {
    return !address.isEmpty()
        && !address.matches(
            "(?i)127\\..*|10\\..*|192\\.168\\..*|169\\.254\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*"
                + "|0\\..*|::1|fe[89ab].*|f[cd].*");
  }
}
