package org.mailweir.lab.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the suites of other projects that lie in a folder: {@code Conformance FOLDER}. Which files
 * are suites is told by what is in them, wherever they lie.
 *
 * <p>Prints each suite, each test that does not agree, with the reason where there is one, and last
 * {@code spf=passed/all arc=passed/all dkim=passed/all}. Exit code 1 when a test does not agree and
 * nothing explains it.
 */
public final class Conformance {

  private Conformance() {}

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    List<Path> all = files(root);
    List<Path> yaml = all.stream().filter(f -> f.toString().matches(".*\\.ya?ml")).toList();
    List<Tally> tallies =
        List.of(SpfSuites.run(root, yaml), ArcSuites.run(root, yaml), DkimSuites.run(root, all));
    tallies.forEach(t -> System.out.print(t.report()));
    System.out.println(String.join(" ", tallies.stream().map(Tally::line).toList()));
    System.exit(tallies.stream().allMatch(Tally::isClean) ? 0 : 1);
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
