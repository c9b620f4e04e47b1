package org.mailweir.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.check.Finding;
import org.mailweir.history.Fate;
import org.mailweir.history.Look;
import org.mailweir.history.Passage;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.TransactionId;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.quarantine.Search;
import org.mailweir.reinject.FakeReinjector;
import org.mailweir.reinject.SmtpReply;

/** Who is told what and when. */
class DigestRunTest {

  private static final Instant SEVEN = Instant.parse("2026-11-21T07:00:00Z");

  @TempDir Path state;
  private final List<HeldMessage> quarantine = new ArrayList<>();
  private final List<Passage> history = new ArrayList<>();
  private final Set<String> learned = new HashSet<>();
  private final Map<String, ParsedMessage> sent = new TreeMap<>();
  private final Set<String> refused = new HashSet<>();
  private final Set<String> gone = new HashSet<>();
  private List<String> to = List.of("@x.example", "@y.example");
  private List<String> notTo = List.of();
  private DigestRun run;

  private void open() throws IOException {
    DigestSettings d = DigestSettings.DEFAULT;
    DigestSettings settings =
        new DigestSettings(
            true,
            List.of("07:00"),
            to,
            notTo,
            "en",
            List.of("@y.example=de"),
            2,
            3,
            d.linkLife(),
            "",
            d.templates());
    Gathering gathering =
        new Gathering(new Here(), settings, Links.of(state), "https://mail.example");
    Letters letters = Letters.of(settings, "mx.example", "https://mail.example");
    run =
        new DigestRun(
            settings, gathering, letters, new FakeReinjector(new Reading()), state, new Metrics());
  }

  private int at(Instant now) throws IOException, InterruptedException {
    sent.clear();
    return run.run(now, ZoneOffset.UTC);
  }

  private void hold(Instant at, double score, String subject, String... recipients) {
    quarantine.add(
        new HeldMessage(
            1,
            TransactionId.at(at.minusSeconds(90).toEpochMilli()).text(),
            at.toString(),
            "bounce@far.example",
            MailParameters.NONE,
            Stream.of(recipients)
                .map(r -> new HeldRecipient(r, null, null, "it smells", State.HELD, null, null))
                .toList(),
            ClientInfo.UNKNOWN,
            subject,
            "F <f@far.example>",
            1,
            "",
            score,
            "it smells",
            subject.equals("a virus") ? List.of(new Finding("VIRUS", 0, "v")) : List.of(),
            List.of()));
  }

  private void pass(Instant at, String digest, String recipient, Fate fate) {
    history.add(
        new Passage(
            TransactionId.at(at.toEpochMilli()).text(),
            at,
            "outside",
            "",
            "s@far.example",
            "F <f@far.example>",
            "question " + digest,
            "",
            digest,
            3,
            true,
            List.of(new Passage.Copy(recipient, fate)),
            List.of(),
            List.of(),
            "",
            1,
            1));
  }

  @Test
  void eachIsToldOnceOfWhatIsNew() throws Exception {
    open();
    hold(SEVEN.minusSeconds(5 * 3600), 20, "older than the first time", "a@x.example");
    assertEquals(0, at(SEVEN.minusSeconds(4 * 3600)), "the first time is only remembered");
    hold(SEVEN.minusSeconds(3 * 3600), 20, "alpha", "a@x.example", "B@X.example");
    hold(SEVEN.minusSeconds(60), 12, "beta", "a@x.example");
    assertEquals(0, at(SEVEN.minusSeconds(1)), "it is not time yet");
    assertEquals(2, at(SEVEN.plusSeconds(20)));
    assertEquals("1 message is held for you", subject("a@x.example"));
    assertEquals(Set.of("a@x.example", "b@x.example"), sent.keySet());
    assertEquals(0, at(SEVEN.plusSeconds(80)), "nobody is told twice");
    assertEquals(1, at(SEVEN.plus(Duration.ofDays(1))), "what came after goes the next day");
    assertTrue(text("a@x.example").contains("beta"));
    assertFalse(text("a@x.example").contains("alpha"));
  }

