package org.mailweir.check.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mailweir.check.rules.TestMail.body;
import static org.mailweir.check.rules.TestMail.mail;
import static org.mailweir.check.rules.TestMail.rules;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mailweir.check.rules.language.ScoreSet;

/** Rule text and message on the left, hits on the right. */
class RuleLanguageTest {

  @Test
  void headerRulesSeeTheDecodedValue() throws Exception {
    TestMail mail = mail().header("Subject", "=?utf-8?q?Gr=C3=BC=C3=9Fe?=");
    assertEquals("A", mail.hits("header A Subject =~ /^Gr\\xc3\\xbc.{2}e$/"));
    assertEquals("A", mail.hits("header A subject =~ /^GRü/i"));
    assertEquals("", mail.hits("header A subject =~ /GRÜ/i"), "octets are folded, not letters");
    assertEquals("", mail.hits("header A Subject =~ /utf-8/"));
    assertEquals("A", mail.hits("header A Subject:raw =~ /\\?q\\?Gr=/"));
  }

  @Test
  void headerOperatorsAndAbsence() throws Exception {
    TestMail mail = mail().header("X-Mailer", "Bulk 2");
    assertEquals("A", mail.hits("header A exists:X-Mailer"));
    assertEquals("", mail.hits("header A exists:Subject"));
    assertEquals("", mail.hits("header A X-Mailer !~ /bulk/i"));
    assertEquals("A", mail.hits("header A X-Mailer !~ /bulk/"));
    assertEquals("A", mail.hits("header A Subject !~ /x/"));
    assertEquals("A", mail.hits("header A Subject =~ /^$/"), "what is absent is empty");
    assertEquals("A", mail.hits("header A Subject =~ /^UN/ [if-unset: UNSET]"));
    assertEquals("", mail.hits("header A Subject !~ /^UN/ [if-unset: UNSET]"));
  }

  @Test
  void addressesAndNames() throws Exception {
    TestMail mail =
        mail()
            .header("From", "\"Smith, J.\" <js@example.net>")
            .header("To", "a@example.org, Bee <b@example.org>")
            .header("Cc", "c@example.org (Cee)");
    assertEquals("A", mail.hits("header A From:addr =~ /^js\\@example\\.net$/"));
    assertEquals("A", mail.hits("header A From:name =~ /^Smith, J\\.$/"));
    assertEquals("A(3)", mail.hits("header A ToCc:addr =~ /^[abc]@/m\ntflags A multiple"));
    assertEquals("A", mail.hits("header A ToCc:name =~ /^Bee\\nCee|Bee$/m"));
  }

  @Test
  void aDecodedNameIsNoAddress() throws Exception {
    TestMail mail =
        mail().header("From", "=?utf-8?q?=3Cceo=40good=2Eexample=3E?= <evil@bad.example>");
    assertEquals("A", mail.hits("header A From:addr =~ /^evil\\@bad\\.example$/"));
    assertEquals("A", mail.hits("header A From:name =~ /^<ceo\\@good\\.example>$/"));
  }

  @Test
  void pseudoHeaders() throws Exception {
    TestMail mail =
        mail().header("Message-Id", "<1@x>").header("X-Spam-Score", "99").header("B", "c");
    assertEquals("A", mail.hits("header A MESSAGEID =~ /^<1\\@x>$/"));
    assertEquals("A", mail.hits("header A ALL =~ /^B: c$/m"));
    assertEquals("A", mail.hits("header A EnvelopeFrom =~ /^sender\\@example\\.net$/"));
    assertEquals("", mail.hits("header A ALL =~ /X-Spam/i\nheader B exists:X-Spam-Score"));
  }

  @Test
  void relaysBeginWithTheClient() throws Exception {
    String rule =
        "header A X-Spam-Relays-External =~ /^\\[ ip=192\\.0\\.2\\.7 rdns= helo=!10\\.0\\.0\\.1! /";
    TestMail mail = mail().client("unknown", "192.0.2.7", "[10.0.0.1]");
    assertEquals("A", mail.hits(rule));
    mail.hop("[10.0.0.1]", "", "192.0.2.7");
    assertEquals("A", mail.hits(rule));
    assertEquals("", mail.hits("header A X-Spam-Relays-External =~ /ip.*ip/"), "named once");
    assertEquals("", mail.inside().hits(rule));
    TestMail file = mail().hop("localhost", "", "127.0.0.1").hop("[10.0.0.1]", "", "192.0.2.7");
    assertEquals("A", file.hits(rule));
  }

