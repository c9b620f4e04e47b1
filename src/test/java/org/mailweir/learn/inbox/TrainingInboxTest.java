package org.mailweir.learn.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.learn.LearnSettings;
import org.mailweir.learn.LogInFolder;
import org.mailweir.learn.Pupil;
import org.mailweir.learn.Trainer;
import org.mailweir.learn.inbox.TrainingSettings.Inline;
import org.mailweir.learn.recent.RecentMessages;
import org.mailweir.learn.recent.RecentSettings;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.settings.DataSize;
import org.mailweir.store.Lesson;
import org.mailweir.store.LessonFilter;

/** What each message to a training address does to the list of lessons, with the real store. */
class TrainingInboxTest {

  private static final Path SAMPLES = Path.of("src/test/resources/forward");
  private static final MailAddress READER = new MailAddress("Reader@Example.com");

  @TempDir private Path folder;
  private Trainer trainer;
  private RecentMessages recent;

  @BeforeEach
  void open() {
    trainer = LogInFolder.trainer(folder);
    recent =
        RecentMessages.open(
            new RecentSettings(folder.resolve("recent"), Duration.ofDays(3), DataSize.ofMiB(4)),
            new Metrics());
  }

  @AfterEach
  void close() {
    recent.close();
    trainer.close();
  }

  private Learned take(Inline inline, Wish wish, String sample) throws IOException {
    TrainingSettings settings =
        new TrainingSettings(
            List.of("spam@train.example.com"),
            List.of("ham@train.example.com"),
            List.of("forget@train.example.com"),
            List.of(),
            2,
            DataSize.ofMiB(1),
            inline,
            0.25,
            false,
            List.of());
    byte[] bytes = Files.readAllBytes(SAMPLES.resolve(sample + ".eml"));
    return new TrainingInbox(settings, ParseLimits.DEFAULT, trainer, recent, Pupil.NONE)
        .take(
            InMemoryMessage.canonical(bytes),
            wish,
            new MailAddress("spam@train.example.com"),
            READER);
  }

  private Learned take(Wish wish, String sample) throws IOException {
    return take(Inline.LIGHT, wish, sample);
  }

  private List<Lesson> lessons() throws IOException {
    return trainer.lessons(LessonFilter.newest(50));
  }

  @Test
  void everyLessonSaysWhoTaughtItAndWhere() throws IOException {
    Learned learned = take(Wish.SPAM, "several-attached");
    assertEquals("spam: learned 2, only the first 2 attached messages count", learned.summary());
    Lesson lesson = lessons().getLast();
    assertEquals("reader@example.com", lesson.teacher());
    assertEquals("training address spam@train.example.com", lesson.source());
    assertEquals("20261120080110.7F1A2@clockwork-deals.example", lesson.messageId());
    assertEquals("Luxury watches at 90% off, today only", lesson.subject());
    assertEquals(
        "learned #" + lesson.number() + " attached <" + lesson.messageId() + ">",
        learned.lessons().getFirst().line());
  }

  @Test
  void theSameMessageCountsOnceHoweverItIsForwarded() throws IOException {
    assertEquals("spam: learned 1", take(Wish.SPAM, "thunderbird-attached").summary());
    assertEquals("spam: known 1", take(Wish.SPAM, "mutt-bounced").summary());
    assertEquals("spam: known 1", take(Wish.SPAM, "webmail-octet-stream").summary());
    assertEquals(1, lessons().size());
  }

  @Test
  void theOtherAddressMovesItOverAndForgetTakesItBack() throws IOException {
    take(Wish.SPAM, "thunderbird-attached");
    assertEquals("ham: moved 1", take(Wish.HAM, "mutt-attached").summary());
    assertEquals("forget: forgotten 1", take(Wish.FORGET, "mutt-bounced").summary());
    assertEquals("forget: nothing-to-forget 1", take(Wish.FORGET, "mutt-bounced").summary());
  }

  @Test
  void anInlineForwardCountsFullWhenItsOriginalWasSeen() throws Exception {
    byte[] original = Files.readAllBytes(SAMPLES.resolve("original/watches.eml"));
    recent.remember(
        new MessageParser(ParseLimits.DEFAULT).parse(InMemoryMessage.canonical(original)));
    for (int i = 0; i < 200 && recent.size() == 0; i++) {
      Thread.sleep(10);
    }
    Learned learned = take(Wish.SPAM, "gmail-text");
    assertEquals("recovered", learned.lessons().getFirst().form());
    assertEquals(1.0, lessons().getFirst().weight());
    assertEquals("spam: known 1", take(Wish.SPAM, "thunderbird-attached").summary());
  }

  @Test
  void anInlineForwardWhoseOriginalIsLostCountsAsConfigured() throws IOException {
    assertEquals("inline", take(Wish.SPAM, "gmail-text").lessons().getFirst().form());
    assertEquals(0.25, lessons().getFirst().weight());
    Learned none = take(Inline.RECOVER, Wish.SPAM, "outlook-html-german");
    assertEquals(List.of(), none.lessons());
    assertTrue(none.trouble().contains("not among the recent messages"), none.trouble());
    Learned ignored = take(Inline.IGNORE, Wish.SPAM, "outlook-html-german");
    assertTrue(ignored.trouble().contains("are not learned"), ignored.trouble());
    assertEquals(1, lessons().size());
  }

  @Test
  void aNoteTeachesNothing() throws IOException {
    Learned learned = take(Wish.SPAM, "note-only");
    assertEquals(
        "spam: no forwarded message found in it; forward as attachment", learned.summary());
    assertTrue(lessons().isEmpty());
  }

  @Test
  void aBrokenStoreIsSaidAndMendedItLearns() throws IOException {
    trainer.close();
    Path dir = LearnSettings.DEFAULT.in(folder).dir();
    Path aside = folder.resolve("aside");
    Files.move(dir, aside);
    Files.writeString(dir, "in the way");
    open();
    assertThrows(IOException.class, () -> take(Wish.SPAM, "mutt-bounced"));
    Files.delete(dir);
    Files.move(aside, dir);
    trainer.close();
    open();
    assertEquals("spam: learned 1", take(Wish.SPAM, "mutt-bounced").summary());
    assertFalse(lessons().isEmpty());
  }
}
