package org.mailweir.app;

import java.util.List;
import org.mailweir.check.Check;
import org.mailweir.check.CheckRunner;
import org.mailweir.check.form.DefectsCheck;
import org.mailweir.check.form.FormCheck;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.check.rules.RulesConclusions;
import org.mailweir.check.rules.RulesEvidence;
import org.mailweir.config.ConfigLoader;
import org.mailweir.config.MailweirSettings;
import org.mailweir.decide.Decider;
import org.mailweir.decide.PolicyTable;
import org.mailweir.metrics.Metrics;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.reinject.SmtpReinjector;
import org.mailweir.review.Review;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes objects out of settings; the one place that knows which parts there are. */
public final class Wiring {

  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  private Wiring() {}

  /** The rules that are configured. Problems in them are named in the log and stop nothing. */
  public static RuleSet rules(ConfigLoader.Loaded config) {
    RuleSet rules = RuleSet.load(config.settings().rules(), config.folder());
    rules.problems().forEach(p -> LOG.warn("{}", p));
    LOG.info("{} rules", rules.names().size());
    return rules;
  }

  /** All checks; a new kind of check is added here. */
  public static List<Check> checks(RuleSet rules) {
    return List.of(
        new DefectsCheck(name -> rules.pointsOf(name, DefectsCheck.INFORMATION)),
        new FormCheck(),
        new RulesEvidence(rules),
        new RulesConclusions(rules));
  }

  public static CheckRunner runner(ConfigLoader.Loaded config, Metrics metrics) {
    return new CheckRunner(checks(rules(config)), metrics);
  }

  public static Decider decider(MailweirSettings settings) {
    return new Decider(new PolicyTable(settings.policy(), settings.recipient()));
  }

  /** The review of held mail, for the command line. */
  public static Review review(MailweirSettings settings) {
    return new Review(
        new QuarantineFolder(settings.quarantine()),
        new SmtpReinjector(settings.reinject(), new Metrics()));
  }
}
