package org.mailweir.relay;

import java.util.List;
import java.util.Map;
import org.mailweir.settings.Doc;

/** Which hosts are ours, and whom we believe. */
@Doc(
    "Whose Received fields are believed, so that DNS lists, SPF and rules look at the host that"
        + " really handed the mail over. What is empty here is taken from the lines trusted_networks,"
        + " internal_networks and msa_networks of the rule files; without those, too, private"
        + " addresses and clients that logged in are trusted. Written as 192.0.2.1, 192.0.2.0/24,"
        + " 2001:db8::/32; with ! in front a network is taken out again.")
public record NetworkSettings(
    @Doc(
            "Hosts that tell the truth in their Received fields: our own, backup MXs, forwarding"
                + " providers. They may relay spam, but do not write lies.")
        List<String> trusted,
    @Doc("Those of them that belong to us: MXs and relays. Empty means the same as trusted.")
        List<String> internal,
    @Doc("Hosts that only take mail from our own users, who log in there.")
        List<String> submission) {

  public static final NetworkSettings DEFAULT =
      new NetworkSettings(List.of(), List.of(), List.of());

  public NetworkSettings {
    trusted = checked("trusted", trusted);
    internal = checked("internal", internal);
    submission = checked("submission", submission);
  }

  private static List<String> checked(String key, List<String> networks) {
    for (String network : networks) {
      if (!NetworkSet.isNetwork(network)) {
        throw new IllegalArgumentException(
            key + ": \"" + network + "\" is no network such as 192.0.2.0/24");
      }
    }
    return List.copyOf(networks);
  }

  /** These, and what they leave open as the rule files say it. */
  public TrustSettings over(TrustSettings rules) {
    TrustSettings own =
        TrustSettings.of(
            Map.of(
                "trusted_networks", trusted,
                "internal_networks", internal,
                "msa_networks", submission));
    return new TrustSettings(
        own.trusted() == null ? rules.trusted() : own.trusted(),
        own.internal() == null ? rules.internal() : own.internal(),
        submission.isEmpty() ? rules.msa() : own.msa(),
        rules.originatingFields());
  }
}
