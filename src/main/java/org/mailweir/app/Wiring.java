package org.mailweir.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.mailweir.allowed.AllowedSenders;
import org.mailweir.check.Check;
import org.mailweir.check.CheckRunner;
import org.mailweir.check.CheckSettings;
import org.mailweir.check.attachments.AttachmentsCheck;
import org.mailweir.check.auth.AuthCheck;
import org.mailweir.check.auth.AuthSettings;
import org.mailweir.check.bayes.BayesCheck;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.check.bayes.Model;
import org.mailweir.check.bayes.ModelSource;
import org.mailweir.check.dnsbl.DnsListsCheck;
import org.mailweir.check.dnsbl.ListState;
import org.mailweir.check.form.DefectsCheck;
import org.mailweir.check.form.FormCheck;
import org.mailweir.check.rules.RuleCost;
import org.mailweir.check.rules.RuleFilesException;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.check.rules.RuleSides;
import org.mailweir.check.rules.RulesConclusions;
import org.mailweir.check.rules.RulesEvidence;
import org.mailweir.check.spamd.SpamdCheck;
import org.mailweir.check.spamd.SpamdSettings;
import org.mailweir.check.spamd.SpamdTeacher;
import org.mailweir.check.virus.VirusCheck;
import org.mailweir.check.virus.VirusSettings;
import org.mailweir.concurrent.Deadline;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.config.MailweirSettings;
import org.mailweir.config.Problem;
import org.mailweir.decide.Decider;
import org.mailweir.decide.PolicyTable;
import org.mailweir.dns.Resolver;
import org.mailweir.learn.LearnSettings;
import org.mailweir.learn.LearnedModel;
import org.mailweir.learn.LogOpener;
import org.mailweir.learn.PersonalVerdicts;
import org.mailweir.learn.Pupil;
import org.mailweir.learn.Trainer;
import org.mailweir.learn.spamd.LaterPupil;
import org.mailweir.learn.spamd.SpamdPupil;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.MessageParser;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.reinject.Reinjector;
import org.mailweir.reinject.SmtpReinjector;
import org.mailweir.review.HeldLesson;
import org.mailweir.review.Lessons;
import org.mailweir.review.Review;
import org.mailweir.review.ReviewDesk;
import org.mailweir.store.TrainingLog;
import org.mailweir.store.embedded.EmbeddedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes objects out of settings; the one place that knows which parts there are. */
public final class Wiring {

  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  private Wiring() {}

  /**
   * The rules that are configured. Problems in them stop nothing.
   *
   * @throws ConfigException when a file of theirs is missing or cannot be read
   */
  public static RuleSet rules(ConfigLoader.Loaded config) throws ConfigException {
    return rules(config, () -> null, Reach.OUTSIDE);
  }

  /** Whom the checks may ask. */
  public enum Reach {
    /** Everybody who is configured. */
    OUTSIDE,
    /** Nobody: what the message says, and what was learnt, is all there is. */
    LOCAL
  }

  /** The same, and what they are worth depends on whether the classifier has learnt enough. */
  private static RuleSet rules(ConfigLoader.Loaded config, ModelSource learned, Reach reach)
      throws ConfigException {
    MailweirSettings settings = config.settings();
    Model model = settings.bayes().enabled() ? learned.current() : null;
    boolean classifier = model != null && model.hasLearntEnough();
    boolean lists = asksLists(settings, reach);
    try {
      return RuleSet.load(
          settings.rules().with(classifier, lists), settings.networks(), config.folder());
    } catch (RuleFilesException e) {
      throw new ConfigException(
          e.problems().stream().map(p -> config.problem("rules.files", p)).toList());
    }
  }

  private static boolean asksLists(MailweirSettings settings, Reach reach) {
    return reach == Reach.OUTSIDE && settings.dnsbl().enabled();
  }

  /**
   * All checks; a new kind of check is added here.
   *
   * @throws ConfigException when one is required that does not exist
   */
  private static List<Check> checks(
      ConfigLoader.Loaded config, RuleSet rules, ModelSource learned, Reach reach, Outside outside)
      throws ConfigException {
    List<Check> checks = new ArrayList<>();
    checks.add(new DefectsCheck(name -> rules.pointsOf(name, DefectsCheck.INFORMATION)));
    checks.add(new FormCheck());
    if (config.settings().attachments().enabled()) {
      checks.add(new AttachmentsCheck(config.settings().attachments(), rules::pointsOf));
    }
    checks.add(new RulesEvidence(rules));
    BayesSettings bayes = config.settings().bayes();
    if (bayes.enabled()) {
      checks.add(classifier(bayes, rules, learned));
    }
    if (reach == Reach.OUTSIDE) {
      checks.addAll(whoAskOthers(config.settings(), rules, outside));
    }
    checks.add(new RulesConclusions(rules));
    if (reach == Reach.OUTSIDE) {
      refuseUnknown(config, checks.stream().map(Check::name).toList());
    }
    return checks;
  }

