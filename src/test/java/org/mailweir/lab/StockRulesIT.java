package org.mailweir.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that SpamAssassin brings must hit the same here as in SpamAssassin itself. */
class StockRulesIT {

  private static SpamAssassinProcess theirs;
  private static RuleJudge ours;

  @BeforeAll
  static void start() throws Exception {
    try {
      theirs = new SpamAssassinProcess();
    } catch (IOException e) {
      String why = "needs SpamAssassin (Debian package spamassassin): " + e.getMessage();
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(why);
      }
      System.err.println("SKIPPED, NOT TESTED: this test " + why);
      Assumptions.abort(why);
    }
    ours = RuleJudge.load();
  }

  @AfterAll
  static void stop() throws IOException {
    if (theirs != null) {
      theirs.close();
    }
  }

  static List<Path> messages() throws IOException {
    try (Stream<Path> files =
        Stream.of("src/test/resources/rules", "src/test/resources/mail", "src/it/demo")
            .flatMap(StockRulesIT::files)) {
      return files.sorted().toList();
    }
  }

  private static Stream<Path> files(String folder) {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(".eml")).toList().stream();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theSameRulesHit(Path message) throws Exception {
    SpamAssassinProcess.Answer expected = theirs.judge(message);
    RuleJudge.Answer answer = ours.judge(message);
    assertEquals("", expected.failed());
    assertEquals(String.join("\n", expected.scored()), String.join("\n", answer.scored()));
    assertEquals(String.join("\n", expected.sub()), String.join("\n", answer.sub()));
    assertEquals(format(expected.score()), format(answer.score()));
    assertTrue(expected.sub().size() > 3, "the message must be worth the comparison");
  }

  private static String format(double score) {
    return String.format(Locale.ROOT, "%.2f", score + 0.0);
  }
}
