package org.mailweir.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.Finding;
import org.mailweir.check.rules.RuleCost;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.check.rules.RulesSettings;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.RawMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;

/**
 * Writes which rules hit which message of a folder, the raw material for fitting scores to one's
 * own mail: {@code RuleHits RULES-FOLDER MAIL-FOLDER OUT [STEP [alone]]}.
 *
 * <p>The mail folder holds {@code index.tsv} (label TAB path); if there is a {@code meta.tsv} with
 * the columns path, env_from, client_ip, helo and rdns, the checks are told of that client as
 * XFORWARD would. OUT gets one line a message: label TAB path TAB points TAB {@code NAME=points} …,
 * facts left out. STEP takes every n-th message only; {@code alone} keeps the client from the
 * checks, as when files are scanned. The last line on standard output is {@code messages=…
 * micros_parse=… micros_check=…} (CPU, mean); before it stand the costliest rules.
 */
public final class RuleHits {

  private static final int COSTLIEST = 12;

  private final MessageParser parser = new MessageParser(ParseLimits.DEFAULT);
  private final Path folder;
  private final RuleSet rules;
  private final WholeRules checks;
  private final @Nullable KnownClients clients;
  private long parseNanos;
  private long checkNanos;

  private RuleHits(RuleSet rules, Path folder, @Nullable KnownClients clients) {
    this.rules = rules;
    this.checks = new WholeRules(rules);
    this.folder = folder;
    this.clients = clients;
  }

  public static void main(String[] args) throws Exception {
    RulesSettings settings = RulesSettings.DEFAULT.own(List.of("*.cf"));
    RuleSet rules = RuleSet.load(settings, Path.of(args[0]));
    rules.problems().forEach(System.err::println);
    Path folder = Path.of(args[1]);
    boolean alone = args.length > 4 && args[4].equals("alone");
    RuleHits hits = new RuleHits(rules, folder, alone ? null : KnownClients.of(folder));
    int step = args.length > 3 ? Integer.parseInt(args[3]) : 1;
    Thread deep = new Thread(null, () -> hits.run(Path.of(args[2]), step), "rules", 16 << 20);
    deep.start();
    deep.join();
  }

  private void run(Path out, int step) {
    try (PrintStream lines = new PrintStream(Files.newOutputStream(out), false, "UTF-8")) {
      List<String> index = Files.readAllLines(folder.resolve("index.tsv"));
      int count = 0;
      for (int i = 0; i < index.size(); i += step) {
        String[] columns = index.get(i).split("\t");
        lines.println(columns[0] + "\t" + columns[1] + "\t" + examine(columns[1]));
        count++;
      }
      for (RuleCost cost : rules.costliest(COSTLIEST)) {
        System.out.println(cost.rule() + " micros=" + cost.micros() / count);
      }
      System.out.printf(
          "messages=%d micros_parse=%d micros_check=%d%n",
          count, parseNanos / 1000 / count, checkNanos / 1000 / count);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String examine(String path) throws IOException, InterruptedException {
    RawMessage raw = InMemoryMessage.canonical(Files.readAllBytes(folder.resolve(path)));
    long start = cpu();
    ParsedMessage message = parser.parse(raw);
    long parsed = cpu();
    List<Finding> findings =
        checks.findings(message, raw, clients == null ? null : clients.of(path));
    checkNanos += cpu() - parsed;
    parseNanos += parsed - start;
    double points = WholeRules.points(findings);
    String names =
        findings.stream()
            .filter(f -> !f.isFact())
            .map(f -> f.name() + "=" + f.points())
            .collect(Collectors.joining(" "));
    return "%.3f\t%s".formatted(points, names);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
