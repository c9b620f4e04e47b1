package org.mailweir.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mailweir.check.CheckInput;
import org.mailweir.check.Finding;
import org.mailweir.check.form.DefectsCheck;
import org.mailweir.check.form.FormCheck;
import org.mailweir.check.rules.RuleCost;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.check.rules.RulesConclusions;
import org.mailweir.check.rules.RulesEvidence;
import org.mailweir.check.rules.RulesSettings;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;

/**
 * Writes which rules hit which message of a folder, the raw material for fitting scores to one's
 * own mail: {@code RuleHits RULES-FOLDER MAIL-FOLDER OUT [STEP]}.
 *
 * <p>The mail folder holds {@code index.tsv} (label TAB path); if there is a {@code meta.tsv} with
 * the columns path, env_from, client_ip, helo and rdns, the checks are told of that client as
 * XFORWARD would. OUT gets one line a message: label TAB path TAB points TAB {@code NAME=points} …,
 * facts left out. STEP takes every n-th message only. The last line on standard output is {@code
 * messages=… micros_parse=… micros_check=…} (CPU, mean); before it stand the costliest rules.
 */
public final class RuleHits {

  private static final int COSTLIEST = 12;

  private record Sender(String from, ClientInfo client) {
    static final Sender UNKNOWN = new Sender("", ClientInfo.UNKNOWN);
  }

  private final MessageParser parser = new MessageParser(ParseLimits.DEFAULT);
  private final Path folder;
  private final RuleSet rules;
  private final Map<String, Sender> senders = new HashMap<>();
  private long parseNanos;
  private long checkNanos;

  private RuleHits(RuleSet rules, Path folder) {
    this.rules = rules;
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    RulesSettings settings = RulesSettings.DEFAULT.own(List.of("*.cf"));
    RuleSet rules = RuleSet.load(settings, Path.of(args[0]));
    rules.problems().forEach(System.err::println);
    RuleHits hits = new RuleHits(rules, Path.of(args[1]));
    int step = args.length > 3 ? Integer.parseInt(args[3]) : 1;
    Thread deep = new Thread(null, () -> hits.run(Path.of(args[2]), step), "rules", 16 << 20);
    deep.start();
    deep.join();
  }

  private void run(Path out, int step) {
    try (PrintStream lines = new PrintStream(Files.newOutputStream(out), false, "UTF-8")) {
      readSenders();
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

  private void readSenders() throws IOException {
    Path meta = folder.resolve("meta.tsv");
    if (!Files.exists(meta)) {
      return;
    }
    List<String> lines =
        new String(Files.readAllBytes(meta), StandardCharsets.UTF_8).lines().toList();
    List<String> names = List.of(lines.getFirst().split("\t", -1));
    for (String line : lines.subList(1, lines.size())) {
      Map<String, String> row = new HashMap<>();
      String[] values = line.split("\t", -1);
      for (int i = 0; i < Math.min(values.length, names.size()); i++) {
        row.put(names.get(i), values[i]);
      }
      senders.put(row.getOrDefault("path", ""), sender(row));
    }
  }

  private static Sender sender(Map<String, String> row) {
    String address = row.getOrDefault("client_ip", "");
    ClientInfo client =
        address.isEmpty()
            ? ClientInfo.UNKNOWN
            : new ClientInfo(
                row.getOrDefault("rdns", ""),
                address,
                null,
                "ESMTP",
                row.getOrDefault("helo", ""),
                null,
                null);
    return new Sender(row.getOrDefault("env_from", ""), client);
  }

  private String examine(String path) throws IOException, InterruptedException {
    RawMessage raw = InMemoryMessage.canonical(Files.readAllBytes(folder.resolve(path)));
    long start = cpu();
    ParsedMessage message = parser.parse(raw);
    long parsed = cpu();
    List<Finding> findings = check(message, raw, senders.getOrDefault(path, Sender.UNKNOWN));
    checkNanos += cpu() - parsed;
    parseNanos += parsed - start;
    double points = findings.stream().mapToDouble(Finding::points).sum();
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

  private List<Finding> check(ParsedMessage message, RawMessage raw, Sender sender)
      throws InterruptedException {
    List<Finding> all = new ArrayList<>();
    CheckInput input = input(message, raw, sender, all);
    all.addAll(
        new DefectsCheck(name -> rules.pointsOf(name, DefectsCheck.INFORMATION))
            .check(input)
            .findings());
    all.addAll(new FormCheck().check(input).findings());
    all.addAll(new RulesEvidence(rules).check(input).findings());
    all.addAll(new RulesConclusions(rules).check(input(message, raw, sender, all)).findings());
    return all;
  }

  private static CheckInput input(
      ParsedMessage message, RawMessage raw, Sender sender, List<Finding> evidence) {
    return new CheckInput(
        message,
        raw,
        new MailAddress(sender.from()),
        sender.client(),
        Origin.OUTSIDE,
        evidence,
        Deadline.after(Duration.ofSeconds(30)));
  }
}