  @Test
  void bodyIsParagraphsWithTheSubjectFirst() throws Exception {
    TestMail mail = body("one\ntwo   three\n\nfour").header("Subject", "sub");
    assertEquals("A", mail.hits("body A /^sub$/"));
    assertEquals("A", mail.hits("body A /^one two three$/"));
    assertEquals("", mail.hits("body A /three.*four/s"));
    assertEquals("", mail.hits("body A /sub/\ntflags A nosubject"));
    assertEquals("A(3)", mail.hits("body A /\\bt|f/\ntflags A multiple"));
    assertEquals("A(2)", mail.hits("body A /\\bt|f/\ntflags A multiple maxhits=2"));
  }

  @Test
  void bodyOfHtmlHoldsHiddenTextToo() throws Exception {
    TestMail mail = mail().html("seen", "hush");
    assertEquals("A B", mail.hits("body A /seen/\nbody B /hush/"));
    assertEquals("A", mail.hits("rawbody A /<p>/\nbody B /<p>/"));
  }

  @Test
  void uriFullAndMimeHeader() throws Exception {
    TestMail linked = mail().link("http://a.example/%77in");
    assertEquals("A B", linked.hits("uri A m{^http://a\\.example/win$}\nuri B /%77/"));
    TestMail mail = body("x").header("Subject", "s");
    assertEquals("A", mail.hits("full A /^Subject: s\\r\\nContent-.*\\r\\n\\r\\nx/"));
    assertEquals("A", mail.hits("mimeheader A Content-Type =~ /plain/"));
    assertEquals("A", mail.hits("mimeheader A Content-Type !~ /html/"));
  }

  @Test
  void metasSeeCountsOtherChecksAndEachOther() throws Exception {
    TestMail mail = body("a a a");
    assertEquals(
        "B C __A(3)",
        mail.hits(
            "body __A /a/\ntflags __A multiple\nmeta C B && !D\nmeta B __A > 2\nmeta D UNKNOWN"));
  }

  @Test
  void scoresDefaultsAndOverrides() throws Exception {
    RuleSet rules =
        rules(
            """
            body A /x/
            body B /x/
            tflags B nice
            body T_C /x/
            body D /x/
            score D 1 2 3 4
            body E /x/
            score E 0
            body F /x/
            score F 1
            score F -2.5
            score OTHER 0.5
            """);
    Map<String, Double> points = body("x").points(rules);
    assertEquals(Map.of("A", 1.0, "B", -1.0, "T_C", 0.01, "D", 1.0, "F", -2.5), points);
    assertEquals(0.5, rules.pointsOf("OTHER", 0.001));
    assertEquals(0.001, rules.pointsOf("ANOTHER", 0.001));
  }

  @Test
  void theScoreSetChoosesTheValue() throws Exception {
    RulesSettings settings = RulesSettings.DEFAULT.scoredFor(ScoreSet.BAYES_AND_NETWORK);
    RuleSet rules = RuleSet.parse(settings, "x", "body A /x/\nscore A 1 2 3 4");
    assertEquals(Map.of("A", 4.0), body("x").points(rules));
  }

  @Test
  void theLastDefinitionWins() throws Exception {
    assertEquals("A", body("x").hits("body A /y/\nbody A /x/"));
    assertEquals("A", body("x").header("Subject", "y").hits("body A /x/\nheader A Subject =~ /y/"));
  }

  @Test
  void findingsCarryDescriptionAndEvidence() throws Exception {
    var finding =
        body("Your pärcel  waits")
            .findings(rules("body A /p\\S+el/\ndescribe A A parcel"))
            .getFirst();
    assertEquals("A parcel", finding.description());
    assertEquals("pärcel", finding.evidence());
  }
}
