package org.mailweir.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server of this test alone, in the foreground; closing ends it by its process. */
final class RealServer implements AutoCloseable {

  private final Process process;

  private RealServer(Process process) {
    this.process = process;
  }

  /**
   * Starts it, and waits until its port answers.
   *
   * @param folder where it runs and leaves what it says, in the file {@code out}
   */
  static RealServer start(
      int port, Path folder, Duration patience, String program, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(path(program));
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    RealServer server = new RealServer(process);
    if (!Waiting.until(patience, () -> Waiting.answers(port) || !process.isAlive())
        || !process.isAlive()) {
      server.close();
      throw new IllegalStateException(program + " does not start:\n" + Files.readString(out));
    }
    return server;
  }

  private static String path(String program) {
    Path sbin = Path.of("/usr/sbin", program);
    return Files.isExecutable(sbin) ? sbin.toString() : program;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
