package org.mailweir.decide;

import java.net.IDN;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.Finding;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.mail.Recipient;

/** Turns one verdict into what each recipient gets, by his policy. */
public final class Decider {

  /** The finding of sender authentication on which allow_authenticated rests. */
  private static final String AUTHENTICATED = "FROM_AUTHENTICATED";

  private final PolicyTable policies;
  private final Allowances allowances;

  /**
   * @param allowances what recipients have allowed themselves, beside the configuration
   */
  public Decider(PolicyTable policies, Allowances allowances) {
    this.policies = policies;
    this.allowances = allowances;
  }

  /** The plan for all recipients. */
  public DeliveryPlan plan(VerdictFor verdicts, Sent sent, List<Recipient> recipients) {
    return DeliveryPlan.of(
        recipients,
        recipient -> {
          MailAddress address = recipient.address();
          Verdict verdict = verdicts.recipient(address);
          return new DeliveryPlan.Decided(explain(verdict, sent, address).disposition(), verdict);
        });
  }

  /** The verdict for each recipient: the same for all, unless one has taught otherwise. */
  public interface VerdictFor {
    Verdict recipient(MailAddress address);
  }

  /** The decision for one recipient with everything it rests on. */
  public Explanation explain(Verdict verdict, Sent sent, MailAddress recipient) {
    RecipientPolicy policy = policies.of(recipient);
    Finding always = always(verdict, policy);
    if (always != null) {
      return new Explanation(new Disposition.Hold(always(always)), policy, policy.held().where());
    }
    Origin origin = sent.origin();
    SenderList.Match allowed = allowed(verdict, policy.senders(), sent, recipient);
    SenderList.Match blocked = allowed != null ? null : match(policy.senders().block(), sent);
    Disposition.Marks marks = new Disposition.Marks(policy.required().number(), policy.report());
    if (allowed != null) {
      String reason = "sender is allowed by " + allowed.entry();
      return new Explanation(new Disposition.Pass(marks, reason), policy, allowed.where());
    }
    if (blocked != null) {
      String reason = "sender is blocked by " + blocked.entry();
      Disposition held =
          mayHold(policy, origin)
              ? new Disposition.Hold(reason)
              : new Disposition.Tag(marks, policy.subjectTag(), reason);
      return new Explanation(held, policy, blocked.where());
    }
    return byScore(verdict, origin, policy, marks);
  }

  private static @Nullable Finding always(Verdict verdict, RecipientPolicy policy) {
    return verdict.findings().stream()
        .filter(f -> policy.held().findings().contains(f.name()))
        .findFirst()
        .orElse(null);
  }

  private static String always(Finding finding) {
    String what = finding.evidence().isEmpty() ? "" : ": " + finding.evidence();
    return finding.name() + " is always held: " + finding.description() + what;
  }

  private SenderList.@Nullable Match allowed(
      Verdict verdict, RecipientPolicy.SenderLists lists, Sent sent, MailAddress recipient) {
    SenderList.Match match = match(lists.allow(), sent);
    if (match != null) {
      return match;
    }
    boolean proved = isProved(verdict, sent.from());
    SenderList.Match authenticated = proved ? lists.authenticated().find(sent.from()) : null;
    return authenticated != null ? authenticated : himself(recipient, sent, proved);
  }

  private SenderList.@Nullable Match himself(MailAddress recipient, Sent sent, boolean proved) {
    Allowances.Granted granted = allowances.find(recipient.canonical(), sent, proved);
    return granted == null ? null : new SenderList.Match(granted.entry(), granted.where());
  }

  /**
   * What was proved is the domain that the finding names; From may be read in more than one way.
   */
  private static boolean isProved(Verdict verdict, String from) {
    return isProved(verdict.findings(), from);
  }

  /** Whether sender authentication proved the domain of that From address. */
  public static boolean isProved(List<Finding> findings, String from) {
    String domain = ascii(from.substring(from.lastIndexOf('@') + 1));
    return findings.stream()
        .anyMatch(f -> f.name().equals(AUTHENTICATED) && f.evidence().equals(domain));
  }

  private static String ascii(String domain) {
    try {
      return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return domain; // the JDK throws both for names that are none
    }
  }

  private static Explanation byScore(
      Verdict verdict, Origin origin, RecipientPolicy policy, Disposition.Marks marks) {
    double score = verdict.score();
    if (policy.hold().reachedBy(score) && mayHold(policy, origin)) {
      String reason = reason(verdict, "at or above", policy.hold());
      return new Explanation(new Disposition.Hold(reason), policy, policy.hold().where());
    }
    if (policy.required().reachedBy(score)) {
      boolean subject = policy.tagSubject().reachedBy(score);
      String reason = reason(verdict, "at or above", policy.required());
      return new Explanation(
          new Disposition.Tag(marks, subject ? policy.subjectTag() : "", reason),
          policy,
          subject ? policy.tagSubject().where() : policy.required().where());
    }
    String reason = reason(verdict, "below", policy.required());
    return new Explanation(new Disposition.Pass(marks, reason), policy, policy.required().where());
  }

  /** Mail from the inside is never held: its sender would wait for an answer that cannot come. */
  private static boolean mayHold(RecipientPolicy policy, Origin origin) {
    return !policy.spamLover() && origin == Origin.OUTSIDE;
  }

  private static SenderList.@Nullable Match match(SenderList list, Sent sent) {
    SenderList.Match match = list.find(sent.sender().canonical());
    return match != null ? match : list.find(sent.from());
  }

  private static String reason(Verdict verdict, String relation, Threshold threshold) {
    String score =
        String.format(
            Locale.ROOT, "score %.1f is %s %s", verdict.score(), relation, threshold.text());
    List<Finding> heaviest =
        verdict.findings().stream().filter(f -> f.points() > 0).limit(2).toList();
    if (heaviest.isEmpty()) {
      return score;
    }
    return score + ": " + String.join("; ", heaviest.stream().map(Finding::description).toList());
  }

  /**
   * A decision and its ground.
   *
   * @param where {@code file:line} of the setting that decided
   */
  public record Explanation(Disposition disposition, RecipientPolicy policy, String where) {}
}
