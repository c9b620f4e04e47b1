package org.mailweir.doctor.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Subject;

/** The process of the daemon, as /proc shows it: its memory and its open files. */
final class Running {

  private static final Note NOTE = new Note(Subject.MACHINE);
  private static final Path PROC = Path.of("/proc");
  private static final Pattern HEAP = Pattern.compile("-Xmx(\\d{1,12})([kKmMgGtT]?)");
  private static final Pattern CONFIG = Pattern.compile("(?:--config=|-c=?)(.+)");
  private static final Pattern FILES =
      Pattern.compile("Max open files\\s+(\\d{1,18}|unlimited)\\s.*");
  private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s+(\\d{1,15}) kB");
  private static final long OTHER_HEAP = 100L << 20;
  private static final int OTHER_FILES = 200;

  private final MailweirSettings settings;
  private final Path configFile;

  Running(MailweirSettings settings, Path configFile) {
    this.settings = settings;
    this.configFile = configFile.toAbsolutePath().normalize();
  }

  /** Nothing when no daemon runs with this configuration, or we may not look at it. */
  List<Diagnosis> examine() {
    Optional<ProcessHandle> daemon = ProcessHandle.allProcesses().filter(this::isOurs).findFirst();
    if (daemon.isEmpty()) {
      return List.of();
    }
    List<Diagnosis> found = new ArrayList<>();
    found.addAll(files(PROC.resolve(Long.toString(daemon.get().pid())).resolve("limits")));
    found.addAll(heap(arguments(daemon.get())));
    return found;
  }

  private static List<String> arguments(ProcessHandle process) {
    return Arrays.asList(process.info().arguments().orElse(new String[0]));
  }

  private boolean isOurs(ProcessHandle process) {
    return isOurs(arguments(process), PROC.resolve(Long.toString(process.pid())).resolve("cwd"));
  }

  /**
   * Whether that is a daemon with our configuration.
   *
   * @param folder where it was started: a link, as in proc(5)
   */
  boolean isOurs(List<String> arguments, Path folder) {
    int main = arguments.indexOf("org.mailweir.cli.Main");
    if (main < 0) {
      return false;
    }
    List<String> ours = arguments.subList(main + 1, arguments.size());
    return ours.contains("serve")
        && config(ours).map(c -> absolute(c, folder).equals(configFile)).orElse(true);
  }

  /** What was said last, in each form that the command line takes. */
  private static Optional<String> config(List<String> arguments) {
    Optional<String> found = Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      Matcher inOneWord = CONFIG.matcher(word);
      if (inOneWord.matches()) {
        found = Optional.of(inOneWord.group(1));
      } else if ((word.equals("--config") || word.equals("-c")) && i + 1 < arguments.size()) {
        found = Optional.of(arguments.get(i + 1));
      }
    }
    return found;
  }

  /** A folder that we may not look into leaves the file relative, and so nobody's. */
  private static Path absolute(String file, Path folder) {
    try {
      return Path.of(file).isAbsolute()
          ? Path.of(file).normalize()
          : folder.toRealPath().resolve(file).normalize();
    } catch (IOException e) {
      return Path.of(file);
    }
  }

  /**
   * About the files that a process may open.
   *
   * @param limits its limits as in proc(5)
   */
  List<Diagnosis> files(Path limits) {
    long limit =
        first(limits, FILES)
            .map(m -> m.group(1).equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(m.group(1)))
            .orElse(Long.MAX_VALUE);
    long needed =
        settings.listen().maxConnections()
            + (long) settings.listen().maxMessages() * 2
            + settings.reinject().connections()
            + OTHER_FILES;
    return limit >= needed
        ? List.of()
        : List.of(
            NOTE.warning(
                "open-files",
                "Mailweir may open "
                    + limit
                    + " files and connections; its settings allow for "
                    + needed
                    + ".",
                "LimitNOFILE of the unit, max_connections of [listen]",
                "Under load connections are refused.",
                "systemctl edit mailweir",
                "[Service]",
                "LimitNOFILE=" + needed * 2));
  }

  /** About the memory of a JVM with these arguments. */
  List<Diagnosis> heap(List<String> arguments) {
    long memory =
        first(PROC.resolve("meminfo"), MEMORY)
            .map(m -> Long.parseLong(m.group(1)) << 10)
            .orElse(Long.MAX_VALUE);
    long heap =
        arguments.stream()
            .mapToLong(Running::heapOf)
            .filter(h -> h > 0)
            .reduce(memory == Long.MAX_VALUE ? memory : memory / 4, (before, last) -> last);
    if (heap < needed()) {
      return List.of(
          NOTE.warning(
              "heap-small",
              "The JVM may take "
                  + mib(heap)
                  + " of memory; the settings allow for "
                  + mib(needed())
                  + ".",
              "-Xmx in MAILWEIR_JAVA_OPTS",
              "With many large messages at a time it runs out, ends and is started again; mail"
                  + " waits meanwhile.",
              "systemctl edit mailweir",
              "[Service]",
              "Environment=MAILWEIR_JAVA_OPTS=-Xmx" + (needed() >> 20) + "m"));
    }
    return heap <= memory / 10 * 8
        ? List.of()
        : List.of(
            NOTE.warning(
                "heap-large",
                "The JVM may take "
                    + mib(heap)
                    + " of memory; the machine has "
                    + mib(memory)
                    + ".",
                "-Xmx in MAILWEIR_JAVA_OPTS",
                "The kernel may end Mailweir, or something else, when memory is short.",
                "systemctl edit mailweir",
                "[Service]",
                "Environment=MAILWEIR_JAVA_OPTS=-Xmx"
                    + (Math.max(needed(), memory / 2) >> 20)
                    + "m"));
  }

  /** Messages in memory, what is learned and remembered, archives, and the rest. */
  private long needed() {
    long messages = settings.listen().maxMessages() * settings.listen().spoolAbove().bytes();
    return messages
        + settings.dns().cache().bytes()
        + (settings.bayes().enabled() ? settings.bayes().memory().bytes() : 0)
        + settings.attachments().memory().bytes()
        + OTHER_HEAP;
  }

  private static long heapOf(String argument) {
    Matcher m = HEAP.matcher(argument);
    if (!m.matches()) {
      return 0;
    }
    int shift =
        switch (m.group(2)) {
          case "k", "K" -> 10;
          case "m", "M" -> 20;
          case "g", "G" -> 30;
          case "t", "T" -> 40;
          default -> 0;
        };
    return Long.parseLong(m.group(1)) << shift;
  }

  private static String mib(long bytes) {
    return (bytes >> 20) + " MiB";
  }

  private static Optional<Matcher> first(Path file, Pattern pattern) {
    try {
      return Files.readAllLines(file).stream()
          .map(pattern::matcher)
          .filter(Matcher::matches)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
