package org.mailweir.check.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailweir.check.Finding;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.RawMessage;

/**
 * What the shipped rules say of messages that all know. {@code own-rules/NAME.eml} is the message;
 * {@code NAME.expect} says what must hold: {@code hits RULE}, {@code misses RULE}, {@code points <
 * N} or {@code points >= N}, one a line.
 */
class OwnRuleCasesTest {

  private static final Path CASES = Path.of("src/test/resources/own-rules");
  private static RuleSet rules;

  @BeforeAll
  static void load() throws RuleFilesException {
    rules = RuleSet.load(RulesSettings.DEFAULT.own(List.of("*.cf")), Path.of("etc/rules"));
  }

  static List<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".eml"))
          .map(name -> name.substring(0, name.length() - ".eml".length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void holds(String name) throws Exception {
    RawMessage raw = InMemoryMessage.canonical(Files.readAllBytes(CASES.resolve(name + ".eml")));
    List<Finding> findings = OwnRulesTest.analyse(rules, raw);
    List<String> expected = Files.readAllLines(CASES.resolve(name + ".expect"));
    assertTrue(!expected.isEmpty(), "nothing is expected");
    for (String line : expected) {
      assertTrue(holds(line.split(" "), findings), () -> line + ", but got " + shown(findings));
    }
  }

  private static boolean holds(String[] words, List<Finding> findings) {
    return switch (words[0]) {
      case "hits" -> names(findings).contains(words[1]);
      case "misses" -> !names(findings).contains(words[1]);
      case "points" ->
          words[1].equals("<")
              ? points(findings) < Double.parseDouble(words[2])
              : points(findings) >= Double.parseDouble(words[2]);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static Set<String> names(List<Finding> findings) {
    return findings.stream().map(Finding::name).collect(Collectors.toSet());
  }

  private static double points(List<Finding> findings) {
    return findings.stream().mapToDouble(Finding::points).sum();
  }

  private static String shown(List<Finding> findings) {
    return points(findings)
        + ": "
        + findings.stream()
            .filter(finding -> !finding.isFact())
            .map(finding -> finding.name() + "=" + finding.points())
            .collect(Collectors.joining(" "));
  }
}