  /** The checks that ask somebody else. */
  private static List<Check> whoAskOthers(MailweirSettings s, RuleSet rules, Outside outside) {
    List<Check> checks = new ArrayList<>();
    if (s.auth().enabled()) {
      checks.add(senders(s, rules, outside));
    }
    if (s.dnsbl().enabled()) {
      checks.add(dnsLists(s, rules, outside));
    }
    if (s.virus().enabled()) {
      checks.add(new VirusCheck(s.virus(), rules::pointsOf, outside.metrics()));
    }
    if (s.spamd().enabled()) {
      checks.add(new SpamdCheck(s.spamd(), outside.metrics()));
    }
    return checks;
  }

  private static AuthCheck senders(MailweirSettings s, RuleSet rules, Outside outside) {
    return new AuthCheck(
        s.auth(), outside.dns(), outside.suffixes(), rules.trust(), rules::networkPointsOf);
  }

  /**
   * Makes all checks, and ends them again.
   *
   * @throws ConfigException when they cannot be made as they are configured
   */
  public static void tryOut(ConfigLoader.Loaded config, RuleSet rules) throws ConfigException {
    try (Outside outside = Outside.open(config, new Metrics())) {
      checks(config, rules, () -> null, Reach.OUTSIDE, outside);
    }
    Digesting.tryOut(config);
  }

  private static DnsListsCheck dnsLists(MailweirSettings s, RuleSet rules, Outside outside) {
    return new DnsListsCheck(
        s.dnsbl(),
        s.dns().budget(),
        outside.dns(),
        outside.suffixes(),
        rules.trust(),
        rules::networkPointsOf,
        outside.metrics());
  }

  /** How checks are run; the virus scanner is required by a setting of its own. */
  static CheckSettings analysis(MailweirSettings settings) {
    VirusSettings virus = settings.virus();
    return virus.enabled() && virus.required()
        ? settings.analysis().requiring("virus")
        : settings.analysis();
  }

  /** Under which name we write Authentication-Results; empty when nobody is authenticated. */
  static String authservId(MailweirSettings settings) {
    AuthSettings auth = settings.auth();
    if (!auth.enabled()) {
      return "";
    }
    return auth.authservId().isEmpty() ? hostName(settings.listen().hostname()) : auth.authservId();
  }

  /** As the kernel has it: to ask the DNS for the own name can take long, and fail. */
  private static String hostName(String otherwise) {
    try {
      String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      return name.matches("[A-Za-z0-9._-]{1,255}") ? name : otherwise;
    } catch (IOException e) {
      return otherwise;
    }
  }

  /** How the lists in the DNS do that are configured. */
  public static List<ListState> dnsLists(MailweirSettings settings) throws InterruptedException {
    try (Resolver dns = new Resolver(settings.dns(), new Metrics())) {
      return ListState.all(settings.dnsbl(), dns, Deadline.after(settings.dns().budget()));
    }
  }

  private static void refuseUnknown(ConfigLoader.Loaded config, List<String> known)
      throws ConfigException {
    List<Problem> problems =
        config.settings().analysis().required().stream()
            .filter(name -> !known.contains(name))
            .map(name -> config.problem("analysis.required", unknown(name, known)))
            .toList();
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
  }

  private static String unknown(String name, List<String> known) {
    return "\"" + name + "\" is no check; there are " + String.join(", ", known);
  }

  /**
   * What looks at messages.
   *
   * @param sides what kind of evidence its rules are
   * @param personal gives those who taught the classifier themselves a verdict of their own
   * @param checks those that the runner runs
   * @param outside what they ask
   */
  public record Engine(
      CheckRunner runner,
      RuleSides sides,
      PersonalVerdicts personal,
      List<Check> checks,
      AutoCloseable outside)
      implements AutoCloseable {

    public Engine {
      checks = List.copyOf(checks);
    }

    /** Ends the connections of the checks; one that is still asked is unavailable from then on. */
    @Override
    public void close() {
      for (Check check : checks) {
        if (check instanceof AutoCloseable connected) {
          close(check.name(), connected);
        }
      }
      close("dns", outside);
    }

    private static void close(String name, AutoCloseable connected) {
      try {
        connected.close();
      } catch (Exception e) {
        LOG.warn("{} could not be closed", name, e);
      }
    }
  }

  /**
   * What runs the checks. Problems of the rules are named in the log.
   *
   * @throws ConfigException when the checks cannot be made as they are configured
   */
  public static Engine engine(
      ConfigLoader.Loaded config, ModelSource learned, Reach reach, Metrics metrics)
      throws ConfigException {
    RuleSet rules = rules(config, learned, reach);
    Outside outside = Outside.open(config, metrics);
    try {
      return engine(
          config, rules, checks(config, rules, learned, reach, outside), learned, outside);
    } catch (ConfigException | RuntimeException e) {
      outside.close();
      throw e;
    }
  }

