package org.mailweir.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.check.Finding;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.mail.Recipient;
import org.mailweir.settings.Where;

/** Who gets what, and which line says so. */
class DeciderTest {

  private static final PolicySettings GENERAL =
      new PolicySettings(
          5,
          8,
          12,
          "[SPAM] ",
          false,
          List.of("friend@good.example", "@partner.example"),
          List.of("@bank.example"),
          List.of("@junk.example"),
          false,
          List.of("VIRUS"),
          new Where(Map.of("tag", "main.toml:3", "hold", "main.toml:5", "block", "main.toml:9")));

  private static PolicySettings.ForRecipients entry(
      List<String> match, @Nullable Double tag, @Nullable Double hold, @Nullable Boolean lover) {
    return new PolicySettings.ForRecipients(
        match,
        tag,
        null,
        hold,
        null,
        null,
        match.contains("alice@x.example") ? List.of("@junk.example") : null,
        null,
        null,
        lover,
        null,
        new Where(Map.of("tag", "more.toml:" + match.size(), "hold", "more.toml:20")));
  }

  private final Decider decider =
      new Decider(
          new PolicyTable(
              GENERAL,
              List.of(
                  entry(List.of("alice@x.example"), null, Double.POSITIVE_INFINITY, null),
                  entry(List.of("lover@x.example"), null, null, true),
                  entry(List.of("@x.example", "@y.example"), 3.0, null, null),
                  entry(List.of("@.z.example"), 2.0, null, null),
                  entry(List.of("late@x.example"), 1.0, null, null))),
          (recipient, sent, proved) ->
              recipient.equals("carol@else.example") && sent.from().equals("friend@far.example")
                  ? new Allowances.Granted("friend@far.example" + (proved ? ", proved" : ""), "a:1")
                  : null);

