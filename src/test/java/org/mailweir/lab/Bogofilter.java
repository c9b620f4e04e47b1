package org.mailweir.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.mailweir.check.bayes.FeatureReader;
import org.mailweir.check.bayes.Label;

/** The real bogofilter with a database of its own; one process a message, as it is used. */
final class Bogofilter {

  private final Path folder;

  Bogofilter(Path folder) {
    this.folder = folder;
  }

  /** How spammy a message is, from 0 to 1. */
  double score(byte[] message) throws IOException, InterruptedException {
    String[] words = run(message, "-TT").strip().split("\\s+");
    String last = words[words.length - 1];
    return last.isEmpty() ? 0.5 : Double.parseDouble(last);
  }

  void learn(byte[] message, Label label) throws IOException, InterruptedException {
    run(message, label == Label.SPAM ? "-s" : "-n");
  }

  private String run(byte[] message, String what) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of("bogofilter", "-C", "-d", folder.toString(), what))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(message);
    } catch (IOException e) {
      // Before its first lesson it has no database, and ends without reading.
      process.waitFor();
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    int code = process.waitFor();
    if (code == 3 && !what.equals("-TT")) {
      throw new IOException("bogofilter failed on " + what);
    }
    return out;
  }

  /** A message without the fields that tell another filter's verdict, as Mailweir reads it. */
  static byte[] withoutVerdicts(byte[] message) {
    String text = new String(message, StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    int end = text.indexOf("\n\n");
    if (end < 0) {
      return message;
    }
    StringBuilder kept = new StringBuilder(text.length());
    boolean skipping = false;
    for (String line : text.substring(0, end).split("\n", -1)) {
      boolean goesOn = line.startsWith(" ") || line.startsWith("\t");
      skipping = goesOn ? skipping : isVerdict(line) || line.startsWith("From ");
      if (!skipping) {
        kept.append(line).append('\n');
      }
    }
    kept.append(text, end + 1, text.length());
    return kept.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static boolean isVerdict(String line) {
    int colon = line.indexOf(':');
    return colon > 0 && FeatureReader.isVerdictField(line.substring(0, colon));
  }
}
