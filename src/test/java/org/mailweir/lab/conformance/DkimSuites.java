package org.mailweir.lab.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mailweir.check.auth.dkim.DkimResult;

/** All suites of DKIM, whatever they look like. */
final class DkimSuites {

  private static final String PARTS = ".*\\.(eml|msg|txt)";

  private final Path root;
  private final List<Path> files;
  private final Tally tally = new Tally("dkim");
  private final Set<Path> used = new HashSet<>();

  private DkimSuites(Path root, List<Path> files) {
    this.root = root;
    this.files = files;
  }

  static Tally run(Path root, List<Path> files) throws IOException {
    DkimSuites suites = new DkimSuites(root, files);
    for (Path file : files) {
      suites.file(file);
    }
    suites.leaveOutTheRest();
    return suites.tally;
  }

  private void file(Path file) throws IOException {
    String name = file.getFileName().toString();
    String suite = root.relativize(file.getParent()).toString();
    if (name.matches("verifier\\.t")) {
      count(PerlDkim.read(suite, file, tally, used));
    } else if (name.endsWith(".msg")
        && Files.exists(sibling(file, ".readme", ".result", ".error"))) {
      count(GoldenDkim.read(suite, file, used));
    } else if (name.endsWith(".txt") && KeyedText.isCase(file)) {
      count(KeyedText.read(suite, file, used));
    } else if (name.matches("t-test\\d+\\.c")) {
      count(OpenDkim.read(suite, file, tally));
    } else if (name.equals("verify_test.go")) {
      count(GoDkim.read(suite, file));
    } else if (name.matches("rfc\\d+-A\\.\\d+.*\\.eml")) {
      count(PublishedExample.read(suite, file, used));
    }
  }

  /** The first of the siblings that exists. */
  private static Path sibling(Path file, String... endings) {
    String stem = file.toString().replaceFirst("\\.[a-z]+$", "");
    for (String ending : endings) {
      if (Files.exists(Path.of(stem + ending))) {
        return Path.of(stem + ending);
      }
    }
    return Path.of(stem + ".none");
  }

  private void count(List<DkimCase> cases) {
    for (DkimCase test : cases) {
      List<DkimResult> results = test.results();
      String explained = Explained.dkim(test, results);
      if (test.agrees(results)) {
        tally.passed(test.suite());
      } else if (explained != null) {
        tally.explained(test.suite(), test.name(), explained);
      } else {
        List<String> words =
            results.stream().map(r -> r.status().word() + " " + r.reason()).toList();
        tally.failed(test.suite(), test.name(), "expected " + test.expected() + ", is " + words);
      }
    }
  }

  private void leaveOutTheRest() throws IOException {
    for (Path file : files) {
      if (file.getFileName().toString().matches(PARTS)
          && !used.contains(file)
          && Files.readString(file, StandardCharsets.ISO_8859_1).contains("DKIM-Signature:")) {
        tally.leftOut(
            root.relativize(file.getParent()).toString(),
            "message without a key or without an expectation in the suite");
      }
    }
  }
}
