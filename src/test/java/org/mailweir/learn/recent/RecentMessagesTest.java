package org.mailweir.learn.recent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.check.bayes.FeatureReader;
import org.mailweir.learn.forward.ForwardReader;
import org.mailweir.learn.forward.Forwarded.Inline;
import org.mailweir.learn.forward.Hints;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.settings.DataSize;

/** What was seen is found again, and only when there is no doubt. */
class RecentMessagesTest {

  private static final Path SAMPLES = Path.of("src/test/resources/forward");

  @TempDir Path folder;
  private final Metrics metrics = new Metrics();

  private RecentMessages open(DataSize bytes) {
    return RecentMessages.open(new RecentSettings(folder, Duration.ofDays(3), bytes), metrics);
  }

  /** Remembers messages and forgets the object, so that they must come from disk. */
  private void remember(ParsedMessage... messages) {
    try (RecentMessages recent = open(DataSize.ofMiB(4))) {
      for (ParsedMessage message : messages) {
        recent.remember(message);
      }
    }
  }

  private Optional<String> found(Hints hints) throws InterruptedException {
    try (RecentMessages recent = open(DataSize.ofMiB(4))) {
      for (int i = 0; i < 200 && recent.size() == 0; i++) {
        Thread.sleep(10);
      }
      return recent.find(hints).map(r -> r.messageId());
    }
  }

  private static ParsedMessage sample(String name) throws IOException {
    return parse(Files.readString(SAMPLES.resolve(name + ".eml")));
  }

  private static ParsedMessage parse(String text) {
    return new MessageParser(ParseLimits.DEFAULT).parse(InMemoryMessage.of(text));
  }

  private static Hints quotedIn(String name) throws IOException {
    String text = Files.readString(SAMPLES.resolve(name + ".eml"));
    var forward =
        new ForwardReader(ParseLimits.DEFAULT, 1, a -> a.endsWith("@train.example.com"))
            .read(text.getBytes(), parse(text), new MailAddress("reader@example.com"));
    return ((Inline) forward.messages().getFirst()).hints();
  }

  private static ParsedMessage message(String id, String from, String subject, String text) {
    return parse(
        "From: %s\nSubject: %s\nMessage-ID: <%s>\nDate: Fri, 20 Nov 2026 08:01:10 +0000\n\n%s\n"
            .formatted(from, subject, id, text));
  }

  @Test
  void everyInlineForwardFindsItsOriginalAfterARestart() throws Exception {
    remember(sample("original/minutes"), sample("original/watches"), sample("original/bank"));
    for (String name :
        List.of(
            "gmail-text", "thunderbird-inline", "outlook-text", "apple-inline", "mutt-inline")) {
      assertEquals(
          Optional.of("20261120080110.7F1A2@clockwork-deals.example"), found(quotedIn(name)), name);
    }
    for (String name :
        List.of(
            "gmail-html", "thunderbird-inline-html", "outlook-html-german", "apple-inline-html")) {
      assertEquals(
          Optional.of("b2f0c1d4@sparbank-sicherheit.example"), found(quotedIn(name)), name);
    }
  }

  @Test
  void withoutMessageIdItIsAuthorSubjectAndDate() throws Exception {
    remember(sample("original/watches"));
    Hints hints = quotedIn("outlook-japanese");
    assertEquals(List.of(), hints.messageIds());
    assertTrue(found(hints).isPresent());
    Hints later = quotedIn("outlook-text-french");
    assertTrue(found(later).isPresent());
  }

  @Test
  void theFeaturesAreThoseOfTheOriginal() throws Exception {
    ParsedMessage watches = sample("original/watches");
    remember(watches);
    try (RecentMessages recent = open(DataSize.ofMiB(4))) {
      Thread.sleep(300);
      assertEquals(
          new FeatureReader().read(watches),
          recent.find(quotedIn("gmail-text")).orElseThrow().features());
    }
  }

  @Test
  void aSpammerWhoTakesTheMessageIdOfAGoodMessageGetsNothing() throws Exception {
    remember(
        message("a@x", "anna@x", "Minutes", "the good one"),
        message("a@x", "anna@x", "Minutes", "the forged one"));
    assertEquals(
        Optional.empty(), found(new Hints(List.of("a@x"), "Fwd: Minutes", "anna@x", null)));
    assertEquals(Optional.empty(), found(new Hints(List.of(), "Minutes", "anna@x", null)));
  }

  @Test
  void theSubjectMustFitButForWhatIsPutBeforeIt() throws Exception {
    remember(message("a@x", "anna@x", "Minutes", "text"));
    assertTrue(found(new Hints(List.of("a@x"), "[SPAM] Re: minutes", "b@x", null)).isPresent());
    assertTrue(found(new Hints(List.of("a@x"), "", "", null)).isPresent());
    assertEquals(Optional.empty(), found(new Hints(List.of("a@x"), "Other", "anna@x", null)));
  }

  @Test
  void aFileThatWasCutOrScribbledOnGivesWhatIsWhole() throws Exception {
    remember(
        message("a@x", "anna@x", "One", "text"),
        message("b@x", "anna@x", "Two", "text"),
        message("c@x", "anna@x", "Three", "text"));
    Path file = file();
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(bytes.length() - 3);
    }
    assertTrue(found(new Hints(List.of("b@x"), "", "", null)).isPresent());
    assertEquals(Optional.empty(), found(new Hints(List.of("c@x"), "", "", null)));
    remember(message("d@x", "anna@x", "Four", "text"));
    assertTrue(found(new Hints(List.of("d@x"), "", "", null)).isPresent());
    Files.write(file, new byte[5_000]);
    assertEquals(Optional.empty(), found(new Hints(List.of("a@x"), "", "", null)));
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void theOldestGoWhenThereAreTooManyBytes() throws Exception {
    String padding = "s".repeat(190);
    try (RecentMessages recent = open(DataSize.ofMiB(1))) {
      for (int i = 0; i < 4_000; i++) {
        recent.remember(message("m" + i + "@" + padding, "a" + i + "@x", padding + i, "text " + i));
        while (i % 100 == 99 && metrics.value("recent_dropped_total") == 0 && pending(recent, i)) {
          Thread.sleep(5);
        }
      }
    }
    try (Stream<Path> files = Files.list(folder)) {
      long bytes = files.mapToLong(f -> f.toFile().length()).sum();
      assertTrue(bytes < 1_200_000, () -> "bytes " + bytes);
      assertTrue(bytes > 500_000, () -> "bytes " + bytes);
    }
  }

  /** Gives the writer time, so that the queue does not overflow. */
  private static boolean pending(RecentMessages recent, int sent) {
    return recent.size() < Math.min(sent - 50, 1_000);
  }

  @Test
  void aFolderThatCannotBeWrittenDisturbsNobody() throws Exception {
    Path blocked = folder.resolve("file");
    Files.writeString(blocked, "in the way");
    RecentSettings settings =
        new RecentSettings(blocked.resolve("in"), Duration.ofDays(1), DataSize.ofMiB(1));
    try (RecentMessages recent = RecentMessages.open(settings, metrics)) {
      recent.remember(message("a@x", "a@x", "One", "text"));
      for (int i = 0; i < 200 && metrics.value("recent_errors_total") < 2; i++) {
        Thread.sleep(10);
      }
      assertEquals(Optional.empty(), recent.find(new Hints(List.of("a@x"), "", "", null)));
      assertTrue(metrics.value("recent_errors_total") >= 2);
    }
  }
}
