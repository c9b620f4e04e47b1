package org.mailweir.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.Analysis;
import org.mailweir.check.Finding;
import org.mailweir.check.bayes.Opinion;
import org.mailweir.decide.Threshold;
import org.mailweir.decide.Verdict;
import org.mailweir.mail.InMemoryMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores messages in files. */
@Command(
    name = "scan",
    mixinStandardHelpOptions = true,
    description =
        "Scores messages in files, folders, Maildirs and mbox files; - is standard input.")
final class ScanCommand implements Callable<Integer> {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  @Mixin private ConfigOption config = new ConfigOption();

  @Mixin private LocalOption local = new LocalOption();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Parameters(arity = "1..*", paramLabel = "PATH")
  private List<String> paths = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  private record Rule(String name, double score) {}

  private record Bayes(double probability) {}

  private record Line(
      String path,
      double score,
      String verdict,
      List<Rule> rules,
      @Nullable Bayes bayes,
      List<String> unavailable) {}

  @Override
  public Integer call() throws Exception {
    var loaded = config.load();
    Threshold spam = new Threshold(loaded.settings().policy().tag(), "");
    try (Analyst analyst = new Analyst(loaded, local.reach())) {
      Scan scan = new Scan(analyst, spam);
      new MailFiles(System.in).visit(paths, scan);
      return scan.unreadable == 0 ? 0 : 1;
    }
  }

  /** Prints a line for each message. */
  private final class Scan implements MailFiles.Visitor {
    private final Analyst analyst;
    private final Threshold spam;
    private int unreadable;

    Scan(Analyst analyst, Threshold spam) {
      this.analyst = analyst;
      this.spam = spam;
    }

    @Override
    public void message(String name, InMemoryMessage message) throws Exception {
      Analyst.Examined examined = analyst.examine(message);
      Verdict verdict = examined.verdict();
      String word = spam.reachedBy(verdict.score()) ? "spam" : "ham";
      PrintWriter out = spec.commandLine().getOut();
      out.println(json ? json(name, word, examined) : text(name, word, verdict));
    }

    @Override
    public void unreadable(String name, IOException why) {
      unreadable++;
      spec.commandLine().getErr().println("mailweir: " + name + " cannot be read: " + why);
    }
  }

  private static String text(String name, String word, Verdict verdict) {
    List<String> rules = verdict.findings().stream().map(Finding::name).toList();
    String missing = verdict.missing().isEmpty() ? "" : " unavailable=" + verdict.missing();
    return String.format(
        Locale.ROOT,
        "%7.1f %-4s %s %s%s",
        verdict.score(),
        word,
        name,
        String.join(",", rules),
        missing);
  }

  private static String json(String name, String word, Analyst.Examined examined) {
    Verdict verdict = examined.verdict();
    Opinion opinion = examined.opinion();
    return GSON.toJson(
        new Line(
            name,
            verdict.score(),
            word,
            verdict.findings().stream().map(f -> new Rule(f.name(), f.points())).toList(),
            opinion == null ? null : new Bayes(opinion.probability()),
            verdict.missing().stream().map(Analysis.Missing::toString).toList()));
  }
}
