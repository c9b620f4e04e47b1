package org.mailweir.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.allowed.Allowance;
import org.mailweir.allowed.AllowedSenders;
import org.mailweir.check.Finding;
import org.mailweir.check.bayes.Label;
import org.mailweir.history.Passage;
import org.mailweir.learn.LessonResult;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.QuarantineSettings;
import org.mailweir.reinject.FakeReinjector;

/** Who may decide what, and what is done in which order. */
class ReviewDeskTest {

  private static final TransactionId ID = TransactionId.at(1_795_000_000_000L);
  private static final InMemoryMessage MESSAGE = InMemoryMessage.of("Subject: s\r\n\r\ntext\r\n");
  private static final ReviewDesk.Wish PLAIN = new ReviewDesk.Wish(false, false);
  private static final ReviewDesk.Person ADMIN = new ReviewDesk.Person("root", true);
  private static final ReviewDesk.Person ALICE = new ReviewDesk.Person("Alice@X.example", false);

  @TempDir Path temp;
  private final List<String> done = new ArrayList<>();
  private boolean logIsFull;
  private QuarantineFolder quarantine;
  private AllowedSenders allowed;
  private ReviewDesk desk;

  @BeforeEach
  void open() {
    QuarantineSettings settings = new QuarantineSettings(temp.resolve("q"));
    quarantine = new QuarantineFolder(settings);
    allowed = new AllowedSenders(temp);
    desk =
        new ReviewDesk(
            quarantine,
            new Configured(settings),
            new Review(quarantine, new FakeReinjector(this::deliver)),
            new Pupil(),
            allowed,
            this::passage);
  }

  /** 198.51.100.1 is our backup MX. */
  private record Configured(QuarantineSettings settings) implements ReviewDesk.Rules {
    @Override
    public boolean isOpenToRecipients(HeldMessage message) {
      return settings.isOpenToRecipients(message);
    }

    @Override
    public boolean isTrusted(String address) {
      return "198.51.100.1".equals(address);
    }
  }

  private Optional<Passage> passage(String id) {
    return Optional.empty();
  }

  private void hold(String from, String address, String... authenticated) throws IOException {
    quarantine.hold(
        new HeldMessage(
            1,
            ID.text(),
            "2026-11-20T10:00:00Z",
            "bounce@far.example",
            MailParameters.NONE,
            Stream.of("alice@x.example", "bob@x.example")
                .map(
                    r ->
                        new HeldMessage.HeldRecipient(
                            r, null, null, "because", State.HELD, null, null))
                .toList(),
            new ClientInfo(null, address, null, null, null, "Q1", "REMOTE"),
            "s",
            from,
            MESSAGE.size(),
            MESSAGE.sha256(),
            20,
            "r",
            Stream.of(authenticated)
                .map(
                    d ->
                        d.equals("virus")
                            ? new Finding("VIRUS", 0, "A virus was found")
                            : new Finding("FROM_AUTHENTICATED", 0, "It is he", d, 1))
                .toList(),
            List.of()),
        MESSAGE);
  }

  @Test
  void aRecipientDecidesForHimselfAlone() throws IOException {
    hold("F <f@far.example>", "192.0.2.1");
    desk.release(ID, null, PLAIN, ALICE);
    assertEquals(List.of("deliver alice@x.example"), done);
    assertThrows(IOException.class, () -> desk.release(ID, "bob@x.example", PLAIN, ALICE));
    assertThrows(IOException.class, () -> desk.delete(ID, "bob@x.example", false, ALICE));
    ReviewDesk.Person stranger = new ReviewDesk.Person("eve@x.example", false);
    IOException answer =
        assertThrows(IOException.class, () -> desk.delete(ID, null, true, stranger));
    assertEquals("no held message " + ID, answer.getMessage());
    desk.delete(ID, null, false, ALICE);
    desk.release(ID, null, PLAIN, ADMIN);
    assertEquals(List.of("deliver alice@x.example", "deliver bob@x.example"), done);
  }

  @Test
  void aVirusIsReleasedByAnAdministratorAlone() throws IOException {
    hold("F <f@far.example>", "192.0.2.1", "virus");
    assertThrows(IOException.class, () -> desk.release(ID, null, PLAIN, ALICE));
    assertEquals(List.of(), done);
    desk.release(ID, "alice@x.example", PLAIN, ADMIN);
    assertEquals(List.of("deliver alice@x.example"), done);
  }

