package org.mailweir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mailweir.app.Wiring;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.learn.Trainer;
import org.mailweir.learn.foreign.ForeignFiles;
import org.mailweir.learn.foreign.ForeignFormat;
import org.mailweir.store.ForeignCounts;
import picocli.CommandLine.ArgGroup;
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

  @ArgGroup(exclusive = true)
  private @Nullable Import brought;

  /** Instead of messages. */
  static final class Import {
    @Option(
        names = "--from-sa-backup",
        paramLabel = "FILE",
        description = "Import what SpamAssassin learned: what \"sa-learn --backup\" printed.")
    private @Nullable Path spamAssassin;

    @Option(
        names = "--from-bogoutil",
        paramLabel = "FILE",
        description = "Import what bogofilter learned: what \"bogoutil -d wordlist.db\" printed.")
    private @Nullable Path bogofilter;

    @Option(
        names = "--drop-import",
        paramLabel = "spamassassin|bogofilter",
        description = "Take back what was imported.")
    private @Nullable ForeignFormat dropped;
  }

  @Parameters(index = "0", arity = "0..1", paramLabel = "spam|ham|forget")
  private BulkLearner.@Nullable Verb verb;

  @Parameters(index = "1..*", paramLabel = "PATH")
  private List<String> paths = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    if (brought != null && verb == null) {
      return bring(brought);
    }
    if (brought != null || verb == null || paths.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "spam, ham or forget, and a PATH are expected");
    }
    ConfigLoader.Loaded loaded = config.load();
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, MailFiles.bytes(paths));
    LearnReport report = new LearnReport(spec.commandLine().getOut(), err, json, progress);
    boolean good;
    try (Trainer trainer = Wiring.trainer(loaded.settings());
        Wiring.Told told = Wiring.told(loaded.settings());
        BulkLearner learner =
            new BulkLearner(
                loaded.settings(),
                trainer,
                verb,
                teacher == null ? Administrator.name() : teacher,
                report,
                told.pupil())) {
      new MailFiles(System.in).visit(paths, learner);
      learner.finish();
      good = report.isGood();
      told.summary().ifPresent(err::println);
    } finally {
      report.summary();
    }
    return good ? 0 : 1;
  }

  private int bring(Import wanted) throws IOException, ConfigException {
    ForeignCounts counts = counts(wanted);
    String who = teacher == null ? Administrator.name() : teacher;
    try (Trainer trainer = Wiring.trainer(config.load().settings())) {
      trainer.bring(counts, who);
    }
    String what =
        counts.table().length == 0
            ? "what was imported from %s does not count any more%n"
            : "imported what %s learned of %d spam and %d ham; it counts less the more is learned%n";
    spec.commandLine()
        .getOut()
        .printf(what, counts.format(), counts.spamMessages(), counts.hamMessages());
    return 0;
  }

  private static ForeignCounts counts(Import wanted) throws IOException {
    if (wanted.spamAssassin != null) {
      return ForeignFiles.read(wanted.spamAssassin, ForeignFormat.SPAMASSASSIN);
    }
    if (wanted.bogofilter != null) {
      return ForeignFiles.read(wanted.bogofilter, ForeignFormat.BOGOFILTER);
    }
    String format = wanted.dropped == null ? "" : wanted.dropped.word();
    return new ForeignCounts(format, 0, 0, new byte[0]);
  }
}
