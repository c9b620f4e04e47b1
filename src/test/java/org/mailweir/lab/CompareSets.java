package org.mailweir.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.RuleFilesException;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.check.rules.RuleSource;
import org.mailweir.check.rules.RulesSettings;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.RawMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;

/**
 * Scores the same messages with Mailweir's own rules and with those of the installed SpamAssassin,
 * without a classifier and without a network, at the threshold 5.0: {@code CompareSets --own
 * RULES-FOLDER [--step N] --folder FOLDER…}.
 *
 * <p>Each message is scored as a file, where nobody knows who brought it, and then, where the
 * folder's {@code meta.tsv} tells, with the client that XFORWARD would name.
 */
public final class CompareSets {

  private static final double THRESHOLD = 5.0;

  /** How one set did with one folder. */
  private static final class Count {
    private int spam;
    private int caught;
    private int ham;
    private int wrong;

    void add(boolean isSpam, double points) {
      boolean high = points >= THRESHOLD;
      if (isSpam) {
        spam++;
        caught += high ? 1 : 0;
      } else {
        ham++;
        wrong += high ? 1 : 0;
      }
    }

    List<String> cells() {
      return List.of(
          caught + "/" + spam, percent(caught, spam), wrong + "/" + ham, percent(wrong, ham));
    }

    private static String percent(int part, int whole) {
      return whole == 0 ? "" : String.format(Locale.ROOT, "%.2f", 100.0 * part / whole);
    }
  }

  private record Contender(String name, WholeRules rules) {}

  private final MessageParser parser = new MessageParser(ParseLimits.DEFAULT);
  private final List<Contender> contenders;
  private final TextTable table =
      new TextTable("folder", "told of the client", "rules", "spam", "caught %", "ham", "wrong %");

  private CompareSets(List<Contender> contenders) {
    this.contenders = contenders;
  }

  public static void main(String[] args) throws Exception {
    Options options = Options.of(args, "--own", "--step", "--folder");
    Path own = Path.of(options.first("--own").orElseThrow());
    CompareSets run =
        new CompareSets(
            List.of(
                contender("own", RulesSettings.DEFAULT.own(List.of("*.cf")), own),
                contender("installed", RulesSettings.DEFAULT.from(RuleSource.SPAMASSASSIN), own)));
    Thread deep = new Thread(null, () -> run.folders(options), "rules", 16 << 20);
    deep.start();
    deep.join();
    System.out.print(run.table);
  }

  private static Contender contender(String name, RulesSettings settings, Path folder)
      throws RuleFilesException {
    return new Contender(name, new WholeRules(RuleSet.load(settings, folder)));
  }

  private void folders(Options options) {
    try {
      for (String name : options.all("--folder")) {
        Path folder = Path.of(name);
        List<String> lines = Files.readAllLines(folder.resolve("index.tsv"));
        folder(folder, lines, options.number("--step", 1), null);
        if (Files.exists(folder.resolve("meta.tsv"))) {
          folder(folder, lines, options.number("--step", 1), KnownClients.of(folder));
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void folder(Path folder, List<String> index, int step, @Nullable KnownClients clients)
      throws IOException, InterruptedException {
    List<Count> counts = contenders.stream().map(c -> new Count()).toList();
    for (int i = 0; i < index.size(); i += step) {
      String[] columns = index.get(i).split("\t");
      RawMessage raw = InMemoryMessage.canonical(Files.readAllBytes(folder.resolve(columns[1])));
      ParsedMessage message = parser.parse(raw);
      KnownClients.Sender sender = clients == null ? null : clients.of(columns[1]);
      for (int c = 0; c < contenders.size(); c++) {
        double points = WholeRules.points(contenders.get(c).rules().findings(message, raw, sender));
        counts.get(c).add(columns[0].equals("spam"), points);
      }
    }
    for (int c = 0; c < contenders.size(); c++) {
      List<String> cells = new ArrayList<>();
      cells.add(folder.getFileName().toString());
      cells.add(clients == null ? "no" : "yes");
      cells.add(contenders.get(c).name());
      cells.addAll(counts.get(c).cells());
      table.row(cells);
    }
  }
}