  @ParameterizedTest(name = "{0} at {1}")
  @CsvSource({
    "anybody@else.example, 4.9, Pass, main.toml:3",
    "anybody@else.example, 5.0, Tag, main.toml:3",
    "anybody@else.example, 12.0, Hold, main.toml:5",
    "bob@x.example, 2.9, Pass, more.toml:2",
    "bob@x.example, 3.0, Tag, more.toml:2",
    "BOB@X.EXAMPLE, 3.0, Tag, more.toml:2",
    "bob@sub.x.example, 3.0, Pass, main.toml:3",
    "bob@z.example, 2.0, Tag, more.toml:1",
    "bob@deep.sub.z.example, 2.0, Tag, more.toml:1",
    "alice@x.example, 99.0, Tag, main.toml:3",
    "alice+news@x.example, 99.0, Tag, main.toml:3",
    "\"alice\"@x.example, 99.0, Tag, main.toml:3",
    "lover@x.example, 99.0, Tag, main.toml:3",
    // The first entry that matches counts, so the last one is never reached.
    "late@x.example, 2.0, Pass, more.toml:2",
  })
  void theFirstEntryThatMatchesDecides(
      String recipient, double score, String disposition, String where) {
    Decider.Explanation explained = explain(recipient, score, "s@nobody.example", Origin.OUTSIDE);
    assertEquals(disposition, explained.disposition().getClass().getSimpleName());
    assertEquals(
        disposition.equals("Tag") && score >= 8 ? "built-in default" : where, explained.where());
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource({
    "friend@good.example, bob@else.example, 99, Pass, sender is allowed by friend@good.example",
    "FRIEND@Good.Example, bob@else.example, 99, Pass, sender is allowed by friend@good.example",
    "other@good.example, bob@else.example, 99, Hold,",
    "x@sub.partner.example, bob@else.example, 99, Pass, sender is allowed by @partner.example",
    "x@notpartner.example, bob@else.example, 99, Hold,",
    "x@junk.example, bob@else.example, 0, Hold, sender is blocked by @junk.example",
    "x@junk.example, lover@x.example, 0, Tag, sender is blocked by @junk.example",
    // Alice allows whom the others block.
    "x@junk.example, alice@x.example, 99, Pass, sender is allowed by @junk.example",
  })
  void sendersMayBeAllowedOrBlocked(
      String sender, String recipient, double score, String disposition, @Nullable String reason) {
    Disposition got = explain(recipient, score, sender, Origin.OUTSIDE).disposition();
    assertEquals(disposition, got.getClass().getSimpleName());
    if (reason != null) {
      assertEquals(reason, got.reason());
    }
  }

  @Test
  void mailFromTheInsideIsMarkedButNeverHeld() {
    Disposition got = explain("a@else.example", 99, "s@y.example", Origin.INSIDE).disposition();
    assertEquals(Disposition.Tag.class, got.getClass());
  }

  @ParameterizedTest(name = "{0} {1} from {2}")
  @CsvSource({
    "anybody@else.example, OUTSIDE, x@nobody.example",
    "lover@x.example, OUTSIDE, x@nobody.example",
    "anybody@else.example, OUTSIDE, friend@good.example",
    "anybody@else.example, INSIDE, colleague@else.example",
  })
  void aVirusIsHeldWhoeverSentItToWhom(String recipient, Origin origin, String sender) {
    Verdict virus = withFinding(new Finding("VIRUS", 0, "A virus was found", "Eicar", 1));
    Disposition got =
        decider.explain(virus, sent(sender, "", origin), new MailAddress(recipient)).disposition();
    assertEquals(new Disposition.Hold("VIRUS is always held: A virus was found: Eicar"), got);
  }

  @ParameterizedTest(name = "From {0} with {1} {2}")
  @CsvSource({
    "news@bank.example, FROM_AUTHENTICATED, bank.example, Pass",
    "news@mail.bank.example, FROM_AUTHENTICATED, mail.bank.example, Pass",
    "news@b\u00fccher.bank.example, FROM_AUTHENTICATED, xn--bcher-kva.bank.example, Pass",
    "news@bank.example, SPF_PASS, bank.example, Tag",
    "news@bank.example.phish.example, FROM_AUTHENTICATED, bank.example.phish.example, Tag",
    // Two addresses in From: who was proved is not who is read here.
    "news@bank.example, FROM_AUTHENTICATED, phish.example, Tag",
    "'', FROM_AUTHENTICATED, '', Tag",
  })
  void aSenderMayBeAllowedIfItIsReallyHe(
      String from, String finding, String proved, String disposition) {
    Verdict verdict = withFinding(new Finding(finding, 0, "It says so", proved, 1));
    // The envelope sender is no proof of who is in From.
    String sender = "bounce@bank.example";
    Disposition got =
        decider
            .explain(verdict, sent(sender, from, Origin.OUTSIDE), new MailAddress("b@else.example"))
            .disposition();
    assertEquals(disposition, got.getClass().getSimpleName());
  }

  private static Verdict withFinding(Finding finding) {
    return new Verdict(5.5, List.of(finding), List.of(), Verdict.Scan.COMPLETE, "");
  }

  @Test
  void recipientsWithEqualOutcomesAreOneGroup() {
    List<Recipient> recipients =
        List.of(
            Recipient.of("a@else.example"),
            Recipient.of("b@x.example"),
            Recipient.of("c@else.example"),
            Recipient.of("d@x.example"));
    DeliveryPlan plan =
        decider.plan(a -> verdict(4), sent("s@nobody.example", "", Origin.OUTSIDE), recipients);
    assertEquals(
        List.of("[<a@else.example>, <c@else.example>]", "[<b@x.example>, <d@x.example>]"),
        plan.groups().stream()
            .map(g -> g.recipients().stream().map(Recipient::address).toList().toString())
            .toList());
  }

  @Test
  void aRecipientMayHaveAVerdictOfHisOwn() {
    List<Recipient> recipients =
        List.of(Recipient.of("a@else.example"), Recipient.of("c@else.example"));
    Decider.VerdictFor verdicts = a -> verdict(a.localPart().equals("c") ? 5.5 : 4);
    assertEquals(
        List.of("[<a@else.example>] 4.0 Pass", "[<c@else.example>] 5.5 Tag"),
        decider
            .plan(verdicts, sent("s@nobody.example", "", Origin.OUTSIDE), recipients)
            .groups()
            .stream()
            .map(
                g ->
                    g.recipients().stream().map(Recipient::address).toList()
                        + " "
                        + g.verdict().score()
                        + " "
                        + g.disposition().getClass().getSimpleName())
            .toList());
  }

  @Test
  void theReasonNamesTheHeaviestFindings() {
    assertEquals(
        "score 6.0 is at or above 5.0: It smells; It is late",
        explain("a@else.example", 6, "s@nobody.example", Origin.OUTSIDE).disposition().reason());
  }

  private Decider.Explanation explain(
      String recipient, double score, String sender, Origin origin) {
    return decider.explain(verdict(score), sent(sender, "", origin), new MailAddress(recipient));
  }

  private static Sent sent(String sender, String from, Origin origin) {
    return new Sent(new MailAddress(sender), from, origin, ClientInfo.UNKNOWN);
  }

  @Test
  void whatARecipientHasAllowedHimselfHoldsForHimAlone() {
    Sent sent = sent("s@nobody.example", "friend@far.example", Origin.OUTSIDE);
    Decider.Explanation his =
        decider.explain(verdict(30), sent, new MailAddress("carol@else.example"));
    assertEquals("sender is allowed by friend@far.example", his.disposition().reason());
    assertEquals("a:1", his.where());
    Finding proof = new Finding("FROM_AUTHENTICATED", 0, "It says so", "far.example", 1);
    assertEquals(
        "sender is allowed by friend@far.example, proved",
        decider
            .explain(withFinding(proof), sent, new MailAddress("carol@else.example"))
            .disposition()
            .reason());
    assertInstanceOf(
        Disposition.Hold.class,
        decider.explain(verdict(30), sent, new MailAddress("dave@else.example")).disposition());
  }

  private static Verdict verdict(double score) {
    return new Verdict(
        score,
        List.of(new Finding("SMELL", 3, "It smells"), new Finding("LATE", 2, "It is late")),
        List.of(),
        Verdict.Scan.COMPLETE,
        "");
  }
}
