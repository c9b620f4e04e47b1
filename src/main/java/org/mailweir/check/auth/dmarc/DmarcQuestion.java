package org.mailweir.check.auth.dmarc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.mailweir.check.auth.dmarc.DmarcAnswer.Result;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsAnswer;
import org.mailweir.dns.DnsClient;
import org.mailweir.dns.RecordType;
import org.mailweir.domain.PublicSuffixes;

/**
 * A policy that was asked for and may be on its way. The domain itself and the organisational
 * domain are asked at the same time.
 */
public final class DmarcQuestion {

  private static final String PLACE = "_dmarc.";

  private final String domain;
  private final PublicSuffixes suffixes;
  private final CompletableFuture<DnsAnswer> own;
  private final CompletableFuture<DnsAnswer> organisation;

  private DmarcQuestion(
      String domain,
      PublicSuffixes suffixes,
      CompletableFuture<DnsAnswer> own,
      CompletableFuture<DnsAnswer> organisation) {
    this.domain = domain;
    this.suffixes = suffixes;
    this.own = own;
    this.organisation = organisation;
  }

  /** Asks for the policy of a domain (normal), and does not wait. */
  public static DmarcQuestion ask(
      String domain, PublicSuffixes suffixes, DnsClient dns, Deadline deadline) {
    CompletableFuture<DnsAnswer> own = dns.ask(PLACE + domain, RecordType.TXT, deadline);
    String above = suffixes.registered(domain);
    return new DmarcQuestion(
        domain,
        suffixes,
        own,
        above.equals(domain) ? own : dns.ask(PLACE + above, RecordType.TXT, deadline));
  }

  /**
   * Waits for the policy and judges.
   *
   * @param identities what DKIM and SPF have found
   * @param sample 0 to 99; the policy is meant for messages below pct= (RFC 7489 6.6.4)
   */
  public DmarcAnswer judge(List<Identity> identities, int sample) throws InterruptedException {
    boolean above = false;
    DnsAnswer answer = await(own);
    if (!hasRecord(answer) && !isTrouble(answer)) {
      above = organisation != own;
      answer = await(organisation);
    }
    if (answer instanceof DnsAnswer.Unknown(DnsAnswer.Reason reason) && isTrouble(answer)) {
      String name = PLACE + (above ? suffixes.registered(domain) : domain);
      return DmarcAnswer.of(Result.TEMPERROR, domain, name + " " + reason.words());
    }
    List<String> records = answer.texts().stream().filter(DmarcRecord::isRecord).toList();
    DmarcRecord record =
        records.size() == 1 ? DmarcRecord.read(records.getFirst()).orElse(null) : null;
    return record == null
        ? DmarcAnswer.of(Result.NONE, domain, "")
        : judge(record, above ? record.forSubdomains() : record.policy(), identities, sample);
  }

  private DmarcAnswer judge(
      DmarcRecord record, Policy policy, List<Identity> identities, int sample) {
    List<Identity> aligned = identities.stream().filter(i -> isAligned(i, record)).toList();
    if (aligned.stream().anyMatch(i -> i.state() == Identity.State.PASS)) {
      return new DmarcAnswer(Result.PASS, domain, policy, Policy.NONE, "");
    }
    if (aligned.stream().anyMatch(i -> i.state() == Identity.State.UNKNOWN)) {
      return new DmarcAnswer(
          Result.TEMPERROR, domain, policy, Policy.NONE, "rests on what is missing");
    }
    Policy applied = sample < record.percent() ? policy : policy.milder();
    return new DmarcAnswer(Result.FAIL, domain, policy, applied, "");
  }

  private boolean isAligned(Identity identity, DmarcRecord record) {
    boolean strict =
        identity.mechanism() == Identity.Mechanism.DKIM ? record.strictDkim() : record.strictSpf();
    return identity.domain().equals(domain)
        || (!strict && isRelaxedAligned(identity.domain(), domain, suffixes));
  }

  /** RFC 7489 3.1: both belong to the same organisation. */
  public static boolean isRelaxedAligned(String identity, String author, PublicSuffixes suffixes) {
    return !identity.isEmpty() && suffixes.same(identity, author);
  }

  private static boolean hasRecord(DnsAnswer answer) {
    return answer.texts().stream().anyMatch(DmarcRecord::isRecord);
  }

  private static boolean isTrouble(DnsAnswer answer) {
    return answer instanceof DnsAnswer.Unknown(DnsAnswer.Reason reason)
        && reason != DnsAnswer.Reason.BAD_NAME;
  }

  private static DnsAnswer await(CompletableFuture<DnsAnswer> question)
      throws InterruptedException {
    try {
      return question.get();
    } catch (ExecutionException e) {
      return new DnsAnswer.Unknown(DnsAnswer.Reason.ERROR);
    }
  }
}
