package org.mailweir.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that runs to its end. Anything but exit code 0 is an error that shows its output. */
record Execution(Map<String, String> environment, List<String> command, byte[] input) {

  static Execution of(Map<String, String> environment, String... command) {
    return new Execution(environment, List.of(command), new byte[0]);
  }

  Execution withInput(byte[] bytes) {
    return new Execution(environment, command, bytes);
  }

  /** What it wrote, both streams together. */
  String run() {
    try {
      // A file, not a pipe: daemons that it leaves behind would hold a pipe open for ever.
      Path output = Files.createTempFile("lab", ".out");
      try {
        return run(output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String run(Path output) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    int code = await(process);
    String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    if (code != 0) {
      throw new IllegalStateException(
          String.join(" ", command) + " ended with " + code + ":\n" + text);
    }
    return text;
  }

  private static int await(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
