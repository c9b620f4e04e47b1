package org.mailweir.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.check.bayes.Label;
import org.mailweir.evaluate.BayesEngine;
import org.mailweir.evaluate.Evaluation;
import org.mailweir.evaluate.Figures;
import org.mailweir.evaluate.Judged;
import org.mailweir.evaluate.LabelledFile;
import org.mailweir.evaluate.Training;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;

/** Runs Mailweir's classifier and the real bogofilter over the same streams; see the script. */
final class CompareBayes {

  private static final int GOOD_WORDS = 1_000;
  private static final int ATTACKED = 300;
  private static final double TRAINED = 0.8;

  private CompareBayes() {}

  /** Arguments: {@code --messages N}, {@code --shuffle SEED}, and folders with index.tsv. */
  public static void main(String[] args) throws Exception {
    int most = Integer.MAX_VALUE;
    Long seed = null;
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--messages" -> most = Integer.parseInt(args[++i]);
        case "--shuffle" -> seed = Long.valueOf(args[++i]);
        default -> compare(Path.of(args[i]), most, seed);
      }
    }
  }

  private static void compare(Path folder, int most, Long seed) throws Exception {
    List<LabelledFile> files = LabelledFile.read(folder.resolve("index.tsv"));
    files = seed == null ? files : LabelledFile.shuffled(files, seed);
    files = files.subList(0, Math.min(most, files.size()));
    System.out.printf("%s: %d messages%n", folder.getFileName(), files.size());
    Path own = Files.createTempDirectory("bogofilter");
    try {
      Bogofilter bogofilter = new Bogofilter(own);
      row("bogofilter", Figures.of(judge(bogofilter, files)), bytes(own));
      row(files, "mailweir", "immediate", 0);
      row(files, "2 % of labels wrong", "immediate", 0.02);
      row(files, "unsure, half told", "unsure", 0);
      attack(files);
    } finally {
      try (Stream<Path> all = Files.list(own)) {
        for (Path file : all.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(own);
    }
  }

  private static List<Judged> judge(Bogofilter bogofilter, List<LabelledFile> files)
      throws IOException, InterruptedException {
    List<Judged> all = new ArrayList<>();
    for (LabelledFile file : files) {
      byte[] message = Bogofilter.withoutVerdicts(Files.readAllBytes(file.path()));
      double score = bogofilter.score(message);
      bogofilter.learn(message, file.label());
      all.add(new Judged(file.label(), file.name(), score, score, score >= 0.5, 0));
    }
    return all;
  }

  private static void row(List<LabelledFile> files, String name, String train, double noise)
      throws IOException, InterruptedException {
    BayesEngine engine = new BayesEngine(ParseLimits.DEFAULT, BayesSettings.DEFAULT);
    Evaluation.Outcome outcome =
        new Evaluation<>(engine, Training.of(train, noise)).run(files, 2, done -> {});
    row(name, Figures.of(outcome.judged()), outcome.bytes());
  }

  private static void row(String name, Figures f, long bytes) {
    System.out.printf(
        Locale.ROOT,
        "%-20s 1-ROCA %.4f  lam %.3f  hm %.2f  sm %.2f  sm@hm.1 %.2f  ECE %.2f  %.0f us  %.1f MB%n",
        name,
        f.roca(),
        f.lam(),
        f.hm(),
        f.sm(),
        f.smAtHm01(),
        f.ece(),
        f.micros(),
        bytes / 1e6);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.mapToLong(p -> p.toFile().length()).sum();
    }
  }

  /**
   * Good words of hams that come later, behind the text of spams that come later; the threshold is
   * where one later ham in a hundred is called spam.
   */
  private static void attack(List<LabelledFile> files) throws Exception {
    int cut = (int) (files.size() * TRAINED);
    BayesEngine engine = new BayesEngine(ParseLimits.DEFAULT, BayesSettings.DEFAULT);
    new Evaluation<>(engine, Training.of("immediate", 0)).run(files.subList(0, cut), 2, done -> {});
    List<LabelledFile> later = files.subList(cut, files.size());
    List<String> words = new ArrayList<>();
    List<Double> hams = new ArrayList<>();
    for (LabelledFile file : later) {
      if (file.label() == Label.HAM) {
        byte[] message = Files.readAllBytes(file.path());
        hams.add(score(engine, message));
        goodWords(message, words);
      }
    }
    if (hams.size() < 100 || words.isEmpty()) {
      System.out.println("too few messages for the attack");
      return;
    }
    hams.sort(null);
    double threshold = hams.get(hams.size() - 1 - hams.size() / 100);
    Random random = new Random(5);
    int attacked = 0;
    int missed = 0;
    for (LabelledFile file : later) {
      byte[] padded =
          file.label() == Label.SPAM && attacked < ATTACKED
              ? padded(Files.readAllBytes(file.path()), words, random)
              : null;
      if (padded != null) {
        attacked++;
        missed += score(engine, padded) <= threshold ? 1 : 0;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d good words        missed %.2f %% of %d at hm 1 %%%n",
        GOOD_WORDS,
        100.0 * missed / Math.max(1, attacked),
        attacked);
  }

  private static double score(BayesEngine engine, byte[] message) {
    return engine.judge(engine.prepare(InMemoryMessage.canonical(message))).score();
  }

  private static void goodWords(byte[] message, List<String> words) {
    for (Part leaf : parse(message).leaves()) {
      String text = leaf.html() != null ? leaf.html().visible() : leaf.isText() ? leaf.text() : "";
      for (String word : text.split("\\s+")) {
        if (word.matches("[\\w.:/'-]{3,60}")) {
          words.add(word);
        }
      }
    }
  }

  private static ParsedMessage parse(byte[] message) {
    return new MessageParser(ParseLimits.DEFAULT).parse(InMemoryMessage.canonical(message));
  }

  /** Words behind the text of a message of one part; null where that is not so simple. */
  private static byte[] padded(byte[] message, List<String> words, Random random) {
    Part root = parse(message).root();
    if (!root.isLeaf() || !root.isText() || root.encoding().equals("base64")) {
      return null;
    }
    StringBuilder padding = new StringBuilder("\n");
    for (int i = 0; i < GOOD_WORDS; i++) {
      padding.append(words.get(random.nextInt(words.size()))).append(i % 10 == 9 ? "\n" : " ");
    }
    byte[] more = padding.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] all = java.util.Arrays.copyOf(message, message.length + more.length);
    System.arraycopy(more, 0, all, message.length, more.length);
    return all;
  }
}
