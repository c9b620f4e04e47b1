package org.mailweir.check.dnsbl;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.Check;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Points;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsClient;
import org.mailweir.domain.PublicSuffixes;
import org.mailweir.metrics.Metrics;
import org.mailweir.relay.Relay;
import org.mailweir.relay.TrustSettings;

/**
 * Asks lists in the DNS about the client, the sender, and the links of a message (RFC 5782),
 * whether the client's name leads back to it, and whether the sender's domain takes mail.
 *
 * <p>All questions of a message leave at once and have one budget of time. A list that refuses,
 * that lists everything, or that answers what no list answers is named as unavailable and left
 * alone for a while; it never counts as "not listed".
 */
public final class DnsListsCheck implements Check, AutoCloseable {

  private final DnsClient dns;
  private final PublicSuffixes suffixes;
  private final TrustSettings trust;
  private final DnsblSettings settings;
  private final Duration budget;
  private final Points points;
  private final List<DnsList> lists;
  private final MessageTargets.Links links;
  private final Metrics.Registration known;

  /**
   * A check that asks by this client.
   *
   * @param budget how long the questions about one message may take
   */
  public DnsListsCheck(
      DnsblSettings settings,
      Duration budget,
      DnsClient dns,
      PublicSuffixes suffixes,
      TrustSettings trust,
      Points points,
      Metrics metrics) {
    this.settings = settings;
    this.budget = budget;
    this.dns = dns;
    this.suffixes = suffixes;
    this.trust = trust;
    this.points = points;
    this.lists = DnsList.all(settings);
    this.links =
        new MessageTargets.Links(
            settings.skipDomains().stream()
                .map(d -> d.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet()),
            settings.maxDomains());
    this.known = metrics.table("dnsbl_list_off", "list", this::off);
  }

  /** 1 for each list that is not asked now, else 0. */
  private Map<String, Long> off() {
    Map<String, Long> off = new LinkedHashMap<>();
    lists.forEach(l -> off.put(l.name(), l.health().off() == null ? 0L : 1L));
    return off;
  }

  @Override
  public String name() {
    return "dnsbl";
  }

  @Override
  public Wave wave() {
    return Wave.EVIDENCE;
  }

  @Override
  public Work work() {
    return Work.NETWORK;
  }

  @Override
  public CheckResult check(CheckInput input) throws InterruptedException {
    Deadline deadline = input.deadline().atMost(budget);
    MessageTargets targets = new MessageTargets(input, trust, suffixes, links);
    Report report = new Report(points);
    Enquiry enquiry = new Enquiry(dns, deadline, report, settings.maxQuestions());
    enquiry.start(lists, targets);
    String domain = settings.senderDomain() ? targets.senderDomain() : "";
    SenderDomain sender = domain.isEmpty() ? null : SenderDomain.ask(dns, domain, deadline);
    Relay client = settings.clientName() ? targets.client() : null;
    CompletableFuture<ClientName.State> name =
        client == null ? null : ClientName.ask(dns, client, deadline);
    // Everything has left; now the answers.
    enquiry.finish();
    if (sender != null) {
      sender.report(domain, report);
    }
    report(name, client, report);
    if (enquiry.leavesOut() || targets.leavesLinksOut()) {
      report.found("DNSBL_LIMIT", 0, "There was more to ask lists about than the limits allow", "");
    }
    return report.result();
  }

  /** Nobody looks at its lists any more. */
  @Override
  public void close() {
    known.close();
  }

  private static void report(
      @Nullable CompletableFuture<ClientName.State> name, @Nullable Relay client, Report report)
      throws InterruptedException {
    if (name == null || client == null) {
      return;
    }
    switch (Enquiry.await(name)) {
      case ClientName.State.Fine fine -> {}
      case ClientName.State.LeadsElsewhere(String elsewhere) ->
          report.found(
              "CLIENT_NO_FCRDNS",
              0.1,
              "The client's name in the DNS does not lead back to its address",
              client.ip() + " " + elsewhere);
      case ClientName.State.Unknown(var why) ->
          report.missing(
              why == org.mailweir.dns.DnsAnswer.Reason.RESTING ? "dns" : "client name",
              why.words());
    }
  }
}
