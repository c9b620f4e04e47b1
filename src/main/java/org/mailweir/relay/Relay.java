package org.mailweir.relay;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One hand-over of the message from one host to another. What is not known is empty.
 *
 * @param ip address of the host that handed over
 * @param rdns its name in DNS, as the receiving host found it
 * @param helo the name that it gave itself
 * @param by the receiving host
 * @param ident the user that an IDENT query named
 * @param envelopeFrom the envelope sender, if the receiving host noted it; empty is the null sender
 * @param id the receiving host's number for the message
 * @param auth how the sending host authenticated
 * @param internal whether it lies within our own network
 * @param msa whether it takes mail from our users
 * @param lookedUp whether the receiving host is known to look for names in DNS
 */
public record Relay(
    String ip,
    String rdns,
    String helo,
    String by,
    String ident,
    @Nullable String envelopeFrom,
    String id,
    String auth,
    boolean internal,
    boolean msa,
    boolean lookedUp) {

  /** Whether the host has no name in DNS, rather than nobody having looked. */
  public boolean noReverse() {
    return rdns.isEmpty() && lookedUp;
  }

  /** Whether its address lies in a private network. */
  public boolean isPrivate() {
    return IpText.isPrivate(ip);
  }

  /** The name in DNS, in lower case. */
  public String lowerRdns() {
    return rdns.toLowerCase(Locale.ROOT);
  }

  /** The form in which rules match it. */
  public String text() {
    return "[ ip="
        + ip
        + (" rdns=" + rdns)
        + (" helo=" + helo)
        + (" by=" + by)
        + (" ident=" + ident)
        + (" envfrom=" + (envelopeFrom == null ? "" : envelopeFrom))
        + (" intl=" + (internal ? 1 : 0))
        + (" id=" + id)
        + (" auth=" + auth)
        + (" msa=" + (msa ? 1 : 0))
        + " ]";
  }

  Relay with(boolean isInternal, boolean isMsa) {
    return new Relay(
        ip, rdns, helo, by, ident, envelopeFrom, id, auth, isInternal, isMsa, lookedUp);
  }

  Relay withEnvelopeFrom(String sender) {
    return new Relay(ip, rdns, helo, by, ident, sender, id, auth, internal, msa, lookedUp);
  }
}
