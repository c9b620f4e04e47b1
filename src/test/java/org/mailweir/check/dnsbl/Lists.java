package org.mailweir.check.dnsbl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Points;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsClient;
import org.mailweir.domain.PublicSuffixList;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.relay.TrustSettings;

/** The check as a test wants it, and a message before it. */
final class Lists {

  private static final PublicSuffixList SUFFIXES = PublicSuffixList.bundled();

  final Metrics metrics = new Metrics();
  private final DnsClient dns;
  private List<String> names = DnsblSettings.DEFAULT.lists();
  private final List<ListSettings> own = new ArrayList<>();
  private Points points = (name, otherwise) -> otherwise;
  private @Nullable String address;
  private @Nullable String helo;
  private Origin origin = Origin.OUTSIDE;
  private String sender = "a@sender.example";
  private @Nullable DnsListsCheck check;

  Lists(DnsClient dns) {
    this.dns = dns;
    check();
  }

  Lists using(String... lists) {
    names = List.of(lists);
    check = null;
    return this;
  }

  Lists own(ListSettings list) {
    own.add(list);
    check = null;
    return this;
  }

  Lists worth(Points worth) {
    points = worth;
    check = null;
    return this;
  }

  Lists from(String client) {
    address = client;
    return this;
  }

  Lists greeting(String name) {
    helo = name;
    return this;
  }

  Lists by(Origin other) {
    origin = other;
    return this;
  }

  Lists sender(String other) {
    sender = other;
    return this;
  }

  private DnsListsCheck check() {
    if (check == null) {
      DnsblSettings d = DnsblSettings.DEFAULT;
      DnsblSettings settings =
          new DnsblSettings(
              true,
              names,
              d.zones(),
              d.clientName(),
              d.senderDomain(),
              d.maxDomains(),
              d.maxQuestions(),
              d.skipDomains(),
              d.offFor(),
              own);
      check =
          new DnsListsCheck(
              settings, Duration.ofSeconds(20), dns, SUFFIXES, TrustSettings.NONE, points, metrics);
    }
    return check;
  }

  CheckResult check(String mail) throws InterruptedException {
    return check().check(input(mail));
  }

  CheckResult ask(CheckInput input) throws InterruptedException {
    return check().check(input);
  }

  CheckInput input(String mail) {
    RawMessage raw = InMemoryMessage.of(mail.replace("\n", "\r\n"));
    return new CheckInput(
        new MessageParser(ParseLimits.DEFAULT).parse(raw),
        raw,
        new MailAddress(sender),
        new ClientInfo("unknown", address, null, null, helo, null, null),
        origin,
        List.of(),
        Deadline.after(Duration.ofSeconds(30)));
  }
}
