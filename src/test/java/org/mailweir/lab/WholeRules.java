package org.mailweir.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.CheckInput;
import org.mailweir.check.Finding;
import org.mailweir.check.form.DefectsCheck;
import org.mailweir.check.form.FormCheck;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.check.rules.RulesConclusions;
import org.mailweir.check.rules.RulesEvidence;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
import org.mailweir.parse.ParsedMessage;

/**
 * A rule set with the checks of form that feed it: all that scores without a memory or a network.
 */
final class WholeRules {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DefectsCheck defects;
  private final FormCheck form = new FormCheck();
  private final RulesEvidence evidence;
  private final RulesConclusions conclusions;

  WholeRules(RuleSet rules) {
    defects = new DefectsCheck(name -> rules.pointsOf(name, DefectsCheck.INFORMATION));
    evidence = new RulesEvidence(rules);
    conclusions = new RulesConclusions(rules);
  }

  /** All findings; a sender of null is looked for in the message, as when a file is scanned. */
  List<Finding> findings(
      ParsedMessage message, RawMessage raw, KnownClients.@Nullable Sender sender)
      throws InterruptedException {
    KnownClients.Sender known = sender == null ? unknown(message) : sender;
    List<Finding> all = new ArrayList<>();
    CheckInput input = input(message, raw, known, all);
    all.addAll(defects.check(input).findings());
    all.addAll(form.check(input).findings());
    all.addAll(evidence.check(input).findings());
    all.addAll(conclusions.check(input(message, raw, known, all)).findings());
    return all;
  }

  static double points(List<Finding> findings) {
    return findings.stream().mapToDouble(Finding::points).sum();
  }

  private static KnownClients.Sender unknown(ParsedMessage message) {
    String path = message.headers().value("Return-Path");
    return new KnownClients.Sender(MailAddress.ofReturnPath(path), ClientInfo.UNKNOWN);
  }

  private static CheckInput input(
      ParsedMessage message, RawMessage raw, KnownClients.Sender sender, List<Finding> evidence) {
    return new CheckInput(
        message,
        raw,
        sender.from(),
        sender.client(),
        Origin.OUTSIDE,
        evidence,
        Deadline.after(PATIENCE));
  }
}
