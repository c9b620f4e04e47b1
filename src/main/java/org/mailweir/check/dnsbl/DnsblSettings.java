package org.mailweir.check.dnsbl;

import java.time.Duration;
import java.util.List;
import org.mailweir.settings.Doc;

/** Which lists in the DNS are asked. */
@Doc(
    "Lists in the DNS: of clients, of domains in links, of senders. They are off until you turn them"
        + " on, since most have terms of use, and all learn a little about your mail; the how-to"
        + " says more. A resolver of your own is needed, see [dns].")
public record DnsblSettings(
    @Doc("Whether they are asked.") boolean enabled,
    @Doc(
            "Lists that Mailweir knows, by name: "
                + Catalogue.NAMES
                + ". The how-to has their homepages and terms.")
        List<String> lists,
    @Doc(
            "Lists to be asked elsewhere, such as a mirror of your own or a zone with your key:"
                + " \"spamhaus-zen=KEY.zen.dq.spamhaus.net\".")
        List<String> zones,
    @Doc(
            "Whether the client's name is looked up, for CLIENT_NO_FCRDNS: it has one that does not"
                + " lead back to its address.")
        boolean clientName,
    @Doc("Whether the sender's domain is looked up, for NO_DNS_FOR_FROM: it can take no mail.")
        boolean senderDomain,
    @Doc(
            "Domains in links that are asked about, at most. Of more, those in the beginning and"
                + " those at the end are.")
        int maxDomains,
    @Doc("Questions about one message, at most; DNSBL_LIMIT is found when there would be more.")
        int maxQuestions,
    @Doc("Domains in links that no list needs to be asked about, with all their hosts.")
        List<String> skipDomains,
    @Doc(
            "For how long a list is left alone that refuses, lists everything, or answers nonsense;"
                + " each time in a row twice as long, up to a day.")
        Duration offFor,
    List<ListSettings> list) {

  public static final DnsblSettings DEFAULT =
      new DnsblSettings(
          false,
          List.of(
              "spamhaus-zen",
              "spamhaus-dbl",
              "spamcop",
              "psbl",
              "mailspike",
              "surbl",
              "uribl",
              "dnswl"),
          List.of(),
          true,
          true,
          20,
          300,
          List.of(
              "apple.com",
              "example.com",
              "example.net",
              "example.org",
              "facebook.com",
              "google.com",
              "googleapis.com",
              "gstatic.com",
              "instagram.com",
              "linkedin.com",
              "microsoft.com",
              "outlook.com",
              "schema.org",
              "twitter.com",
              "w3.org",
              "youtube.com"),
          Duration.ofHours(1),
          List.of());

  public DnsblSettings {
    lists = List.copyOf(lists);
    zones = List.copyOf(zones);
    skipDomains = List.copyOf(skipDomains);
    list = List.copyOf(list);
    Catalogue.require("lists", lists);
    for (String zone : zones) {
      if (!zone.matches("[a-z0-9-]+=[A-Za-z0-9._-]{1,200}")) {
        throw new IllegalArgumentException("zones: such as \"spamhaus-zen=zone\" is expected");
      }
      Catalogue.require("zones", List.of(zone.substring(0, zone.indexOf('='))));
    }
    if (maxDomains < 1 || maxDomains > 1_000 || maxQuestions < 1 || maxQuestions > 10_000) {
      throw new IllegalArgumentException(
          "max_domains, max_questions: 1 to 1000, and 1 to 10000 are expected");
    }
    for (ListSettings each : list) {
      if (!each.isWhole()) {
        throw new IllegalArgumentException("list: each needs a name, a zone, asks, and answers");
      }
    }
  }
}
