package org.mailweir.doctor.postfix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The installed postconf(1). */
public final class PostconfProgram implements Postconf {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_OUTPUT = 8 << 20;
  private static final List<String> FOLDERS =
      List.of("/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin", "/opt/postfix/sbin");

  private final @Nullable Path folder;

  /**
   * @param folder of main.cf and master.cf; null for Postfix' own
   */
  public PostconfProgram(@Nullable Path folder) {
    this.folder = folder;
  }

  @Override
  public Answer run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program().toString()));
    if (folder != null) {
      command.addAll(List.of("-c", folder.toString()));
    }
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).start();
    try {
      process.getOutputStream().close();
      CompletableFuture<List<String>> output = lines(process.getInputStream());
      CompletableFuture<List<String>> errors = lines(process.getErrorStream());
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("postconf did not end within " + PATIENCE.toSeconds() + " s");
      }
      List<String> complaints = errors.join();
      if (process.exitValue() != 0) {
        throw new IOException(complaints.isEmpty() ? "postconf failed" : complaints.getLast());
      }
      return new Answer(output.join(), complaints);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Path program() throws IOException {
    Stream<String> path =
        Arrays.stream(String.valueOf(System.getenv("PATH")).split(":")).filter(p -> !p.isEmpty());
    return Stream.concat(FOLDERS.stream(), path)
        .map(folder -> Path.of(folder, "postconf"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IOException("there is no postconf in /usr/sbin or on the PATH"));
  }

  private static CompletableFuture<List<String>> lines(InputStream in) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (in) {
            byte[] bytes = in.readNBytes(MOST_OUTPUT);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
          } catch (IOException e) {
            return List.of();
          }
        },
        task -> Thread.ofVirtual().name("postconf").start(task));
  }
}
