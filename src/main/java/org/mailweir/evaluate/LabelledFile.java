package org.mailweir.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.mailweir.check.bayes.Label;

/**
 * A message of known kind.
 *
 * @param name as the index writes it
 */
public record LabelledFile(Label label, String name, Path path) {

  /**
   * Reads an index: a line {@code spam<TAB>PATH} or {@code ham<TAB>PATH} for each message, in
   * order; further columns and lines with # are ignored.
   *
   * @throws IOException when it cannot be read, or a line is not of that form
   */
  public static List<LabelledFile> read(Path index) throws IOException {
    List<LabelledFile> files = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(index)) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        files.add(parse(index, number, line));
      }
    }
    return files;
  }

  private static LabelledFile parse(Path index, int number, String line) throws IOException {
    List<String> columns = List.of(line.split("\t", -1));
    String label = columns.getFirst().strip().toLowerCase(Locale.ROOT);
    if (columns.size() < 2 || !(label.equals("spam") || label.equals("ham"))) {
      throw new IOException(
          index + ":" + number + ": \"spam\" or \"ham\", a tab and a path are expected");
    }
    return new LabelledFile(
        label.equals("spam") ? Label.SPAM : Label.HAM,
        columns.get(1),
        index.resolveSibling(columns.get(1)));
  }

  /** The same in an order that depends on the seed only. */
  public static List<LabelledFile> shuffled(List<LabelledFile> files, long seed) {
    List<LabelledFile> shuffled = new ArrayList<>(files);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }
}