  @Test
  void theLessonComesFirstAndWhatCannotBeLearnedStays() throws IOException {
    hold("F <f@far.example>", "192.0.2.1");
    logIsFull = true;
    ReviewDesk.Wish learn = new ReviewDesk.Wish(true, true);
    assertThrows(IOException.class, () -> desk.release(ID, null, learn, ALICE));
    assertThrows(IOException.class, () -> desk.delete(ID, null, true, ALICE));
    assertEquals(List.of(), done);
    assertEquals(List.of(), allowed.all());
    logIsFull = false;
    desk.release(ID, null, learn, ALICE);
    desk.delete(ID, "bob@x.example", true, ADMIN);
    assertEquals(
        List.of("learn HAM alice@x.example", "deliver alice@x.example", "learn SPAM root, sure"),
        done);
  }

  @Test
  void toDeleteAsSpamTwiceIsNoTrouble() throws IOException {
    hold("F <f@far.example>", "192.0.2.1");
    desk.delete(ID, null, true, ADMIN);
    ReviewDesk.Answer again = desk.delete(ID, null, true, ADMIN);
    assertTrue(again.isGood());
    assertEquals(List.of("learn SPAM root, sure"), done);
  }

  @Test
  void aListThatCannotBeWrittenDoesNotHideTheDelivery() throws IOException {
    hold("F <f@far.example>", "192.0.2.1");
    Files.createDirectory(temp.resolve("allowed.jsonl"));
    ReviewDesk.Answer answer = desk.release(ID, null, new ReviewDesk.Wish(false, true), ALICE);
    assertTrue(answer.isGood());
    assertTrue(answer.allowed().startsWith("nobody was allowed: "), answer.allowed());
    assertEquals(List.of("deliver alice@x.example"), done);
  }

  @Test
  void whoWasAuthenticatedIsAllowedWhenHeIsAgain() throws IOException {
    hold("F <F@far.example>", "203.0.113.9", "far.example");
    ReviewDesk.Answer answer =
        desk.release(ID, "alice@x.example", new ReviewDesk.Wish(false, true), ADMIN);
    assertEquals(
        "f@far.example is allowed when authenticated, for alice@x.example", answer.allowed());
    assertEquals(
        List.of("alice@x.example f@far.example " + Allowance.AUTHENTICATED + " root"), entries());
  }

  @Test
  void whoWasNotIsAllowedFromWhereHeWrote() throws IOException {
    hold("F <f@far.example>", "203.0.113.9", "other.example");
    desk.release(ID, null, new ReviewDesk.Wish(false, true), ADMIN);
    assertEquals(
        List.of(
            "alice@x.example f@far.example 203.0.113.0/24 root",
            "bob@x.example f@far.example 203.0.113.0/24 root"),
        entries());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "198.51.100.1"})
  void whoCannotBeKnownAgainIsNotAllowed(String client) throws IOException {
    hold("F <f@far.example>", client);
    ReviewDesk.Answer answer = desk.release(ID, null, new ReviewDesk.Wish(false, true), ALICE);
    assertEquals(
        "nobody was allowed: who sent it is not authenticated, and from where is not known",
        answer.allowed());
    assertEquals(List.of(), entries());
  }

  @Test
  void aMessageThatNobodyRemembersIsNotLearned() {
    assertThrows(IOException.class, () -> desk.teachPassed(ID.text(), Label.SPAM, ADMIN));
  }

  private List<String> entries() throws IOException {
    return allowed.all().stream()
        .map(a -> a.recipient() + " " + a.sender() + " " + a.bound() + " " + a.by())
        .toList();
  }

  /** Writes down what it is taught. */
  private final class Pupil implements Lessons {
    @Override
    public LessonResult held(TransactionId id, Label label, String who, boolean authoritative)
        throws IOException {
      if (logIsFull) {
        throw new IOException("the log is full");
      }
      done.add("learn " + label + " " + who + (authoritative ? ", sure" : ""));
      return new LessonResult.Learned(1);
    }

    @Override
    public LessonResult passed(Passage passage, Label label, String who, boolean authoritative) {
      throw new AssertionError("nothing came through");
    }
  }

  private void deliver(Envelope envelope, byte[] message) {
    envelope.recipients().forEach(r -> done.add("deliver " + r.address().text()));
  }
}
