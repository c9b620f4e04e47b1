package org.mailweir.check.auth;

import java.time.Duration;
import java.util.List;
import org.mailweir.check.Check;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;
import org.mailweir.check.Points;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsClient;
import org.mailweir.domain.PublicSuffixes;
import org.mailweir.mail.Origin;
import org.mailweir.relay.TrustSettings;

/**
 * Authenticates the sender of mail from outside by SPF, DKIM, ARC and DMARC. All questions leave as
 * soon as they are known, under one budget. Where the DNS does not answer, the findings of the
 * others stand, and the check is unavailable with the name of the question.
 */
public final class AuthCheck implements Check {

  /** So much earlier than the runner gives up, the check answers by itself. */
  private static final Duration MARGIN = Duration.ofMillis(100);

  private final AuthSettings settings;
  private final Inquiry inquiry;
  private final Points points;

  /**
   * @param dns not closed here
   */
  public AuthCheck(
      AuthSettings settings,
      DnsClient dns,
      PublicSuffixes suffixes,
      TrustSettings trust,
      Points points) {
    this.settings = settings;
    this.inquiry = new Inquiry(settings, dns, suffixes, trust);
    this.points = points;
  }

  @Override
  public String name() {
    return "auth";
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
    if (input.origin() == Origin.INSIDE || inquiry.isOurs(input)) {
      return CheckResult.Found.NOTHING;
    }
    Deadline deadline =
        Deadline.after(input.deadline().left().minus(MARGIN)).atMost(settings.timeout());
    Evidence evidence = inquiry.about(input, deadline);
    List<Finding> findings = Report.findings(evidence, input.sender().domain(), points);
    String missing = Report.missing(evidence);
    return missing.isEmpty()
        ? new CheckResult.Found(findings)
        : new CheckResult.Unavailable(findings, missing);
  }
}