  private static Engine engine(
      ConfigLoader.Loaded config,
      RuleSet rules,
      List<Check> checks,
      ModelSource learned,
      Outside outside) {
    Metrics metrics = outside.metrics();
    rules.problems().forEach(p -> LOG.warn("{}", p));
    if (rules.names().isEmpty()) {
      LOG.warn("no rules are configured");
    }
    LOG.info("{}: {} rules run, {} were read", rules.origin(), rules.names().size(), read(rules));
    metrics.table("rule_hits_total", "rule", () -> costs(rules, RuleCost::hits));
    metrics.table("rule_cpu_micros_total", "rule", () -> costs(rules, RuleCost::micros));
    return new Engine(
        new CheckRunner(checks, metrics),
        new RuleSides(rules, rules.situation().network()),
        new PersonalVerdicts(learned, classifier(config.settings().bayes(), rules, learned)),
        checks,
        outside);
  }

  private static BayesCheck classifier(BayesSettings bayes, RuleSet rules, ModelSource learned) {
    return new BayesCheck(learned, bayes, name -> rules.pointsOf(name, 0));
  }

  private static int read(RuleSet rules) {
    return rules.book().rules().size();
  }

  private static Map<String, Long> costs(RuleSet rules, ToLongFunction<RuleCost> of) {
    return rules.costs().stream().collect(Collectors.toMap(RuleCost::rule, of::applyAsLong));
  }

  /** Where lessons are kept, as it is configured. */
  private static LogOpener trainingLog(LearnSettings settings) {
    return new LogOpener() {
      @Override
      public TrainingLog open() throws IOException {
        return EmbeddedLog.open(settings.dir(), settings.lockTimeout());
      }

      @Override
      public Optional<EmbeddedLog> openToRead() throws IOException {
        return EmbeddedLog.openToRead(settings.dir(), settings.lockTimeout());
      }
    };
  }

  /** What teaches the classifier; close it in the end. */
  public static Trainer trainer(MailweirSettings settings) {
    LearnSettings learn = settings.learn();
    return Trainer.open(trainingLog(learn), learn, settings.bayes());
  }

  /** What the classifier has learned until now, for commands that only look. */
  public static ModelSource learned(MailweirSettings settings) {
    return settings.bayes().enabled()
        ? LearnedModel.read(trainingLog(settings.learn()), settings.bayes())
        : () -> null;
  }

  public static Decider decider(MailweirSettings settings, AllowedSenders allowed) {
    return new Decider(new PolicyTable(settings.policy(), settings.recipient()), allowed);
  }

  /** Held mail as lessons, of which others hear, too. */
  public static HeldLesson heldLesson(MailweirSettings settings, Trainer trainer, Pupil pupil) {
    return new HeldLesson(
        new QuarantineFolder(settings.quarantine()),
        new MessageParser(settings.limits()),
        trainer,
        pupil);
  }

  /**
   * Who hears of lessons outside of a daemon, each before the next; close it in the end.
   *
   * @param spamd empty when it is not told anything
   */
  public record Told(Optional<SpamdPupil> spamd) implements AutoCloseable {
    public Pupil pupil() {
      return spamd.<Pupil>map(s -> s).orElse(Pupil.NONE);
    }

    /** What became of it, for people. */
    public Optional<String> summary() {
      return spamd.map(SpamdPupil::summary);
    }

    @Override
    public void close() {
      spamd.ifPresent(SpamdPupil::close);
    }
  }

  public static Told told(MailweirSettings settings) {
    return new Told(spamd(settings.spamd(), new Metrics()));
  }

  private static Optional<SpamdPupil> spamd(SpamdSettings settings, Metrics metrics) {
    return settings.tell() == SpamdSettings.Tell.NONE
        ? Optional.empty()
        : Optional.of(new SpamdPupil(new SpamdTeacher(settings, metrics), metrics));
  }

  /** Who hears of lessons in a daemon, without delaying them; empty when nobody does. */
  static Optional<LaterPupil> later(MailweirSettings settings, Metrics metrics) {
    return spamd(settings.spamd(), metrics).map(pupil -> new LaterPupil(pupil, metrics));
  }

  /** The review of held mail, for the command line. */
  public static ReviewDesk reviewDesk(MailweirSettings settings, CommandLessons lessons) {
    SmtpReinjector reinjector = new SmtpReinjector(settings.reinject(), new Metrics());
    return reviewDesk(
        settings,
        new DecisionRules(() -> settings),
        reinjector,
        lessons,
        new AllowedSenders(settings.stateDir()),
        id -> Optional.empty());
  }

  static ReviewDesk reviewDesk(
      MailweirSettings settings,
      DecisionRules rules,
      Reinjector reinjector,
      Lessons lessons,
      AllowedSenders allowed,
      ReviewDesk.Passages history) {
    QuarantineFolder quarantine = new QuarantineFolder(settings.quarantine());
    return new ReviewDesk(
        quarantine, rules, new Review(quarantine, reinjector), lessons, allowed, history);
  }
}
