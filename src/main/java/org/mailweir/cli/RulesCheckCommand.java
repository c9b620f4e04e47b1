package org.mailweir.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.mailweir.app.Wiring;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.check.rules.language.RuleProblem;
import org.mailweir.check.rules.language.SettingNote;
import org.mailweir.check.rules.language.SettingNote.Fate;
import org.mailweir.config.ConfigLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads the rule files and reports what became of each line that is no rule. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Reads the rule files and names every line that has no effect, with file, line and remedy.",
      "Then says what becomes of the settings in them: taken over, to be written elsewhere, or"
          + " without a counterpart. Exit code 2 if there are problems."
    })
final class RulesCheckCommand implements Callable<Integer> {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Option(
      names = "--stock",
      description = "Report the settings in SpamAssassin's stock folder, too, not only yours.")
  private boolean stock;

  @Spec private CommandSpec spec = CommandSpec.create();

  private record Problem(String file, int line, String what, String remedy) {}

  /**
   * Lines of one file that have the same fate.
   *
   * @param line the first of them
   * @param lines how many there are
   */
  private record Setting(
      String file, int line, int lines, String text, String fate, String explanation) {}

  private record Report(
      String origin,
      int read,
      int run,
      long facts,
      List<Problem> problems,
      List<Setting> settings) {}

  @Override
  public Integer call() throws Exception {
    ConfigLoader.Loaded loaded = config.load();
    RuleSet rules = Wiring.rules(loaded);
    List<Path> stockDirs = loaded.settings().rules().stockDirs();
    Report report =
        new Report(
            rules.origin(),
            rules.book().rules().size(),
            rules.names().size(),
            rules.names().stream().filter(name -> name.startsWith("__")).count(),
            rules.problems().stream().map(RulesCheckCommand::problem).toList(),
            settings(rules.book().notes().stream().filter(n -> isShown(n, stockDirs)).toList()));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(GSON.toJson(report));
    } else {
      print(report, out);
    }
    return report.problems().isEmpty() ? 0 : 2;
  }

  private boolean isShown(SettingNote note, List<Path> stockDirs) {
    Path file = Path.of(note.where().file());
    return stock || stockDirs.stream().noneMatch(file::startsWith);
  }

  private static Problem problem(RuleProblem problem) {
    return new Problem(
        problem.where().file(), problem.where().line(), problem.what(), problem.remedy());
  }

  private static List<Setting> settings(List<SettingNote> notes) {
    Map<List<Object>, List<SettingNote>> groups = new LinkedHashMap<>();
    for (SettingNote note : notes) {
      groups
          .computeIfAbsent(
              List.of(note.where().file(), note.word(), note.explanation()),
              key -> new ArrayList<>())
          .add(note);
    }
    return groups.values().stream().map(RulesCheckCommand::setting).toList();
  }

  private static Setting setting(List<SettingNote> same) {
    SettingNote first = same.getFirst();
    String text = same.size() == 1 ? first.line() : first.word();
    return new Setting(
        first.where().file(),
        first.where().line(),
        same.size(),
        text.length() <= 60 ? text : text.substring(0, 57) + "...",
        first.fate().toString(),
        first.explanation());
  }

  private static void print(Report report, PrintWriter out) {
    out.println(report.origin());
    for (Problem p : report.problems()) {
      out.println(p.file() + ":" + p.line() + ": " + p.what() + "; " + p.remedy());
    }
    for (Fate fate : Fate.values()) {
      print(fate, report.settings().stream().filter(s -> s.fate().equals(fate.toString())), out);
    }
    out.println(
        "%d rules read, %d run, %d of them facts; %d problems"
            .formatted(report.read(), report.run(), report.facts(), report.problems().size()));
  }

  private static void print(Fate fate, Stream<Setting> settings, PrintWriter out) {
    List<Setting> all = settings.toList();
    if (all.isEmpty()) {
      return;
    }
    out.println();
    out.println("Settings: " + fate);
    for (Setting s : all) {
      String count = s.lines() == 1 ? "" : " and " + (s.lines() - 1) + " more";
      out.println(
          "  " + s.file() + ":" + s.line() + count + ": " + s.text() + ": " + s.explanation());
    }
    out.println();
  }
}
