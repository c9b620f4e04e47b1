package org.mailweir.doctor.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a small program of the system that answers at once, or is not there. */
final class Tool {

  private static final int SECONDS = 5;
  private static final int MOST_OUTPUT = 65_536;

  private Tool() {}

  /** What it wrote; nothing when it is missing, fails or hangs. */
  static List<String> lines(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try {
        process.getOutputStream().close();
        // These write less than a pipe holds, so to wait first is safe.
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          return List.of();
        }
        byte[] output = process.getInputStream().readNBytes(MOST_OUTPUT);
        return new String(output, StandardCharsets.UTF_8).lines().toList();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }
}
