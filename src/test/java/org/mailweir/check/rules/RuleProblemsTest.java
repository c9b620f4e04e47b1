package org.mailweir.check.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.check.rules.language.Location;
import org.mailweir.check.rules.language.RuleProblem;

/** A wrong line is named with its place and a remedy, and stops nothing else. */
class RuleProblemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "body A /x§the pattern has no closing /",
        "body A x§no pattern found in \"x\"",
        "body A /(/§the pattern is broken",
        "body A /%{NO_SUCH_TAG}/§no rule captures NO_SUCH_TAG",
        "body A /x/q§unknown pattern flag 'q'",
        "body A /a/ b§is not ended by / and flags",
        "body A /(?|a|b)/§which Java has not",
        "body A eval:check_x()§the function check_x() is not known",
        "header A Subject /x/§compares nothing",
        "header A Subject:odd =~ /x/§unknown header modifier \":odd\"",
        "header A Subject =~ /x/ [unset]§is not ended by / and flags",
        "meta A B &&§the expression breaks at the end",
        "meta A (B§the expression breaks at the end",
        "meta A B C§the expression breaks at \"C\"",
        "meta A f(x)§the function f() is not known",
        "score A x§\"x\" is no number",
        "score A 1 2§one value or four",
        "score A-B 1§\"A-B\" is no rule name",
        "tflags A multiple maxhits=x§\"x\" is no number",
        "bodyy A /x/§\"bodyy\" is not known",
        "meta A A§meta A depends on itself",
        "meta A rules_matching(A-B)§names no rules",
        "body A m,a,b,§the delimiter , stands within the pattern",
        "header A Sub ject =~ /x/§is no header field",
        "header A exists:A B§is no header field",
        "header A eval:f§calls no function",
        "header A eval:f('a)§are broken",
        "mimeheader A Content-Type:name =~ /x/§no field of a MIME part",
        "uri_detail A colour =~ /x/§is no property of a link",
        "uri_detail A text /x/§compares nothing",
        "score A (1)§relative to a score that was never given",
        "shortcircuit A maybe§is no way to end the check",
        "endif§has no if",
        "else§has no if",
        "include other.cf§cannot be included here",
        "trusted_networks§has no value",
      })
  void namesTheLine(String line, String expected) {
    RuleSet rules = RuleSet.parse(RulesSettings.DEFAULT, "local.cf", "\n" + line + "\nbody OK /x/");
    assertEquals(1, rules.problems().size(), () -> rules.problems().toString());
    RuleProblem problem = rules.problems().getFirst();
    assertEquals(new Location("local.cf", 2), problem.where());
    assertTrue(problem.what().contains(expected), problem::what);
    assertTrue(!problem.remedy().isBlank());
    assertTrue(rules.names().contains("OK"));
  }

  @Test
  void aCircleOfMetasIsLeftOutWithAllAboveIt() throws Exception {
    RuleSet rules =
        RuleSet.parse(
            RulesSettings.DEFAULT, "x", "meta A B\nmeta B C\nmeta C A\nmeta D !A\nmeta E 1");
    assertEquals(4, rules.problems().size());
    assertEquals("E", TestMail.body("x").hits(rules));
  }

  @Test
  void aBlockWithoutAnEndIsNamed() throws Exception {
    RuleSet open = RuleSet.parse(RulesSettings.DEFAULT, "x", "if 1\nbody A /x/");
    assertEquals(1, open.problems().size());
    assertEquals("A", TestMail.body("x").hits(open));
  }

  @Test
  void aConditionThatIsNotUnderstoodLeavesItsBlockOut() throws Exception {
    String text = "if (version >\nbody A /x/\nelse\nbody B /x/\nendif\nbody C /x/";
    RuleSet rules = RuleSet.parse(RulesSettings.DEFAULT, "x", text);
    assertEquals(1, rules.problems().size());
    assertEquals("B C", TestMail.body("x").hits(rules));
  }

  @Test
  void commentsAndEscapedHashes() throws Exception {
    String text = "# all\nbody A /a\\#b/ # and this\n  body   B\t/c/  \n";
    assertEquals("A B", TestMail.body("a#b c").hits(text));
  }

  @Test
  void filesAreReadInTheOrderOfTheirNames(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("20.cf"), "score A 2");
    Files.writeString(folder.resolve("10.cf"), "body A /x/\nscore A 1");
    Files.writeString(folder.resolve("30.txt"), "score A 3");
    RulesSettings settings = RulesSettings.DEFAULT.own(List.of("*.cf")).limited(10_000, 100_000);
    RuleSet rules = RuleSet.load(settings, folder);
    assertEquals(Set.of("A"), rules.names());
    assertEquals(2.0, rules.pointsOf("A", 0));
  }

  @Test
  void everyEntryWithoutAReadableFileIsRefused(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("10.cf"), "body A /x/");
    Files.createDirectory(folder.resolve("folder.rules"));
    Files.createSymbolicLink(folder.resolve("gone.link"), folder.resolve("gone"));
    List<String> entries =
        List.of("*.cf", "none.cf", "*.none", "no/*.cf", "*.rules", "*.link", "[*.cf", "a\0b");
    RulesSettings settings = RulesSettings.DEFAULT.own(entries).limited(10_000, 100_000);
    RuleFilesException refusal =
        assertThrows(RuleFilesException.class, () -> RuleSet.load(settings, folder));
    List<String> problems = refusal.problems();
    assertEquals(entries.size() - 1, problems.size(), problems::toString);
    for (int i = 0; i < problems.size(); i++) {
      assertTrue(problems.get(i).startsWith("\"" + entries.get(i + 1) + "\" "), problems.get(i));
    }
    assertTrue(problems.get(0).contains("none.cf cannot be read: no such file;"), problems.get(0));
    assertTrue(problems.get(1).contains("matches no file below " + folder), problems.get(1));
  }

  @Test
  void noEntriesAreNoRules(@TempDir Path folder) throws Exception {
    RulesSettings settings = RulesSettings.DEFAULT.own(List.of()).limited(10_000, 100_000);
    assertEquals(Set.of(), RuleSet.load(settings, folder).names());
  }
}
