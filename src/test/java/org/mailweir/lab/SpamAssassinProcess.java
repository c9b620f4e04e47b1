package org.mailweir.lab;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** The SpamAssassin that the system has, in one process of its own that judges file after file. */
final class SpamAssassinProcess implements AutoCloseable {

  /**
   * What it says of a message.
   *
   * @param scored the rules of its {@code tests=}
   * @param sub the rules whose names begin with two underscores
   * @param failed why there is no answer, or empty
   */
  record Answer(
      double score, double cpuSeconds, Set<String> scored, Set<String> sub, String failed) {}

  private final Path script;
  private final Process process;
  private final BufferedWriter to;
  private final BufferedReader from;
  private final String version;

  SpamAssassinProcess() throws IOException {
    script = Files.createTempFile("mailweir-spamassassin-", ".pl");
    try (InputStream source = getClass().getResourceAsStream("/lab/spamassassin-hits.pl")) {
      Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
    }
    process =
        new ProcessBuilder("perl", script.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    to =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    from =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String ready = from.readLine();
    if (ready == null || !ready.startsWith("ready\t")) {
      close();
      throw new IOException("SpamAssassin does not start; is the package spamassassin installed?");
    }
    version = ready.substring("ready\t".length());
  }

  String version() {
    return version;
  }

  Answer judge(Path file) throws IOException {
    to.write(file + "\n");
    to.flush();
    String line = from.readLine();
    if (line == null) {
      throw new IOException("SpamAssassin ended at " + file);
    }
    String[] columns = line.split("\t", -1);
    return new Answer(
        Double.parseDouble(columns[1]),
        Double.parseDouble(columns[2]),
        names(columns[3]),
        names(columns[4]),
        columns[5]);
  }

  private static Set<String> names(String list) {
    Set<String> names = new TreeSet<>(Arrays.asList(list.split(",")));
    names.remove("");
    return names;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Files.deleteIfExists(script);
  }
}
