package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Mailweir as a process of its own, started by scripts/mailweir, that can be ended in every way.
 * Its journal (standard output) goes to a file that survives restarts.
 */
final class MailweirProcess implements AutoCloseable {

  private static final Path LAUNCHER = Path.of("scripts/mailweir").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(180);

  private final Path folder;
  private final MailweirConfig config;
  private final String javaOptions;
  private Process process;

  private MailweirProcess(Path folder, MailweirConfig config, String javaOptions) {
    this.folder = folder;
    this.config = config;
    this.javaOptions = javaOptions;
  }

  /**
   * Writes the configuration, starts the process, and waits until it listens.
   *
   * @param javaOptions options for the JVM besides a small heap
   */
  static MailweirProcess start(Workshop workshop, MailweirConfig config, String javaOptions) {
    Path folder = workshop.folder("mailweir-" + config.ports().outside());
    MailweirProcess mailweir =
        workshop.own(new MailweirProcess(folder, config, ("-Xmx256m " + javaOptions).strip()));
    config.write(mailweir.configFile(), folder);
    mailweir.start();
    return mailweir;
  }

  /** Starts it and waits until it listens. */
  synchronized void start() {
    launch();
    awaitListening();
  }

  /** Starts it and does not wait. */
  synchronized void launch() {
    ProcessBuilder builder =
        new ProcessBuilder(LAUNCHER.toString(), "serve", "--config", configFile().toString());
    builder.environment().put("MAILWEIR_JAVA_OPTS", javaOptions);
    builder.environment().put("MAILWEIR_NO_BUILD", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(journalFile().toFile()));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(errorFile().toFile()));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitListening() {
    Waiting.need(
        "Mailweir to listen\n" + text(errorFile()) + text(journalFile()),
        PATIENCE,
        () -> !process.isAlive() || listens());
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "Mailweir ended:\n" + text(errorFile()) + text(journalFile()));
    }
  }

  boolean listens() {
    return Waiting.answers(config.ports().outside()) && Waiting.answers(config.ports().inside());
  }

  /** What all its threads have used of the processors until now. */
  synchronized double cpuMillis() {
    return process.toHandle().info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
  }

  /** SIGKILL, and the end of it. */
  synchronized void kill() {
    process.destroyForcibly();
    await(PATIENCE);
  }

  /**
   * SIGTERM, and the end of it.
   *
   * @return the exit code
   */
  synchronized int terminate() {
    process.destroy();
    if (!await(Duration.ofSeconds(90))) {
      kill();
      throw new IllegalStateException("Mailweir did not end on SIGTERM\n" + text(errorFile()));
    }
    return process.exitValue();
  }

  private boolean await(Duration atMost) {
    try {
      return process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The lines of the journal that tell of a message. */
  List<String> journal() {
    return text(journalFile()).lines().toList();
  }

  String errors() {
    return text(errorFile());
  }

  Path configFile() {
    return folder.resolve("mailweir.toml");
  }

  Path journalFile() {
    return folder.resolve("journal.log");
  }

  Path state() {
    return folder.resolve("state");
  }

  Path quarantine() {
    return folder.resolve("quarantine");
  }

  private Path errorFile() {
    return folder.resolve("errors.log");
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public synchronized void close() {
    process.destroyForcibly();
    await(PATIENCE);
  }
}
