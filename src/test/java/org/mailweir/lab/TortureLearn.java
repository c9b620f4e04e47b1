package org.mailweir.lab;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Commands that teach are killed with SIGKILL again and again, two of them at work at the same
 * time, and one run meets a full disk. Each lesson that a command reported must be on the list
 * afterwards, exactly once.
 */
final class TortureLearn {

  private static final Path LAUNCHER = Path.of("scripts/mailweir").toAbsolutePath();
  private static final int MESSAGES = 4_000;

  /** Beyond the native library, which is unpacked first; the log comes to it after some lessons. */
  private static final int FULL_KIB = 6_000;

  private final Path folder;
  private final Random random;
  private final Set<String> acknowledged = new ConcurrentSkipListSet<>();

  private TortureLearn(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  public static void main(String[] arguments) {
    Options options = Options.of(arguments, "--kills", "--seed");
    run(options.number("--kills", 100), options.number("--seed", 1)).end();
  }

  static Tally run(int kills, long seed) {
    try (Workshop workshop = Workshop.open("learn")) {
      return new TortureLearn(workshop.folder(), seed).run(kills);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Tally run(int kills) throws IOException {
    Files.writeString(
        folder.resolve("mailweir.toml"), "state_dir = \"state\"\n[rules]\nfiles = []\n");
    int killed = 0;
    for (int life = 0; killed < kills; life++) {
      Life one = new Life(life, "spam", "");
      Life two = new Life(life, "ham", "");
      Waiting.sleep(Duration.ofMillis(random.nextInt(200, 1_500)));
      killed += one.kill() + two.kill();
    }
    Life full = new Life(10_000, "spam", "ulimit -f " + FULL_KIB + "; ");
    int exit = full.await();
    List<String> listed = listed();
    Set<String> known = new TreeSet<>(listed);
    long lost = acknowledged.stream().filter(id -> !known.contains(id)).count();
    return Tally.of(
        lost == 0 && listed.size() == known.size() && exit == 1 && !acknowledged.isEmpty(),
        "kills",
        killed,
        "acknowledged",
        acknowledged.size(),
        "listed",
        listed.size(),
        "lost",
        lost,
        "twice",
        listed.size() - known.size(),
        "disk_full_exit",
        exit);
  }

  /** Message-IDs of all lessons in force. */
  private List<String> listed() throws IOException {
    Process list = start("", "lessons", "list", "--json", "--limit", "10000000");
    try (BufferedReader lines = list.inputReader(StandardCharsets.UTF_8)) {
      return lines
          .lines()
          .map(line -> JsonParser.parseString(line).getAsJsonObject())
          .filter(lesson -> lesson.get("status").getAsString().equals("active"))
          .map(lesson -> lesson.get("messageId").getAsString())
          .toList();
    }
  }

  private Process start(String before, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--config", folder.resolve("mailweir.toml").toString()));
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash", "-c", before + "exec " + LAUNCHER + " " + String.join(" ", words));
    builder.environment().put("MAILWEIR_JAVA_OPTS", "-Xmx256m -XX:TieredStopAtLevel=1");
    builder.environment().put("MAILWEIR_NO_BUILD", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("errors.log").toFile()));
    return builder.start();
  }

  /** One command that teaches an mbox of its own, until it is killed some time after its start. */
  private final class Life {

    private final Process process;
    private final Thread reader;

    Life(int number, String kind, String before) throws IOException {
      Path mbox = folder.resolve(kind + number + ".mbox");
      Files.writeString(mbox, mbox(kind + number));
      process = start(before, "learn", kind, "--json", mbox.toString());
      String first = firstLine(process);
      take(kind + number, first);
      reader = Thread.ofPlatform().start(() -> takeAll(kind + number));
    }

    private static String mbox(String prefix) {
      StringBuilder all = new StringBuilder();
      for (int i = 1; i <= MESSAGES; i++) {
        all.append("From a Mon Jan  1 00:00:00 2026\n")
            .append("Message-ID: <" + prefix + "." + i + "@example.org>\nFrom: a@example.org\n")
            .append("Subject: letter " + i + "\n\nThe letter " + prefix + " number " + i)
            .append(" is about " + Long.toString(i * 7_919L, 36) + ".\n\n");
      }
      return all.toString();
    }

    private static String firstLine(Process process) throws IOException {
      String line = process.inputReader(StandardCharsets.UTF_8).readLine();
      return line == null ? "" : line;
    }

    private void takeAll(String prefix) {
      try {
        process.inputReader(StandardCharsets.UTF_8).lines().forEach(line -> take(prefix, line));
      } catch (UncheckedIOException killed) {
        // The pipe ends with the process.
      }
    }

    /** What was reported completely; the last line may have been cut by the kill. */
    private void take(String prefix, String line) {
      if (line.endsWith("}")) {
        JsonObject report = JsonParser.parseString(line).getAsJsonObject();
        if (report.get("result").getAsString().equals("learned")) {
          String path = report.get("path").getAsString();
          String number = path.substring(path.lastIndexOf(':') + 1);
          acknowledged.add(prefix + "." + number + "@example.org");
        }
      }
    }

    /** Returns 1 when it was still at work. */
    int kill() throws IOException {
      boolean atWork = process.isAlive();
      process.destroyForcibly();
      await();
      return atWork ? 1 : 0;
    }

    int await() throws IOException {
      try {
        int exit = process.waitFor();
        reader.join();
        return exit;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }
}
