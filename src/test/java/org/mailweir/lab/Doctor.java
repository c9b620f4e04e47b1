package org.mailweir.lab;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code scripts/mailweir doctor}, run to its end. */
record Doctor(Path mailweirConfig, Path postfixFolder) {

  private static final Path LAUNCHER = Path.of("scripts/mailweir").toAbsolutePath();

  /**
   * What it said.
   *
   * @param code its exit code
   */
  record Answer(int code, JsonObject report) {

    private Stream<JsonObject> diagnoses() {
      return report.getAsJsonArray("diagnoses").asList().stream().map(d -> d.getAsJsonObject());
    }

    private Set<String> ids(Predicate<JsonObject> which) {
      Set<String> ids = new TreeSet<>();
      diagnoses().filter(which).forEach(d -> ids.add(d.get("id").getAsString()));
      return ids;
    }

    /** The names of errors and warnings. */
    Set<String> sick() {
      return ids(d -> !d.get("severity").getAsString().equals("advice"));
    }

    /** The names of all. */
    Set<String> all() {
      return ids(d -> true);
    }

    /** The remedies of errors and warnings, line by line. */
    List<String> remedies() {
      return diagnoses()
          .filter(d -> !d.get("severity").getAsString().equals("advice"))
          .flatMap(d -> d.getAsJsonArray("remedy").asList().stream())
          .map(r -> r.getAsString())
          .toList();
    }
  }

  Answer examine(String... options) {
    List<String> arguments = new ArrayList<>(List.of("--json"));
    arguments.addAll(List.of(options));
    Outcome outcome = run(arguments);
    return new Answer(outcome.code(), new Gson().fromJson(outcome.output(), JsonObject.class));
  }

  /**
   * How a run ended.
   *
   * @param output standard output alone
   */
  record Outcome(int code, String output) {}

  Outcome run(List<String> options) {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString(), "doctor"));
    command.addAll(List.of("--config", mailweirConfig.toString()));
    command.addAll(List.of("--postfix-dir", postfixFolder.toString()));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MAILWEIR_NO_BUILD", "1");
    builder
        .environment()
        .put("MAILWEIR_JAVA_OPTS", "-Xmx128m -XX:TieredStopAtLevel=1 -Xshare:auto");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      Path output = Files.createTempFile("doctor", ".out");
      try {
        builder.redirectOutput(output.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(output, StandardCharsets.UTF_8));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
