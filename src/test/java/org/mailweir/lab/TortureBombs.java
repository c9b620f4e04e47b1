package org.mailweir.lab;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckRunner;
import org.mailweir.check.attachments.AttachmentSettings;
import org.mailweir.check.attachments.AttachmentsCheck;
import org.mailweir.check.bayes.BayesCheck;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.check.bayes.FeatureReader;
import org.mailweir.check.bayes.Label;
import org.mailweir.check.bayes.Model;
import org.mailweir.check.form.DefectsCheck;
import org.mailweir.check.form.FormCheck;
import org.mailweir.check.rules.RuleFilesException;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.check.rules.RuleSource;
import org.mailweir.check.rules.RulesConclusions;
import org.mailweir.check.rules.RulesEvidence;
import org.mailweir.check.rules.RulesSettings;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;

/**
 * Runs every bomb through the parser and all checks, and measures what it costs: CPU time of the
 * thread, and live heap beyond the message itself, both while it runs (as the garbage collector
 * finds it) and what the answer holds; with our own rules and with SpamAssassin's. Prints a line
 * for each and one with all figures last; exits with 0 only when each stays within 2 CPU seconds
 * and 64 MB.
 *
 * <p>Arguments: names of bombs; none means all.
 */
public final class TortureBombs {

  private static final double MAX_CPU_SECONDS = 2;
  private static final double MAX_HEAP_MB = 64;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final List<MemoryPoolMXBean> POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();

  private static final Model LEARNT = taught();

  private final MessageParser parser = new MessageParser(ParseLimits.DEFAULT);
  private final RuleSource source;
  private final CheckRunner checks;

  private TortureBombs(RuleSource source, RuleSet rules) {
    this.source = source;
    this.checks = checks(rules);
  }

  /** What one bomb cost. */
  private record Cost(double cpuSeconds, double heapMb) {
    boolean isFine() {
      return cpuSeconds <= MAX_CPU_SECONDS && heapMb <= MAX_HEAP_MB;
    }
  }

  public static void main(String[] names) {
    List<Bombs> bombs =
        names.length == 0
            ? List.of(Bombs.values())
            : Arrays.stream(names).map(Bombs::valueOf).toList();
    int failed = 0;
    double cpu = 0;
    double heap = 0;
    int run = 0;
    for (TortureBombs torture : all()) {
      for (Bombs bomb : bombs) {
        Cost cost = torture.run(bomb);
        run++;
        failed += cost.isFine() ? 0 : 1;
        cpu = Math.max(cpu, cost.cpuSeconds);
        heap = Math.max(heap, cost.heapMb);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "bombs=%d failed=%d max_cpu_s=%.2f max_heap_mb=%.0f%n",
        run,
        failed,
        cpu,
        heap);
    System.exit(failed == 0 ? 0 : 1);
  }

  private Cost run(Bombs bomb) {
    Cost cost;
    String note;
    try (RawMessage message = message(bomb)) {
      long before = live();
      long start = THREADS.getCurrentThreadCpuTime();
      ParsedMessage parsed = examine(message);
      double cpu = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
      long during = afterLastCollection();
      double heap = Math.max(during, live()) - before;
      cost = new Cost(cpu, Math.max(0, heap / 1024 / 1024));
      note = parsed.leaves().size() + " leaves, " + parsed.defects();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      cost = new Cost(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
      note = e.toString();
    }
    System.out.printf(
        Locale.ROOT,
        "%-4s %-12s %-36s %6.3f s %5.0f MB  %.150s%n",
        cost.isFine() ? "ok" : "FAIL",
        source,
        bomb,
        cost.cpuSeconds,
        cost.heapMb,
        note);
    return cost;
  }

  /** Everything that is measured: the parse and all checks over it, rules included. */
  private ParsedMessage examine(RawMessage message) {
    ParsedMessage parsed = parser.parse(message);
    CheckInput input =
        new CheckInput(
            parsed,
            message,
            MailAddress.NULL,
            ClientInfo.UNKNOWN,
            Origin.OUTSIDE,
            List.of(),
            Deadline.after(Duration.ofSeconds(30)));
    try {
      checks.run(input);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return parsed;
  }

  private static CheckRunner checks(RuleSet rules) {
    return new CheckRunner(
        List.of(
            new DefectsCheck(name -> rules.pointsOf(name, DefectsCheck.INFORMATION)),
            new FormCheck(),
            new AttachmentsCheck(AttachmentSettings.DEFAULT, (name, worth) -> worth),
            new RulesEvidence(rules),
            new BayesCheck(TortureBombs::learnt, BayesSettings.DEFAULT, name -> 0),
            new RulesConclusions(rules)),
        new Metrics());
  }

  /** One lesson is enough to have every message read for the classifier. */
  private static Model learnt() {
    return LEARNT;
  }

  private static Model taught() {
    Model model = new Model(BayesSettings.DEFAULT);
    ParsedMessage lesson =
        new MessageParser(ParseLimits.DEFAULT).parse(InMemoryMessage.of("Subject: x\n\nwords\n"));
    model.learn(new FeatureReader().read(lesson), Label.SPAM, 1, 20_000);
    return model;
  }

  /** With our own rules, and with SpamAssassin's where they are installed. */
  private static List<TortureBombs> all() {
    List<TortureBombs> all = new ArrayList<>();
    for (RuleSource source : List.of(RuleSource.OWN, RuleSource.SPAMASSASSIN)) {
      try {
        RulesSettings settings = RulesSettings.DEFAULT.from(source);
        all.add(new TortureBombs(source, RuleSet.load(settings, Path.of("etc"))));
      } catch (RuleFilesException e) {
        System.out.println("without " + source + ": " + e.getMessage());
      }
    }
    return all;
  }

  private static RawMessage message(Bombs bomb) {
    byte[] bytes = bomb.message();
    return new InMemoryMessage(bytes, bytes.length, 0, "");
  }

  /** Live heap now. */
  private static long live() {
    System.gc();
    return afterLastCollection();
  }

  /** Live heap as the last collection of each pool found it. */
  private static long afterLastCollection() {
    long used = 0;
    for (MemoryPoolMXBean pool : POOLS) {
      MemoryUsage usage = pool.getCollectionUsage();
      used += usage == null ? 0 : usage.getUsed();
    }
    return used;
  }
}
