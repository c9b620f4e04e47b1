package org.mailweir.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.mailweir.check.CheckInput;
import org.mailweir.check.Finding;
import org.mailweir.check.rules.RuleFilesException;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.check.rules.RuleSource;
import org.mailweir.check.rules.RulesConclusions;
import org.mailweir.check.rules.RulesEvidence;
import org.mailweir.check.rules.RulesSettings;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;

/**
 * Mailweir's rule engine with the rules that the system's SpamAssassin has, as a file is judged.
 */
final class RuleJudge {

  /**
   * What it says of a message.
   *
   * @param scored the rules with points
   * @param sub the rules whose names begin with two underscores
   */
  record Answer(double score, Set<String> scored, Set<String> sub) {}

  private final MessageParser parser = new MessageParser(ParseLimits.DEFAULT);
  private final RuleSet rules;
  private final RulesEvidence evidence;
  private final RulesConclusions conclusions;
  private final long loadMillis;

  private RuleJudge(RuleSet rules, long loadMillis) {
    this.rules = rules;
    this.loadMillis = loadMillis;
    this.evidence = new RulesEvidence(rules);
    this.conclusions = new RulesConclusions(rules);
  }

  static RuleJudge load() throws RuleFilesException {
    long start = System.nanoTime();
    RuleSet rules = RuleSet.load(RulesSettings.DEFAULT.from(RuleSource.SPAMASSASSIN), Path.of("/"));
    return new RuleJudge(rules, (System.nanoTime() - start) / 1_000_000);
  }

  int count() {
    return rules.names().size();
  }

  /** The message as the engine wants it. */
  CheckInput open(byte[] content) {
    RawMessage raw = new InMemoryMessage(content, content.length, 0, "");
    return input(raw, List.of());
  }

  private CheckInput input(RawMessage raw, List<Finding> known) {
    return new CheckInput(
        parser.parse(raw),
        raw,
        MailAddress.NULL,
        ClientInfo.UNKNOWN,
        Origin.OUTSIDE,
        known,
        Deadline.after(Duration.ofSeconds(300)));
  }

  Answer judge(Path file) throws IOException, InterruptedException {
    return answer(findings(open(Files.readAllBytes(file))));
  }

  /** Only the rules' part of the work. */
  List<Finding> findings(CheckInput input) throws InterruptedException {
    List<Finding> findings = new ArrayList<>(evidence.check(input).findings());
    CheckInput second =
        new CheckInput(
            input.message(),
            input.raw(),
            input.sender(),
            input.client(),
            input.origin(),
            findings,
            input.deadline());
    findings.addAll(conclusions.check(second).findings());
    return findings;
  }

  private static Answer answer(List<Finding> findings) {
    double score = findings.stream().mapToDouble(Finding::points).sum();
    Set<String> scored = new TreeSet<>();
    Set<String> sub = new TreeSet<>();
    findings.forEach(finding -> (finding.isFact() ? sub : scored).add(finding.name()));
    return new Answer(score, scored, sub);
  }

  @Override
  public String toString() {
    return "Mailweir with %s: %d rules in %d ms, %d problems"
        .formatted(rules.origin(), count(), loadMillis, rules.problems().size());
  }
}
