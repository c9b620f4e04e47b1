package org.mailweir.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.mailweir.app.Wiring;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.check.rules.language.Location;
import org.mailweir.check.rules.language.RuleEntry;
import org.mailweir.check.rules.language.Scores;
import org.mailweir.config.ConfigLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows all that the files say of rules. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Shows a rule: its text, scores, description and flags, where they come from, what it"
            + " overrides, and which metas use it.")
final class RulesShowCommand implements Callable<Integer> {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Parameters(arity = "1..*", paramLabel = "NAME")
  private List<String> names = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  private record Shown(
      String name,
      String text,
      String where,
      List<String> overrides,
      boolean runs,
      double score,
      Scores scores,
      String scoredAt,
      String description,
      List<String> flags,
      int priority,
      List<String> usedBy) {}

  @Override
  public Integer call() throws Exception {
    ConfigLoader.Loaded loaded = config.load();
    RuleSet rules = Wiring.rules(loaded);
    int unknown = 0;
    for (String name : names) {
      Optional<RuleEntry> entry =
          rules.book().rules().stream().filter(rule -> rule.name().equals(name)).findFirst();
      if (entry.isEmpty()) {
        unknown++;
        spec.commandLine().getErr().println("mailweir: there is no rule " + name);
      } else {
        show(shown(entry.get(), rules, loaded));
      }
    }
    return unknown == 0 ? 0 : 1;
  }

  private static Shown shown(RuleEntry rule, RuleSet rules, ConfigLoader.Loaded loaded) {
    Location scored = rule.scored();
    return new Shown(
        rule.name(),
        rule.line(),
        rule.where().toString(),
        rule.overridden().stream().map(Location::toString).toList(),
        rules.names().contains(rule.name()),
        rule.scores().in(loaded.settings().rules().situation()),
        rule.scores(),
        scored == null ? "" : scored.toString(),
        rule.description(),
        rule.flags().words(),
        rule.priority(),
        rules.usersOf(rule.name()));
  }

  private void show(Shown rule) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(GSON.toJson(rule));
      return;
    }
    out.println(rule.text());
    out.println("  defined in " + rule.where());
    rule.overrides().forEach(where -> out.println("  instead of " + where));
    out.println("  " + (rule.runs() ? "runs" : "does not run: " + reason(rule)));
    out.println("  score " + score(rule));
    out.println("  " + rule.description());
    if (!rule.flags().isEmpty()) {
      out.println("  tflags " + String.join(" ", rule.flags()));
    }
    if (rule.priority() != 0) {
      out.println("  priority " + rule.priority());
    }
    if (!rule.usedBy().isEmpty()) {
      out.println("  used by " + String.join(" ", rule.usedBy()));
    }
  }

  private static String reason(Shown rule) {
    return rule.score() == 0
        ? "its score is 0"
        : "it is broken (see rules check), or asks what only other checks can answer";
  }

  private static String score(Shown rule) {
    Scores s = rule.scores();
    boolean one = s.equals(new Scores(s.plain(), s.plain(), s.plain(), s.plain()));
    String all =
        one
            ? ""
            : String.format(
                Locale.ROOT,
                " (plain %s, network %s, bayes %s, both %s)",
                s.plain(),
                s.network(),
                s.bayes(),
                s.bayesAndNetwork());
    String where = rule.scoredAt().isEmpty() ? ", not given" : ", given in " + rule.scoredAt();
    String fact = rule.name().startsWith("__") ? ", which does not count for a fact" : "";
    return rule.score() + all + where + fact;
  }
}
