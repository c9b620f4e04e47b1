package org.mailweir.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailweir.check.Analysis;
import org.mailweir.check.Finding;
import org.mailweir.check.bayes.BayesCheck;
import org.mailweir.check.bayes.BayesSettings;
import org.mailweir.check.bayes.FeatureReader;
import org.mailweir.check.bayes.Label;
import org.mailweir.check.bayes.Model;
import org.mailweir.check.bayes.Opinion;
import org.mailweir.decide.Scorer;
import org.mailweir.decide.Verdict;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.settings.DataSize;

/** A newsletter that the site takes for spam, and one reader who wants it. */
class PersonalVerdictsTest {

  private static final MailAddress BOB = new MailAddress("Bob@example.org");
  private static final MailAddress CAROL = new MailAddress("carol@example.org");
  private static final String OFFER = "special offers this week cheap watches discount code %d";
  private static final String TALK = "could we meet about the draft of chapter %d tomorrow";

  private final BayesSettings settings = BayesSettings.DEFAULT.withPersonal(DataSize.ofMiB(1));
  private final Model model = new Model(settings);
  private final BayesCheck check =
      new BayesCheck(() -> model, settings, PersonalVerdictsTest::points);
  private final PersonalVerdicts personal = new PersonalVerdicts(() -> model, check);

  PersonalVerdictsTest() {
    for (int i = 0; i < 60; i++) {
      teach(OFFER.formatted(i), Label.SPAM, "");
      teach(TALK.formatted(i), Label.HAM, "");
    }
  }

  @Test
  void onlyTheReaderWhoTaughtItGetsIt() {
    ParsedMessage newsletter = mail(OFFER.formatted(100));
    Verdict common = common(newsletter);
    assertEquals(8, common.score());
    teach(OFFER.formatted(101), Label.HAM, "bob@example.org");
    common = common(newsletter);
    Verdict forBob = personal.verdicts(newsletter, common).recipient(BOB);
    assertTrue(forBob.score() < 5, forBob.toString());
    assertTrue(forBob.findings().stream().anyMatch(f -> f.name().equals("OTHER")));
    assertSame(common, personal.verdicts(newsletter, common).recipient(CAROL));
  }

  @Test
  void whatBobTaughtMakesNothingElseSpamToHim() {
    teach(OFFER.formatted(101), Label.HAM, "bob@example.org");
    ParsedMessage talk = mail(TALK.formatted(100));
    Verdict common = common(talk);
    assertTrue(personal.verdicts(talk, common).recipient(BOB).score() <= common.score());
  }

  @Test
  void withoutAnOpinionOfTheClassifierThereIsNothingToChange() {
    teach(OFFER.formatted(101), Label.HAM, "bob@example.org");
    Verdict unavailable = Scorer.unknown(Verdict.Scan.INCOMPLETE);
    ParsedMessage newsletter = mail(OFFER.formatted(100));
    assertSame(unavailable, personal.verdicts(newsletter, unavailable).recipient(BOB));
  }

  private Verdict common(ParsedMessage message) {
    Opinion opinion = BayesCheck.opinion(() -> model, message);
    List<Finding> findings = new java.util.ArrayList<>(check.findings(opinion));
    findings.add(new Finding("OTHER", 2, "Something else"));
    return Scorer.verdict(new Analysis(findings, List.of(), java.time.Duration.ZERO));
  }

  private void teach(String text, Label label, String person) {
    model.learn(new FeatureReader().read(mail(text)), label, 1, 20_000, person);
  }

  private static double points(String band) {
    return switch (band) {
      case "BAYES_00" -> -2;
      case "BAYES_95", "BAYES_99" -> 6;
      default -> 0;
    };
  }

  private static ParsedMessage mail(String text) {
    return new MessageParser(ParseLimits.DEFAULT)
        .parse(
            InMemoryMessage.of(
                "From: News <news@shop.example>\r\nSubject: Hello\r\n\r\n" + text + "\r\n"));
  }
}
