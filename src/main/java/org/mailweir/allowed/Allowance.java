package org.mailweir.allowed;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.mailweir.decide.Sent;
import org.mailweir.mail.ClientInfo;

/**
 * One sender whom one recipient allows, bound to what cannot be forged.
 *
 * @param recipient in canonical form
 * @param sender the address in the From field, in canonical form
 * @param bound {@link #AUTHENTICATED}, or a network such as {@code 192.0.2.0/24}: mail that says
 *     that it is from him, but comes from elsewhere, is not meant
 * @param by who allowed it
 * @param since ISO 8601 in UTC
 */
public record Allowance(String recipient, String sender, String bound, String by, String since) {

  /** The From field must be authenticated, by DKIM or SPF. */
  public static final String AUTHENTICATED = "authenticated";

  public Allowance {
    Stream.of(recipient, sender, bound, by, since).forEach(Objects::requireNonNull);
  }

  /** Whether it speaks of a message to this recipient. */
  boolean fits(Sent sent, boolean proved) {
    return sender.equals(sent.from())
        && (bound.equals(AUTHENTICATED) ? proved : bound.equals(network(sent.client())));
  }

  /** The same recipient and sender with the same bound; who and when do not matter. */
  boolean isLike(Allowance other) {
    return recipient.equals(other.recipient)
        && sender.equals(other.sender)
        && bound.equals(other.bound);
  }

  /** For people. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "%s, %s, which %s allowed on %s",
        sender,
        bound.equals(AUTHENTICATED) ? bound : "from " + bound,
        by,
        since.substring(0, Math.min(10, since.length())));
  }

  /**
   * The network that somebody wrote down, as {@link #network} writes it.
   *
   * @throws IllegalArgumentException when it is no /24 of IPv4 and no /64 of IPv6
   */
  public static String parseNetwork(String text) {
    int slash = text.lastIndexOf('/');
    String network = Neighbourhood.of(slash < 0 ? text : text.substring(0, slash));
    if (network.isEmpty() || !network.endsWith(slash < 0 ? "" : text.substring(slash))) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no public /24 of IPv4 and no /64 of IPv6");
    }
    return network;
  }

  /**
   * The neighbourhood of a client on the network: a /24 of IPv4, a /64 of IPv6; empty when its
   * address is unknown or says nothing, such as that of this machine.
   */
  public static String network(ClientInfo client) {
    return Neighbourhood.of(client.addr());
  }
}
