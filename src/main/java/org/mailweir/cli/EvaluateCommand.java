package org.mailweir.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mailweir.app.Wiring;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.evaluate.BayesEngine;
import org.mailweir.evaluate.Engine;
import org.mailweir.evaluate.Evaluation;
import org.mailweir.evaluate.Figures;
import org.mailweir.evaluate.Judged;
import org.mailweir.evaluate.LabelledFile;
import org.mailweir.evaluate.Plot;
import org.mailweir.evaluate.Training;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says how well Mailweir would do on labelled mail. Nothing of what is taught here is kept. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Classifies labelled mail in its order and teaches each message after it was classified"
            + " (the protocol of TREC's spam track), with a classifier of its own that knows"
            + " nothing at the start; prints how often it was wrong.")
final class EvaluateCommand implements Callable<Integer> {

  private static final Gson GSON = new GsonBuilder().serializeSpecialFloatingPointValues().create();

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--index",
      required = true,
      paramLabel = "FILE",
      description = "A line spam<TAB>PATH or ham<TAB>PATH a message; PATH counts from FILE.")
  private Path index = Path.of("index");

  @Option(
      names = "--engine",
      description =
          "bayes (unless told), rules, or all together; what others say (DNS, virus scanner) is"
              + " left out, since it is of another day.")
  private EngineName engine = EngineName.BAYES;

  @Option(
      names = "--train",
      paramLabel = "WHEN",
      description =
          "Whose labels come back: immediate (unless told), delayed:N messages later; or those of"
              + " the first thousand and then on-error, or of half of those that were unsure.")
  private String train = "immediate";

  @Option(names = "--shuffle", paramLabel = "SEED", description = "In another order.")
  private @Nullable Long shuffle;

  @Option(
      names = "--noise",
      paramLabel = "PERCENT",
      description = "So many of the labels that come back are wrong; what is disputed is parked.")
  private String noise = "0";

  @Option(names = "--out", paramLabel = "FILE", description = "A line for each message.")
  private @Nullable Path out;

  @Option(
      names = "--plot",
      paramLabel = "FILE.svg",
      description = "The ROC, and the errors over the course of the stream.")
  private @Nullable Path plot;

  @Option(names = "--json", description = "The figures as one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  private enum EngineName {
    BAYES,
    RULES,
    ALL
  }

  private record Shown(Figures figures, long told, long disputed, long modelBytes) {}

  @Override
  public Integer call() throws Exception {
    Training training = training();
    ConfigLoader.Loaded loaded = config.load();
    List<LabelledFile> files = LabelledFile.read(index);
    if (shuffle != null) {
      files = LabelledFile.shuffled(files, shuffle);
    }
    Evaluation.Outcome outcome = run(loaded, training, files);
    show(outcome);
    return 0;
  }

  private Training training() {
    try {
      double percent = Double.parseDouble(noise.replace("%", ""));
      if (!(percent >= 0 && percent <= 50)) {
        throw new IllegalArgumentException("--noise: 0 to 50 percent is expected");
      }
      return Training.of(train, percent / 100);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Evaluation.Outcome run(
      ConfigLoader.Loaded loaded, Training training, List<LabelledFile> files)
      throws IOException, InterruptedException, ConfigException {
    var settings = loaded.settings();
    BayesEngine bayes = new BayesEngine(settings.limits(), settings.bayes());
    if (engine == EngineName.BAYES) {
      return evaluate(bayes, training, files, Runtime.getRuntime().availableProcessors());
    }
    boolean all = engine == EngineName.ALL;
    RulesEngine.Opening opening =
        () -> new Analyst(loaded, all ? bayes::model : () -> null, Wiring.Reach.LOCAL);
    try (RulesEngine rules = new RulesEngine(opening, bayes, all, settings.policy().tag())) {
      return evaluate(rules, training, files, 1);
    }
  }

  private <P> Evaluation.Outcome evaluate(
      Engine<P> with, Training training, List<LabelledFile> files, int threads)
      throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    boolean terminal = System.console() != null && !json;
    Evaluation.Outcome outcome =
        new Evaluation<>(with, training)
            .run(
                files,
                threads,
                done -> {
                  if (terminal && (done % 100 == 0 || done == files.size())) {
                    err.printf("\r%d of %d", done, files.size());
                    err.flush();
                  }
                });
    if (terminal) {
      err.println();
    }
    return outcome;
  }

  private void show(Evaluation.Outcome outcome) throws IOException {
    Figures figures = Figures.of(outcome.judged());
    PrintWriter print = spec.commandLine().getOut();
    if (out != null) {
      Files.write(out, outcome.judged().stream().map(EvaluateCommand::line).toList());
    }
    if (plot != null) {
      String title = index + ": 1-ROCA " + String.format(Locale.ROOT, "%.4f %%", figures.roca());
      Files.writeString(plot, Plot.svg(title, outcome.judged()));
    }
    if (json) {
      print.println(
          GSON.toJson(new Shown(figures, outcome.told(), outcome.disputed(), outcome.bytes())));
    } else {
      print(print, figures, outcome);
    }
  }

  private static void print(PrintWriter print, Figures f, Evaluation.Outcome outcome) {
    print.printf(Locale.ROOT, "messages         %d ham, %d spam%n", f.ham(), f.spam());
    print.printf(
        Locale.ROOT,
        "labels           %d told, %d of them disputed%n",
        outcome.told(),
        outcome.disputed());
    print.printf(Locale.ROOT, "1-ROCA           %.4f %%%n", f.roca());
    print.printf(Locale.ROOT, "lam              %.3f %%%n", f.lam());
    print.printf(Locale.ROOT, "ham called spam  %.3f %%%n", f.hm());
    print.printf(Locale.ROOT, "spam called ham  %.3f %%%n", f.sm());
    print.printf(Locale.ROOT, "sm at hm 0.1 %%   %.3f %%%n", f.smAtHm01());
    print.printf(Locale.ROOT, "sm at hm 1 %%     %.3f %%%n", f.smAtHm1());
    if (!Double.isNaN(f.ece())) {
      print.printf(Locale.ROOT, "calibration      %.2f %% off%n", f.ece());
    }
    print.printf(Locale.ROOT, "time             %.0f us a message (median)%n", f.micros());
    print.printf(Locale.ROOT, "model            %.1f MB%n", outcome.bytes() / 1e6);
  }

  private static String line(Judged j) {
    return String.format(
        Locale.ROOT,
        "%s\t%s\t%.6f\t%.6f",
        j.label().name().toLowerCase(Locale.ROOT),
        j.name(),
        j.score(),
        j.probability());
  }
}
