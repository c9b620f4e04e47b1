package org.mailweir.cli;

import static org.mailweir.cli.TerminalText.printable;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailweir.app.Wiring;
import org.mailweir.config.ConfigException;
import org.mailweir.learn.LessonResult;
import org.mailweir.learn.Trainer;
import org.mailweir.store.ForeignCounts;
import org.mailweir.store.Lesson;
import org.mailweir.store.LessonFilter;
import org.mailweir.store.LessonKind;
import org.mailweir.store.LessonStatus;
import org.mailweir.store.LogSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the classifier was taught: lists, takes back, and settles what is disputed. */
@Command(
    name = "lessons",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|undo|confirm|discard|stats",
    description =
        "Lists what the classifier was taught, takes lessons back, settles disputed ones.")
final class LessonsCommand {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  @Spec private CommandSpec spec = CommandSpec.create();

  private record Line(
      long number,
      String when,
      String kind,
      String status,
      String teacher,
      String source,
      double weight,
      String messageId,
      String subject,
      String digest) {

    static Line of(Lesson lesson) {
      return new Line(
          lesson.number(),
          lesson.when().toString(),
          word(lesson.kind()),
          word(lesson.status()),
          lesson.teacher(),
          lesson.source(),
          lesson.weight(),
          lesson.messageId(),
          lesson.subject(),
          lesson.digest());
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists lessons, newest first.")
  int list(
      @Mixin ConfigOption config,
      @Option(names = "--json", description = "One JSON object a line.") boolean json,
      @Option(names = "--status", description = "${COMPLETION-CANDIDATES}")
          @Nullable LessonStatus status,
      @Option(names = "--kind", description = "${COMPLETION-CANDIDATES}") @Nullable LessonKind kind,
      @Option(names = "--teacher", paramLabel = "NAME", description = "Only his.")
          @Nullable String teacher,
      @Option(names = "--limit", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}")
          int limit)
      throws IOException, ConfigException {
    PrintWriter out = spec.commandLine().getOut();
    try (Trainer trainer = Wiring.trainer(config.load().settings())) {
      for (Lesson lesson : trainer.lessons(new LessonFilter(status, kind, teacher, null, limit))) {
        out.println(json ? GSON.toJson(Line.of(lesson)) : text(lesson));
      }
    }
    return 0;
  }

  private static String text(Lesson lesson) {
    return String.format(
        Locale.ROOT,
        "%6d  %s  %-4s %-8s  %s, %s%s  %s",
        lesson.number(),
        lesson.when().toString().substring(0, 16),
        word(lesson.kind()),
        word(lesson.status()),
        printable(lesson.teacher()),
        printable(lesson.source()),
        lesson.weight() < 1 ? String.format(Locale.ROOT, ", weight %.2f", lesson.weight()) : "",
        printable(lesson.subject()));
  }

  @Command(mixinStandardHelpOptions = true, description = "Takes lessons back.")
  int undo(
      @Mixin ConfigOption config,
      @Parameters(arity = "1..*", paramLabel = "NUMBER") List<Long> numbers)
      throws IOException, ConfigException {
    return settle(config, numbers, Trainer::undo);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Puts disputed lessons in force: the teacher is right, the classifier wrong.")
  int confirm(
      @Mixin ConfigOption config,
      @Parameters(arity = "1..*", paramLabel = "NUMBER") List<Long> numbers)
      throws IOException, ConfigException {
    return settle(config, numbers, Trainer::confirm);
  }

  @Command(mixinStandardHelpOptions = true, description = "Throws disputed lessons away.")
  int discard(
      @Mixin ConfigOption config,
      @Parameters(arity = "1..*", paramLabel = "NUMBER") List<Long> numbers)
      throws IOException, ConfigException {
    return settle(config, numbers, Trainer::discard);
  }

  /** What is done with a lesson. */
  private interface Settling {
    LessonResult on(Trainer trainer, long number, String who) throws IOException;
  }

  private int settle(ConfigOption config, List<Long> numbers, Settling settling)
      throws IOException, ConfigException {
    boolean good = true;
    try (Trainer trainer = Wiring.trainer(config.load().settings())) {
      for (long number : numbers) {
        LessonResult result = settling.on(trainer, number, Administrator.name());
        spec.commandLine().getOut().println(number + ": " + LessonWords.of(result));
        good &= !(result instanceof LessonResult.Refused);
      }
    }
    return good ? 0 : 1;
  }

  @Command(mixinStandardHelpOptions = true, description = "How much the classifier was taught.")
  int stats(
      @Mixin ConfigOption config,
      @Option(names = "--json", description = "One JSON object.") boolean json)
      throws IOException, ConfigException {
    PrintWriter out = spec.commandLine().getOut();
    try (Trainer trainer = Wiring.trainer(config.load().settings())) {
      LogSize size = trainer.size();
      if (json) {
        out.println(GSON.toJson(size));
      } else {
        out.printf(Locale.ROOT, "spam      %d%nham       %d%n", size.spam(), size.ham());
        out.printf(Locale.ROOT, "disputed  %d%nundone    %d%n", size.disputed(), size.undone());
        out.printf(
            Locale.ROOT,
            "can be undone  %d lessons, %d KiB%n",
            size.withFeatures(),
            size.featureBytes() >> 10);
        for (ForeignCounts counts : trainer.imports()) {
          out.printf(
              Locale.ROOT,
              "imported  %s: %d spam, %d ham%n",
              counts.format(),
              counts.spamMessages(),
              counts.hamMessages());
        }
      }
    }
    return 0;
  }
}
