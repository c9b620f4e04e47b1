package org.mailweir.check.dnsbl;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.settings.Doc;

/** One list in the DNS. */
@Doc(
    "A list in the DNS that Mailweir does not know by name, or one of your own; any number of such"
        + " tables. Lists are asked while [dnsbl] is enabled.")
public record ListSettings(
    @Doc("What it is called in reports.") String name,
    @Doc("Where it is asked, for example \"bl.example.org\".") String zone,
    @Doc(
            "What it is asked about: client, relays, sender, from, reply_to, helo, rdns, links,"
                + " link_hosts, link_addresses, mail_addresses. The how-to explains them.")
        List<Subject> asks,
    @Doc(
            "What its answers mean, each \"VALUE NAME POINTS SENTENCE\". VALUE is an address, a range"
                + " 127.0.0.4-127.0.0.7, bits of the last octet &8, an address with * for an octet,"
                + " or any; \"VALUE refused\" is an answer by which it refuses.")
        List<String> answers,
    @Doc("With asks = [\"mail_addresses\"]: how addresses are hashed.") Hash hash,
    @Doc(
            "What it always lists: 127.0.0.2 for most lists of addresses, TEST for most lists of"
                + " names (RFC 5782). Where it does not, it is broken and switched off. Empty: not"
                + " tested.")
        @Nullable String listed,
    @Doc("What it never lists. Where it does, it lists the whole world, and is switched off.")
        @Nullable String notListed) {

  public static final ListSettings DEFAULT =
      new ListSettings("", "", List.of(), List.of(), Hash.SHA1, null, null);

  public ListSettings {
    asks = List.copyOf(asks);
    answers = List.copyOf(answers);
    answers.forEach(AnswerRule::parse);
    if (!name.matches("[A-Za-z0-9._-]{0,60}")) {
      throw new IllegalArgumentException("name: letters, digits, dots and hyphens are expected");
    }
    if (!zone.matches("[A-Za-z0-9._-]{0,200}")) {
      throw new IllegalArgumentException("zone: a domain is expected");
    }
  }

  /** Whether nothing is missing that has no default. */
  boolean isWhole() {
    return !name.isEmpty() && !zone.isEmpty() && !asks.isEmpty() && !answers.isEmpty();
  }

  /** Whether it lists addresses of hosts; then names make no sense to it. */
  boolean listsAddresses() {
    return asks.stream().allMatch(Subject::isAddress);
  }

  /** The name under which it never lists anything: not even our own when nothing is said. */
  String neverListed() {
    return notListed != null ? notListed : listsAddresses() ? "127.0.0.1" : "invalid";
  }

  /** The same list asked elsewhere. */
  ListSettings at(String otherZone) {
    return new ListSettings(name, otherZone, asks, answers, hash, listed, notListed);
  }
}