  @Test
  void theLikeliestMistakesComeFirstAndTheRestIsCounted() throws Exception {
    open();
    at(SEVEN.minusSeconds(3600));
    for (int score = 20; score > 15; score--) {
      hold(SEVEN.minusSeconds(600), score, "number " + score, "a@x.example");
    }
    at(SEVEN);
    assertEquals("5 messages are held for you", subject("a@x.example"));
    String text = text("a@x.example");
    assertTrue(text.indexOf("number 16") < text.indexOf("number 17"), text);
    assertTrue(text.contains("and 2 more"), text);
    assertFalse(text.contains("number 19"), text);
  }

  @Test
  void whoeverCannotBeReachedIsToldLater() throws Exception {
    open();
    at(SEVEN.minusSeconds(3600));
    hold(SEVEN.minusSeconds(600), 20, "one", "a@x.example", "b@x.example");
    refused.add("a@x.example");
    assertEquals(1, at(SEVEN));
    assertEquals(0, at(SEVEN.plusSeconds(60)), "not in every minute");
    refused.clear();
    hold(SEVEN.plusSeconds(120), 20, "another", "b@x.example");
    assertEquals(1, at(SEVEN.plusSeconds(700)));
    assertEquals(Set.of("a@x.example"), sent.keySet());
  }

  @Test
  void whoIsGoneIsNotTriedAgainAndKeepsNobodyWaiting() throws Exception {
    open();
    at(SEVEN.minusSeconds(3600));
    for (String name : List.of("a", "b", "c", "d", "e", "f", "g")) {
      hold(SEVEN.minusSeconds(600), 20, "one", name + "@x.example");
      gone.add(name + "@x.example");
    }
    gone.remove("g@x.example");
    assertEquals(1, at(SEVEN));
    gone.clear();
    assertEquals(0, at(SEVEN.plusSeconds(700)));
  }

  @Test
  void nobodyIsToldTwiceBecauseTheDiskIsFull() throws Exception {
    open();
    at(SEVEN.minusSeconds(3600));
    hold(SEVEN.minusSeconds(600), 20, "one", "a@x.example", "b@x.example");
    Path unfinished = state.resolve("digest.json.tmp");
    Files.createDirectories(unfinished.resolve("in the way"));
    assertThrows(IOException.class, () -> at(SEVEN));
    assertEquals(Set.of(), sent.keySet(), "what cannot be remembered is not sent");
    Files.delete(unfinished.resolve("in the way"));
    assertEquals(2, at(SEVEN.plusSeconds(60)));
    assertEquals(0, at(SEVEN.plusSeconds(120)));
  }

  @Test
  void anAddressThatNeedsQuotesIsNotWrittenTo() throws Exception {
    open();
    at(SEVEN.minusSeconds(3600));
    hold(SEVEN.minusSeconds(600), 20, "one", "\"foo@other.example> ORCPT=rfc822;x\"@x.example");
    assertEquals(0, at(SEVEN));
  }

  @Test
  void aQuestionIsAskedWhenNobodyHasAnsweredIt() throws Exception {
    open();
    at(SEVEN.minusSeconds(7200));
    learned.add("known");
    Instant six = SEVEN.minusSeconds(3600);
    pass(six, "known", "a@x.example", Fate.PASS);
    pass(six, "d1", "a@x.example", Fate.TAG);
    pass(six, "d2", "a@x.example", Fate.PASS);
    pass(six, "d3", "a@x.example", Fate.PASS);
    pass(six, "d4", "b@x.example", Fate.HOLD);
    pass(six, "", "b@x.example", Fate.PASS);
    assertEquals(1, at(SEVEN));
    assertEquals("Is this spam? Your spam filter asks", subject("a@x.example"));
    String text = text("a@x.example");
    assertTrue(text.contains("question d1") && text.contains("question d2"), text);
    assertFalse(text.contains("question d3") || text.contains("question known"), text);
  }

  @Test
  void onlyWhoIsWantedIsToldAndOfNothingThatHeMayNotRelease() throws Exception {
    to = List.of("@x.example", "c@z.example");
    notTo = List.of("list@x.example");
    open();
    at(SEVEN.minusSeconds(3600));
    hold(
        SEVEN.minusSeconds(600),
        20,
        "one",
        "a@x.example",
        "list@x.example",
        "c@z.example",
        "d@z.example");
    hold(SEVEN.minusSeconds(600), 20, "a virus", "b@x.example");
    at(SEVEN);
    assertEquals(Set.of("a@x.example", "c@z.example"), sent.keySet());
  }

