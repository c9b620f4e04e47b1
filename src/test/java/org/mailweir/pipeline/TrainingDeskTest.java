package org.mailweir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.act.RecipientResult;
import org.mailweir.concurrent.Workers;
import org.mailweir.learn.LogInFolder;
import org.mailweir.learn.Pupil;
import org.mailweir.learn.Trainer;
import org.mailweir.learn.inbox.Learned;
import org.mailweir.learn.inbox.Receipts;
import org.mailweir.learn.inbox.TrainingAddresses;
import org.mailweir.learn.inbox.TrainingInbox;
import org.mailweir.learn.inbox.TrainingSettings;
import org.mailweir.learn.recent.RecentMessages;
import org.mailweir.learn.recent.RecentSettings;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.Origin;
import org.mailweir.mail.Recipient;
import org.mailweir.mail.TransactionId;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.ParseLimits;
import org.mailweir.reinject.ReinjectSettings;
import org.mailweir.reinject.SmtpReinjector;
import org.mailweir.settings.DataSize;
import org.mailweir.store.LessonFilter;

/** Who is served at the desk, who is held, and what a broken store does to them. */
class TrainingDeskTest {

  private static final String FORWARD = "thunderbird-attached";
  private static final ClientInfo STRANGER = client("203.0.113.5");
  private static final ClientInfo NEIGHBOUR = client("192.0.2.5");

  @TempDir private Path folder;
  private final Metrics metrics = new Metrics();
  private final Workers workers = new Workers("test", 1);
  private Trainer trainer;
  private RecentMessages recent;
  private TrainingDesk desk;

  private static ClientInfo client(String address) {
    return new ClientInfo(null, address, null, null, null, "QID", null);
  }

  @BeforeEach
  void open() throws IOException {
    TrainingSettings settings =
        new TrainingSettings(
            List.of("spam@example.com"),
            List.of("ham@example.com"),
            List.of(),
            List.of("192.0.2.0/24"),
            20,
            DataSize.ofMiB(1),
            TrainingSettings.Inline.LIGHT,
            0.25,
            false,
            List.of("trap@example.com"));
    trainer = LogInFolder.trainer(folder);
    recent =
        RecentMessages.open(
            new RecentSettings(folder.resolve("recent"), Duration.ZERO, DataSize.ofMiB(1)),
            metrics);
    desk =
        new TrainingDesk(
            new TrainingAddresses(settings),
            new TrainingInbox(settings, ParseLimits.DEFAULT, trainer, recent, Pupil.NONE),
            new Receipts(false, noReinjection(), "mx.example.com", metrics),
            workers,
            new CrashJournal(folder),
            Duration.ofSeconds(30),
            metrics);
  }

  private SmtpReinjector noReinjection() {
    return new SmtpReinjector(ReinjectSettings.DEFAULT, metrics);
  }

  @AfterEach
  void close() {
    trainer.close();
    recent.close();
    workers.close();
  }

  private static Transaction tx(Origin origin, ClientInfo client, String sender, String... to)
      throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of("src/test/resources/forward/" + FORWARD + ".eml"));
    return new Transaction(
        TransactionId.at(0),
        origin,
        true,
        new Envelope(
            new MailAddress(sender),
            MailParameters.NONE,
            Arrays.stream(to).map(Recipient::of).toList()),
        client,
        InMemoryMessage.canonical(bytes),
        () -> false);
  }

  private static List<String> results(TrainingDesk.Served served) {
    return served.results().stream()
        .map(r -> r.recipient().address().text() + " " + Outcome.reply(r))
        .toList();
  }

  @Test
  void onlyTheTrainingAddressesAreServed() throws Exception {
    Transaction tx =
        tx(Origin.INSIDE, STRANGER, "a@example.com", "x@example.com", "Spam@example.com");
    TrainingDesk.Served served = desk.serve(tx);
    assertEquals(List.of("Spam@example.com 250 2.0.0 Ok, spam: learned 1"), results(served));
    assertEquals(
        List.of(Recipient.of("x@example.com")),
        tx.without(served.recipients()).envelope().recipients());
    assertEquals(1, served.lines().size());
    assertTrue(served.lines().getFirst().startsWith("spam learned #"), served.lines()::toString);
  }

  @Test
  void aNetworkOfOursTeachesThroughTheOutsideListener() throws Exception {
    assertEquals(
        1,
        desk.serve(tx(Origin.OUTSIDE, NEIGHBOUR, "a@example.com", "ham@example.com"))
            .results()
            .size());
  }

  @Test
  void strangersAndBouncesAreHeldAndTeachNothing() throws Exception {
    for (Transaction tx :
        List.of(
            tx(Origin.OUTSIDE, STRANGER, "a@example.com", "x@example.com", "ham@example.com"),
            tx(Origin.INSIDE, NEIGHBOUR, "", "x@example.com", "ham@example.com"))) {
      assertEquals(List.of(), desk.serve(tx).results());
      assertEquals(List.of(Recipient.of("ham@example.com")), List.copyOf(desk.held(tx).keySet()));
    }
    assertEquals(List.of(), trainer.lessons(LessonFilter.newest(9)));
  }

  @Test
  void whatStrangersSendToATrapIsHeldAndThenLearnedAsSpam() throws Exception {
    Transaction tx = tx(Origin.OUTSIDE, STRANGER, "a@x", "x@example.com", "trap@example.com");
    Recipient trap = Recipient.of("trap@example.com");
    assertEquals(List.of(trap), List.copyOf(desk.held(tx).keySet()));
    assertEquals(
        List.of(),
        desk.trap(tx, List.of(new RecipientResult.Deferred(trap, Outcome.reply(held(trap))))),
        "what is not held yet comes again");
    List<Learned> learned = desk.trap(tx, List.of(held(trap)));
    assertEquals("spam: learned 1", learned.getFirst().summary());
    assertEquals(
        "spam trap trap@example.com", trainer.lessons(LessonFilter.newest(9)).getFirst().source());
  }

  private static RecipientResult held(Recipient recipient) {
    return new RecipientResult.Held(recipient, TransactionId.at(0), "sent to a spam trap");
  }

  @Test
  void peopleOfTheHouseMayWriteToATrap() throws Exception {
    assertTrue(desk.held(tx(Origin.INSIDE, NEIGHBOUR, "a@x", "trap@example.com")).isEmpty());
    assertTrue(desk.held(tx(Origin.OUTSIDE, NEIGHBOUR, "a@x", "trap@example.com")).isEmpty());
  }

  @Test
  void aBrokenStoreIsATemporaryFailureOfThatRecipientAlone() throws Exception {
    trainer.close();
    Path dir = org.mailweir.learn.LearnSettings.DEFAULT.in(folder).dir();
    Files.move(dir, folder.resolve("aside"));
    Files.writeString(dir, "in the way");
    open();
    TrainingDesk.Served served =
        desk.serve(tx(Origin.INSIDE, NEIGHBOUR, "a@x", "x@example.com", "ham@example.com"));
    RecipientResult only = served.results().getFirst();
    assertInstanceOf(RecipientResult.Deferred.class, only);
    assertTrue(Outcome.reply(only).isTemporary());
    assertTrue(served.anyWaits());
    assertEquals(List.of(), served.learned());
  }
}
