package org.mailweir.lab;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mailweir.check.CheckInput;

/**
 * Runs SpamAssassin and Mailweir with the same rules over the same messages, and tells where they
 * differ: {@code CompareRules [--messages N] [--examples N] --folder FOLDER…}.
 *
 * <p>CPU is that of the thread that examines one message after the other, when warm: SpamAssassin's
 * without its first messages, Mailweir's after it saw other messages of the same folders. The
 * compiler and the garbage collection of the virtual machine are not in it.
 */
public final class CompareRules {

  private static final int COLD = 20;
  private static final int PORTION = 200;

  /** So many messages later the compiler of the virtual machine has done most of its work. */
  private static final int WARM = 6_000;

  private final List<Path> messages = new ArrayList<>();
  private final List<Path> others = new ArrayList<>();
  private final RuleJudge ours;

  private CompareRules(RuleJudge ours) {
    this.ours = ours;
  }

  public static void main(String[] args) throws Exception {
    Options options = Options.of(args, "--messages", "--examples", "--folder");
    CompareRules run = new CompareRules(RuleJudge.load());
    for (String folder : options.all("--folder")) {
      run.choose(Path.of(folder), options.number("--messages", 500));
    }
    Thread deep = new Thread(null, () -> run.report(options), "rules", 16 << 20);
    deep.start();
    deep.join();
  }

  /** Takes evenly spread lines of the index, and the lines behind them to warm up with. */
  private void choose(Path folder, int count) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("index.tsv"));
    double step = Math.max(1, lines.size() / (double) count);
    for (double i = 0; i < lines.size(); i += step) {
      messages.add(path(folder, lines.get((int) i)));
      if (step >= 2) {
        others.add(path(folder, lines.get((int) i + 1 < lines.size() ? (int) i + 1 : 0)));
      }
    }
  }

  private static Path path(Path folder, String line) {
    return folder.resolve(line.substring(line.indexOf('\t') + 1));
  }

  private void report(Options options) {
    try {
      Agreement agreement = new Agreement(options.number("--examples", 40));
      double theirCpu = 0;
      int theirMessages = 0;
      try (SpamAssassinProcess theirs = new SpamAssassinProcess()) {
        System.out.println("SpamAssassin " + theirs.version() + ", " + ours);
        for (Path message : messages) {
          SpamAssassinProcess.Answer answer = theirs.judge(message);
          agreement.add(message, answer, ours.judge(message));
          if (agreement.messages() > COLD) {
            theirCpu += answer.cpuSeconds();
            theirMessages++;
          }
        }
      }
      double theirMillis = 1_000 * theirCpu / Math.max(1, theirMessages);
      double ourMillis = ourMillis();
      System.out.print(agreement);
      System.out.printf(
          "CPU per message, warm: SpamAssassin %.1f ms, Mailweir %.2f ms; mean size %d bytes%n",
          theirMillis, ourMillis, meanSize());
      System.out.printf(
          "agreement=%.2f rules=%d messages=%d cpu_ratio=%.0f%n",
          agreement.percent(), ours.count(), agreement.messages(), theirMillis / ourMillis);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private double ourMillis() throws IOException, InterruptedException {
    for (int seen = 0; seen < WARM && !others.isEmpty(); seen += others.size()) {
      pass(others);
    }
    return pass(messages);
  }

  /** Files are read and parsed in portions beforehand: neither is the rules' work. */
  private double pass(List<Path> files) throws IOException, InterruptedException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (int from = 0; from < files.size(); from += PORTION) {
      List<CheckInput> inputs = new ArrayList<>();
      for (Path file : files.subList(from, Math.min(files.size(), from + PORTION))) {
        inputs.add(ours.open(Files.readAllBytes(file)));
      }
      long start = threads.getCurrentThreadCpuTime();
      for (CheckInput input : inputs) {
        ours.findings(input);
      }
      nanos += threads.getCurrentThreadCpuTime() - start;
    }
    return nanos / 1e6 / Math.max(1, files.size());
  }

  private long meanSize() throws IOException {
    long sum = 0;
    for (Path message : messages) {
      sum += Files.size(message);
    }
    return sum / Math.max(1, messages.size());
  }
}