  @Test
  void germansReadGerman() throws Exception {
    open();
    at(SEVEN.minusSeconds(3600));
    hold(SEVEN.minusSeconds(600), 20, "eins", "a@y.example");
    hold(SEVEN.minusSeconds(600), 20, "zwei", "a@y.example");
    at(SEVEN);
    assertEquals("2 Nachrichten werden f\u00fcr Sie zur\u00fcckgehalten", subject("a@y.example"));
    assertTrue(text("a@y.example").startsWith("Post f\u00fcr a@y.example\n"));
  }

  @Test
  void nothingOfASpamIsALinkOrMarkup() throws Exception {
    open();
    at(SEVEN.minusSeconds(3600));
    hold(
        SEVEN.minusSeconds(600),
        20,
        "<b>win</b> {{link}} https://evil.example \u202egnp\r\nBcc: x@x.example",
        "a@x.example");
    at(SEVEN);
    ParsedMessage mail = sent.get("a@x.example");
    String html = mail.leaves().get(1).text();
    assertTrue(html.contains("&lt;b&gt;win&lt;/b&gt; {{link}} hxxps://evil.example"), html);
    assertFalse(html.contains("\u202e"), html);
    assertEquals("", mail.headers().value("Bcc"));
    assertEquals("auto-generated", mail.headers().value("Auto-Submitted"));
    assertTrue(text("a@x.example").contains("https://mail.example/d/"));
  }

  @ParameterizedTest(name = "{0} in {1}: {2}")
  @CsvSource({
    "2026-11-21T08:00:00Z, UTC, 2026-11-21T07:00:00Z",
    "2026-11-21T06:59:59Z, UTC, 2026-11-20T16:30:00Z",
    "2026-11-21T06:59:59Z, Europe/Berlin, 2026-11-21T06:00:00Z",
    "2026-11-21T23:59:59Z, UTC, 2026-11-21T16:30:00Z",
  })
  void theLastTimeThatHasPassed(Instant now, ZoneId zone, Instant due) {
    List<LocalTime> times = List.of(LocalTime.of(7, 0), LocalTime.of(16, 30));
    assertEquals(due, DigestRun.latestDue(times, now, zone));
  }

  private String subject(String recipient) {
    return sent.get(recipient).headers().value("Subject");
  }

  private String text(String recipient) {
    return sent.get(recipient).leaves().getFirst().text().replace("\r\n", "\n");
  }

  private final class Here implements Gathering.Sources {
    @Override
    public List<HeldMessage> held(Search search, int offset, int limit) {
      return quarantine.stream().filter(search::matches).skip(offset).limit(limit).toList();
    }

    @Override
    public List<Passage> passed(Look look, int offset, int limit) {
      return history.stream()
          .filter(p -> look.after() == null || !p.when().isBefore(look.after()))
          .filter(p -> look.before() == null || p.when().isBefore(look.before()))
          .skip(offset)
          .limit(limit)
          .toList();
    }

    @Override
    public boolean isLearned(String digest) {
      return learned.contains(digest);
    }

    @Override
    public boolean isOpenToRecipients(HeldMessage message) {
      return message.findings().isEmpty();
    }
  }

  /** A Postfix that takes what it does not refuse, and reads it. */
  private final class Reading implements FakeReinjector.Mailbox {
    @Override
    public SmtpReply asked(String recipient) {
      if (gone.contains(recipient)) {
        return new SmtpReply(550, "5.1.1 unknown");
      }
      return refused.contains(recipient) ? SmtpReply.tempfail("busy") : FakeReinjector.OK;
    }

    @Override
    public void took(Envelope envelope, byte[] message) {
      assertEquals(MailAddress.NULL, envelope.sender());
      String text = new String(message, StandardCharsets.UTF_8);
      assertFalse(text.replace("\r\n", "").matches("(?s).*[\r\n].*"), "bare line ends");
      assertTrue(text.lines().allMatch(l -> l.length() <= 998));
      sent.put(
          envelope.recipients().getFirst().address().text(),
          new MessageParser(ParseLimits.DEFAULT).parse(InMemoryMessage.of(text)));
    }
  }
}
