package org.mailweir.check.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mailweir.check.rules.TestMail.body;
import static org.mailweir.check.rules.TestMail.mail;
import static org.mailweir.check.rules.TestMail.rules;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules that are more than a pattern over one text. */
class RuleKindsTest {

  private static final String ENDING =
      """
      body EARLY /x/
      priority EARLY -20
      body ENDER /x/
      priority ENDER -10
      body LATER /x/
      meta ALSO LATER || ENDER
      shortcircuit ENDER %s
      """;

  @Test
  void functionsAreCalled() throws Exception {
    assertEquals("A", mail().header("From", "a@b.example").hits("header A eval:check_no_relays()"));
    assertEquals("", body("x").hits("header A eval:check_rbl('x', 'x.example.')"));
    assertEquals("", body("x").hits("header A eval:check_no_relays()\ntflags A net"));
  }

  @Test
  void linksByTheirProperties() throws Exception {
    TestMail mail = body("x").link("http://one.example.com/a%2Eb").link("http://two.example.org/");
    assertEquals("A", mail.hits("uri_detail A raw =~ /%2E/ domain =~ /^example\\.com$/"));
    assertEquals("", mail.hits("uri_detail A raw =~ /%2E/ domain =~ /^example\\.org$/"));
    assertEquals("A", mail.hits("uri_detail A type =~ /^a$/ text =~ /^here$/ host !~ /one/"));
    assertEquals("A", mail.hits("uri_detail A cleaned =~ m'/a\\.b$'"));
  }

  @Test
  void headersOfParts() throws Exception {
    TestMail mail = body("x").header("X-Part", "yes");
    assertEquals("A", mail.hits("mimeheader A X-Part =~ /^yes$/"));
    assertEquals("A", mail.hits("mimeheader A X-None =~ /^unset$/ [if-unset: unset]"));
    assertEquals("A", mail.hits("mimeheader A X-None =~ /^$/"));
    assertEquals("A", mail.hits("mimeheader A X-Part !~ /no/"));
    assertEquals("A", mail.hits("mimeheader A ALL =~ /^X-Part: yes$/m"));
    assertEquals("", mail.hits("mimeheader A X-Part =~ /yes/\ntflags A range=2-"));
    assertEquals("A", mail.hits("mimeheader A X-Part =~ /yes/\ntflags A range=1 concat"));
  }

  @Test
  void aRuleMayEndTheCheck() throws Exception {
    Map<String, Double> on = body("x").points(rules(ENDING.formatted("on")));
    assertEquals(Map.of("EARLY", 1.0, "ENDER", 1.0, "SHORTCIRCUIT", 0.0001), on);
    Map<String, Double> ham = body("x").points(rules(ENDING.formatted("ham")));
    assertEquals(-100.0, ham.get("SHORTCIRCUIT"));
    String other = ENDING.formatted("spam") + "shortcircuit_spam_score 50\n";
    assertEquals(50.0, body("x").points(rules(other)).get("SHORTCIRCUIT"));
    assertFalse(body("y").points(rules(other)).containsKey("SHORTCIRCUIT"));
    Map<String, Double> off = body("x").points(rules(ENDING.formatted("off")));
    assertEquals("[ALSO, EARLY, ENDER, LATER]", off.keySet().toString());
  }

  @Test
  void whatOneRuleCapturesAnotherOneLooksFor() throws Exception {
    String rules = "header __TO To:addr =~ /(?<TO_ADDR>.+)/\nuri A m{[\\#?]%{TO_ADDR}$}i";
    TestMail mail = body("x").header("To", "Bob <b.b+c@example.org>");
    assertEquals("A __TO", mail.link("http://shop.example/#B.B+C@example.org").hits(rules));
    TestMail other = body("x").header("To", "Bob <b.b+c@example.org>");
    assertEquals("__TO", other.link("http://shop.example/#bxb+c@example.org").hits(rules));
    assertEquals("", body("x").link("http://shop.example/#").hits(rules));
  }

  @Test
  void allThatARuleCapturesIsLookedFor() throws Exception {
    String rules =
        "body __WORD /\\bword (?<ANY_WORD>\\w+)/\ntflags __WORD multiple\n"
            + "header A Subject =~ /^%{ANY_WORD}$/\nheader B Subject !~ /^%{ANY_WORD}$/";
    assertEquals("A __WORD(2)", body("word one, word two").header("Subject", "two").hits(rules));
    assertEquals("B __WORD(2)", body("word one, word two").header("Subject", "six").hits(rules));
    assertEquals("", body("nothing").header("Subject", "six").hits(rules));
    String apart = "body __W /is (?<ONE_WORD>\\w+)/\nbody A /not (?!%{ONE_WORD})/";
    assertEquals("A __W", body("is blue, not red").hits(apart));
    assertEquals("__W", body("is blue, not blue").hits(apart));
  }

  @Test
  void redirectorsLeadOn() throws Exception {
    String text = "uri A /^target\\.example/\nredirector_pattern m'^https?://go\\.example/r/(.*)'";
    assertEquals("A", body("x").link("http://go.example/r/target.example").hits(text));
    assertEquals("", body("x").link("http://go.example/s/target.example").hits(text));
  }

  @Test
  void metasKnowNamesByPatternAndWhetherTheNetworkIsAsked() throws Exception {
    String text = "body __A1 /x/\nbody __A2 /x/\nmeta M rules_matching(__A?) > 1\nmeta N !M";
    assertEquals("M __A1 __A2", body("x").hits(text));
    assertEquals("N", body("y").hits(text));
    assertEquals("L", body("x").hits("meta L local_tests_only"));
  }

  @Test
  void costsAndHitsAreCounted() throws Exception {
    RuleSet rules = rules("body A /xy/\nbody B /zz/\nmeta M A");
    body("xy").hits(rules);
    body("xy").hits(rules);
    RuleCost a = rules.costs().stream().filter(c -> c.rule().equals("A")).findFirst().orElseThrow();
    assertEquals(2, a.hits());
    assertTrue(a.runs() >= 2);
    assertEquals("A", rules.costliest(1).getFirst().rule());
  }
}
