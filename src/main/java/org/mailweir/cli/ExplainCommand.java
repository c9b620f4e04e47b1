package org.mailweir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailweir.allowed.AllowedSenders;
import org.mailweir.app.Wiring;
import org.mailweir.check.Finding;
import org.mailweir.check.bayes.Clue;
import org.mailweir.check.bayes.Opinion;
import org.mailweir.config.ConfigLoader;
import org.mailweir.decide.Decider;
import org.mailweir.decide.Sent;
import org.mailweir.decide.Verdict;
import org.mailweir.explain.Grounds;
import org.mailweir.explain.Hearing;
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
      classifier(out, analyst.hearing(examined.message()));
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
      decision(out, asked, Grounds.of(decision, verdict));
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

  private static void classifier(PrintWriter out, Hearing hearing) {
    Opinion opinion = hearing.opinion();
    if (opinion == null) {
      return;
    }
    out.println();
    out.printf(
        Locale.ROOT,
        "classifier: probability of spam %.4f, %s%n",
        opinion.probability(),
        opinion.state().name().toLowerCase(Locale.ROOT));
    clues(out, "for spam", hearing.spam());
    clues(out, "against", hearing.ham());
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

  private static void decision(PrintWriter out, String recipient, Grounds grounds) {
    out.println();
    out.printf("%s gets: %s%n", recipient, grounds.gets());
    out.printf("because %s%n", grounds.reason());
    out.printf("decided by policy %s, %s%n", grounds.policy(), grounds.where());
    out.println(
        grounds.thresholds().stream()
            .map(t -> t.effect() + " " + t.points() + " (" + t.where() + ")")
            .collect(Collectors.joining(", ", "thresholds: ", "")));
    if (!grounds.decisive().isEmpty()) {
      out.println("not so without any one of " + String.join(", ", grounds.decisive()));
    }
    if (!grounds.change().isEmpty()) {
      out.println(grounds.change());
    }
  }
}
