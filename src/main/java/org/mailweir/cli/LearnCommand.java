package org.mailweir.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mailweir.app.Wiring;
import org.mailweir.config.ConfigLoader;
import org.mailweir.learn.Trainer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Teaches the classifier from files. */
@Command(
    name = "learn",
    mixinStandardHelpOptions = true,
    description = {
      "Teaches the classifier messages of files, folders, Maildirs and mbox files; - is standard"
          + " input.",
      "The same message counts once, so that it can be repeated; the opposite moves it over; forget"
          + " takes it back. It works while the daemon runs, which knows it within a second."
    })
final class LearnCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(names = "--json", description = "One JSON object a line.")
  private boolean json;

  @Option(
      names = "--teacher",
      paramLabel = "NAME",
      description = "Who teaches, for the list of lessons. Default: the user.")
  private @Nullable String teacher;

  @Parameters(index = "0", paramLabel = "spam|ham|forget")
  private BulkLearner.@Nullable Verb verb;

  @Parameters(index = "1..*", paramLabel = "PATH")
  private List<String> paths = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (verb == null || paths.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "spam, ham or forget, and a PATH are expected");
    }
    ConfigLoader.Loaded loaded = config.load();
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, MailFiles.bytes(paths));
    LearnReport report = new LearnReport(spec.commandLine().getOut(), err, json, progress);
    boolean good;
    try (Trainer trainer = Wiring.trainer(loaded.settings());
        BulkLearner learner =
            new BulkLearner(
                loaded.settings(),
                trainer,
                verb,
                teacher == null ? Administrator.name() : teacher,
                report)) {
      new MailFiles(System.in).visit(paths, learner);
      learner.finish();
      good = report.isGood();
    } finally {
      report.summary();
    }
    return good ? 0 : 1;
  }
}
