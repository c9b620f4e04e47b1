package org.mailweir.check.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.check.CheckResult;

/**
 * Patterns that backtrack for ever, or overflow the stack, are given up, named and switched off.
 */
class CatastrophicPatternTest {

  private static final RulesSettings SETTINGS =
      RulesSettings.DEFAULT.own(List.of()).limited(200_000, 10_000_000);

  @ParameterizedTest
  @CsvSource({
    "(?:.*a){12}(?=q)b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab, 1, true",
    "(a*)*\\1(?=q)b, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab, 1, true",
    "(x+x+)+\\1(?=q)y, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy, 30, true",
    "(a|b)*(?=q)c, abababababababababababababababababababababababab, 1000, true",
  })
  void isBounded(String pattern, String text, int times, boolean limited) throws Exception {
    String rules = "full HARD /" + pattern + "/\nfull GOOD /X-Id/\n";
    RuleSet set = RuleSet.parse(SETTINGS, "x.cf", rules);
    TestMail mail = TestMail.body(text.repeat(times) + "c").header("X-Id", "1");
    String expected = limited ? "GOOD RULE_LIMIT_REACHED" : "GOOD";
    for (int i = 0; i < 3; i++) {
      assertEquals(expected, mail.hits(set));
    }
    assertEquals("GOOD", mail.hits(set), "after the third time it is switched off");
  }

  @Test
  void theNextMessageIsSearchedAgain() throws Exception {
    RuleSet set = RuleSet.parse(SETTINGS, "x.cf", "body HARD /(?:.*a){12}(?=q)b|needle/");
    for (int i = 0; i < 2; i++) {
      assertEquals("RULE_LIMIT_REACHED", TestMail.body("a".repeat(60) + "b").hits(set));
    }
    assertEquals("HARD", TestMail.body("a needle").hits(set));
  }

  /** Texts that are dear one by one cannot take what other rules need. */
  @Test
  void aRuleHasALimitInAllTextsTogether() throws Exception {
    RulesSettings settings = RulesSettings.DEFAULT.own(List.of()).limited(200_000, 2_000_000);
    String rules = "rawbody HARD /(?:.*a){4}(?=q)b/\nfull GOOD /X-Id/\n";
    TestMail mail = TestMail.body(("a".repeat(30) + "b\n").repeat(30_000)).header("X-Id", "1");
    String found = mail.hits(RuleSet.parse(settings, "x.cf", rules));
    assertEquals("GOOD RULE_LIMIT_REACHED", found);
  }

  /** Who meets the limit of the message may have done nothing wrong. */
  @Test
  void theLimitOfTheMessageIsNobodysFault() throws Exception {
    RulesSettings tight = RulesSettings.DEFAULT.own(List.of()).limited(5_000, 5_000);
    RuleSet set = RuleSet.parse(tight, "x.cf", "body HARD /(?:.*a){12}(?=q)b|needle/");
    for (int i = 0; i < 5; i++) {
      TestMail.body("a".repeat(60) + "b").hits(set);
    }
    assertEquals("HARD", TestMail.body("a needle").hits(set));
  }

  /** What was not searched is not absent. */
  @Test
  void nothingIsAbsentFromAMessageWhoseLimitIsReached() throws Exception {
    RulesSettings tight = RulesSettings.DEFAULT.own(List.of()).limited(5_000, 5_000);
    String rules = "header A Subject =~ /(?:.*a){12}(?=q)b/\nheader B Subject !~ /needle/\n";
    RuleSet set = RuleSet.parse(tight, "x.cf", rules);
    TestMail mail = TestMail.mail().header("Subject", "a".repeat(60) + "b");
    assertInstanceOf(CheckResult.Unavailable.class, new RulesEvidence(set).check(mail.input()));
    assertEquals("", mail.hits(set));
  }

  @Test
  void itsNameIsInTheFinding() throws Exception {
    RuleSet set = RuleSet.parse(SETTINGS, "x.cf", "body HARD /(?:.*a){12}(?=q)b/");
    var finding = TestMail.body("a".repeat(60) + "b").findings(set).getFirst();
    assertEquals("HARD", finding.evidence());
    assertEquals(0.001, finding.points());
  }

  /** Neither found nor absent: to take it for absent would be a false testimony. */
  @Test
  void aNegatedRuleThatIsGivenUpDoesNotHit() throws Exception {
    RuleSet set = RuleSet.parse(SETTINGS, "x.cf", "header HARD Subject !~ /(?:.*a){12}(?=q)b/");
    TestMail mail = TestMail.mail().header("Subject", "a".repeat(60) + "b");
    for (int i = 0; i < 5; i++) {
      assertTrue(!mail.hits(set).startsWith("HARD"));
    }
    assertEquals(
        "HARD",
        TestMail.mail()
            .header("Subject", "b")
            .hits(RuleSet.parse(SETTINGS, "x.cf", "header HARD Subject !~ /(?:.*a){12}(?=q)b/")));
  }

  @Test
  void theWholeMessageHasALimitToo() throws Exception {
    RulesSettings tight = RulesSettings.DEFAULT.own(List.of()).limited(5_000, 5_000);
    RuleSet set = RuleSet.parse(tight, "x.cf", "body A /(?:.*a){12}(?=q)b/\nbody B /x.*y/");
    CheckResult result = new RulesEvidence(set).check(TestMail.body("a".repeat(60) + "b").input());
    assertInstanceOf(CheckResult.Unavailable.class, result);
  }

  @Test
  void aStackThatOverflowsIsAStrike() throws Exception {
    RulesSettings patient = RulesSettings.DEFAULT.own(List.of()).limited(50_000_000, 50_000_000);
    RuleSet set = RuleSet.parse(patient, "x.cf", "full HARD /(a|b)*(?=q)c/");
    TestMail mail = TestMail.body("ab".repeat(20_000) + "c");
    String[] hits = new String[1];
    Runnable check = () -> hits[0] = unchecked(mail, set);
    Thread shallow = new Thread(null, check, "shallow", 256 << 10);
    shallow.start();
    shallow.join();
    assertEquals("RULE_LIMIT_REACHED", hits[0]);
  }

  private static String unchecked(TestMail mail, RuleSet set) {
    try {
      return mail.hits(set);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
