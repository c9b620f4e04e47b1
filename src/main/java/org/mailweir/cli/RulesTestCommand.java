package org.mailweir.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.mailweir.app.Wiring;
import org.mailweir.check.CheckInput;
import org.mailweir.check.rules.RuleCost;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.check.rules.RuleTrace;
import org.mailweir.concurrent.Deadline;
import org.mailweir.concurrent.Workers;
import org.mailweir.config.ConfigLoader;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.parse.MessageParser;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the rules, and only them, over messages, and says where each one hit. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description =
        "Runs the rules, but no other check, over messages in files, and says which hit where: in"
            + " which text, in which element of it, and what matched.")
final class RulesTestCommand implements Callable<Integer> {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final int COSTLIEST = 20;

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Option(names = "--facts", description = "Show facts (__NAME) that hit, too.")
  private boolean facts;

  @Option(names = "--cpu", description = "At the end, name the rules that took longest.")
  private boolean cpu;

  @Parameters(arity = "1..*", paramLabel = "FILE")
  private List<String> paths = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  private record Tested(String path, double score, List<RuleTrace> rules) {}

  @Override
  public Integer call() throws Exception {
    ConfigLoader.Loaded loaded = config.load();
    RuleSet rules = Wiring.rules(loaded);
    try (Workers workers = new Workers("rules", 1)) {
      Run run = new Run(loaded, rules, workers);
      new MailFiles(System.in).visit(paths, run);
      if (cpu) {
        rules.costliest(COSTLIEST).forEach(this::print);
      }
      return run.unreadable == 0 ? 0 : 1;
    }
  }

  private final class Run implements MailFiles.Visitor {
    private final ConfigLoader.Loaded loaded;
    private final RuleSet rules;
    private final Workers workers;
    private final MessageParser parser;
    private int unreadable;

    Run(ConfigLoader.Loaded loaded, RuleSet rules, Workers workers) {
      this.loaded = loaded;
      this.rules = rules;
      this.workers = workers;
      this.parser = new MessageParser(loaded.settings().limits());
    }

    @Override
    public void message(String name, InMemoryMessage message) throws Exception {
      Duration most = loaded.settings().analysis().hardDeadline();
      List<RuleTrace> traces = workers.submit(() -> rules.trace(input(message))).get(most);
      print(name, traces);
    }

    /** A file tells neither the sender of the envelope nor the client. */
    private CheckInput input(InMemoryMessage message) {
      return new CheckInput(
          parser.parse(message),
          message,
          MailAddress.NULL,
          ClientInfo.UNKNOWN,
          Origin.OUTSIDE,
          List.of(),
          Deadline.after(loaded.settings().analysis().softDeadline()));
    }

    @Override
    public void unreadable(String name, IOException why) {
      unreadable++;
      spec.commandLine().getErr().println("mailweir: " + name + " cannot be read: " + why);
    }
  }

  private void print(String name, List<RuleTrace> all) {
    List<RuleTrace> shown =
        all.stream()
            .filter(trace -> facts || !trace.rule().startsWith("__"))
            .sorted(
                Comparator.comparingDouble(RuleTrace::points)
                    .reversed()
                    .thenComparing(RuleTrace::rule))
            .toList();
    double score = Math.round(all.stream().mapToDouble(RuleTrace::points).sum() * 1000) / 1000.0;
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(GSON.toJson(new Tested(name, score, shown)));
      return;
    }
    out.println(name);
    shown.forEach(trace -> out.println(text(trace)));
    out.println(String.format(Locale.ROOT, "%8.3f total", score));
  }

  private static String text(RuleTrace trace) {
    String times = trace.hits() == 1 ? "" : " " + trace.hits() + " times";
    String element = trace.element() < 0 ? "" : " [" + trace.element() + "]";
    String match = trace.match().isEmpty() ? "" : ": \"" + trace.match() + "\"";
    return String.format(
        Locale.ROOT,
        "%8.3f %s%s (%s%s)%s",
        trace.points(),
        trace.rule(),
        times,
        trace.text(),
        element,
        match);
  }

  private void print(RuleCost cost) {
    spec.commandLine()
        .getOut()
        .println(
            json
                ? GSON.toJson(cost)
                : String.format(
                    Locale.ROOT,
                    "%8d us in %d runs, %d hits: %s",
                    cost.micros(),
                    cost.runs(),
                    cost.hits(),
                    cost.rule()));
  }
}
