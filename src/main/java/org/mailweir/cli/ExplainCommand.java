package org.mailweir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mailweir.allowed.AllowedSenders;
import org.mailweir.app.Wiring;
import org.mailweir.check.Finding;
import org.mailweir.check.bayes.Clue;
import org.mailweir.check.bayes.Opinion;
import org.mailweir.config.ConfigLoader;
import org.mailweir.decide.Decider;
import org.mailweir.decide.Disposition;
import org.mailweir.decide.RecipientPolicy;
import org.mailweir.decide.Sent;
import org.mailweir.decide.Verdict;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.mail.TransactionId;
import org.mailweir.parse.FromField;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.QuarantineFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why a message gets what it gets. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Says what is found in a message, and which setting of which line decides what a recipient"
            + " gets.")
final class ExplainCommand implements Callable<Integer> {

  /** Words shown on each side. */
  private static final int CLUES = 12;

  @Mixin private ConfigOption config = new ConfigOption();

  @Mixin private LocalOption local = new LocalOption();

  @Option(
      names = "--recipient",
      paramLabel = "ADDRESS",
      description =
          "Whose policy is asked; of a held message its first recipient, if it is left out.")
  private @Nullable String recipient;

  @Parameters(paramLabel = "PATH|ID", description = "A file, - or the id of a held message.")
  private String what = "-";

  @Spec private CommandSpec spec = CommandSpec.create();

  /** A message, and what is known of its envelope: of a file nothing, of a held one all. */
  private record Subject(byte[] bytes, @Nullable HeldMessage held) {}

  @Override
  public Integer call() throws Exception {
    ConfigLoader.Loaded loaded = config.load();
    PrintWriter out = spec.commandLine().getOut();
    Subject subject = subject(loaded);
    String asked = recipientOf(subject);
    try (Analyst analyst = new Analyst(loaded, local.reach())) {
      Analyst.Examined examined = examine(analyst, subject);
      Verdict verdict = examined.verdicts().recipient(new MailAddress(asked));
      findings(out, verdict);
      if (verdict != examined.verdict()) {
        out.println("the classifier says so to " + asked + " alone, who has taught it");
      }
      classifier(out, examined.opinion(), analyst.clues(examined.message()));
      Decider.Explanation decision =
          Wiring.decider(loaded.settings(), new AllowedSenders(loaded.settings().stateDir()))
              .explain(
                  verdict,
                  new Sent(
                      examined.sender(),
                      FromField.address(examined.message().headers().value("From")),
                      Origin.OUTSIDE,
                      subject.held() == null ? ClientInfo.UNKNOWN : subject.held().client()),
                  new MailAddress(asked));
      decision(out, asked, decision, verdict);
    }
    return 0;
  }

  private static Analyst.Examined examine(Analyst analyst, Subject subject) throws Exception {
    InMemoryMessage message = InMemoryMessage.canonical(subject.bytes());
    HeldMessage held = subject.held();
    return held == null
        ? analyst.examine(message)
        : analyst.examine(message, new MailAddress(held.sender()), held.client());
  }

  private String recipientOf(Subject subject) {
    if (recipient != null) {
      return recipient;
    }
    return subject.held() == null
        ? "anybody@localhost"
        : subject.held().recipients().getFirst().address();
  }

  private Subject subject(ConfigLoader.Loaded loaded) throws IOException {
    if (!TransactionId.isValid(what)) {
      return new Subject(
          what.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(what)), null);
    }
    TransactionId id = new TransactionId(what);
    var quarantine = new QuarantineFolder(loaded.settings().quarantine());
    try (InputStream in = quarantine.open(id)) {
      return new Subject(in.readAllBytes(), quarantine.find(id).orElse(null));
    }
  }

  private static void findings(PrintWriter out, Verdict verdict) {
    out.printf(Locale.ROOT, "score %.1f%n", verdict.score());
    for (Finding finding : verdict.findings()) {
      out.printf(
          Locale.ROOT,
          "%7.1f  %-28s %s%n",
          finding.points() + 0.0,
          finding.name(),
          finding.description());
      if (!finding.evidence().isEmpty()) {
        out.printf("%9s%-28s   in: %s%n", "", "", finding.evidence());
      }
    }
    verdict.missing().forEach(m -> out.println("unavailable: " + m));
  }

  private static void classifier(PrintWriter out, @Nullable Opinion opinion, List<Clue> clues) {
    if (opinion == null) {
      return;
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "classifier: probability of spam %.4f, %s%n",
        opinion.probability(),
        opinion.state().name().toLowerCase(Locale.ROOT));
    clues(out, "for spam", clues.stream().filter(c -> c.logOdds() > 0).limit(CLUES).toList());
    clues(out, "against", clues.stream().filter(c -> c.logOdds() < 0).limit(CLUES).toList());
  }

  private static void clues(PrintWriter out, String side, List<Clue> clues) {
    for (Clue clue : clues) {
      out.printf(
          Locale.ROOT,
          "%7.1f  %-9s %-40s in %d spam, %d ham%n",
          clue.logOdds(),
          side,
          clue.name(),
          clue.spam(),
          clue.ham());
    }
  }

  private static void decision(
      PrintWriter out, String recipient, Decider.Explanation decision, Verdict verdict) {
    RecipientPolicy policy = decision.policy();
    out.println();
    out.printf("%s gets: %s%n", recipient, word(decision.disposition()));
    out.printf("because %s%n", decision.disposition().reason());
    out.printf("decided by policy %s, %s%n", policy.name(), decision.where());
    out.printf(
        "thresholds: tag %s (%s), tag_subject %s (%s), hold %s (%s)%n",
        policy.required().text(),
        policy.required().where(),
        policy.tagSubject().text(),
        policy.tagSubject().where(),
        policy.hold().text(),
        policy.hold().where());
    double toSpam = policy.required().points() - verdict.score();
    if (Double.isFinite(toSpam)) {
      out.printf(
          Locale.ROOT,
          toSpam > 0
              ? "%.1f points more would mark it as spam%n"
              : "%.1f points less would let it pass%n",
          toSpam > 0 ? toSpam : -toSpam + 0.1);
    }
  }

  private static String word(Disposition disposition) {
    return switch (disposition) {
      case Disposition.Pass pass -> "the message, not marked as spam";
      case Disposition.Tag tag ->
          "the message, marked as spam" + (tag.subjectTag().isEmpty() ? "" : ", Subject tagged");
      case Disposition.Hold hold -> "nothing: it is held in quarantine";
    };
  }
}
