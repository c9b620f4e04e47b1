package org.mailweir.quarantine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailweir.check.Finding;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.QuarantineSettings;
import org.mailweir.quarantine.Search;

/** The index finds what a look at every record would find, whatever has happened meanwhile. */
class HeldIndexTest {

  private static final long MONDAY = Instant.parse("2026-11-16T12:00:00Z").toEpochMilli();
  private static final long DAY = 86_400_000L;

  @TempDir Path temp;
  private QuarantineFolder quarantine;
  private HeldIndex index;

  @BeforeEach
  void fill() throws IOException {
    quarantine = new QuarantineFolder(new QuarantineSettings(temp.resolve("quarantine")));
    hold(MONDAY, 12.5, "spam@bad.example", "Win now", "VIRUS", "ann@a.example", "bob@b.example");
    hold(MONDAY + 1, 30, "", "Bounce of WIN", "BOUNCE", "\"ann\"@A.example");
    hold(MONDAY + DAY, 15, "x@Bad.example", "Ünïcode % win_", "VIRUS_NAME", "bob@b.example");
    hold(MONDAY + 2 * DAY, 12, "y@good.example", "", "NONE", "carl@sub.b.example");
    index = HeldIndex.open(quarantine);
  }

  @AfterEach
  void close() {
    index.close();
  }

  private TransactionId hold(
      long when, double score, String sender, String subject, String finding, String... recipients)
      throws IOException {
    TransactionId id = TransactionId.at(when);
    HeldMessage record =
        new HeldMessage(
            1,
            id.text(),
            Instant.ofEpochMilli(when).toString(),
            sender,
            new MailParameters("8BITMIME", false, null, null),
            Arrays.stream(recipients)
                .map(r -> new HeldRecipient(r, null, null, "score", State.HELD, null, null))
                .toList(),
            ClientInfo.UNKNOWN,
            subject,
            "Author <author@from.example>",
            6,
            "0",
            score,
            "score",
            List.of(new Finding(finding, score, "It says so")),
            List.of());
    quarantine.hold(record, InMemoryMessage.of("A: b\r\n"));
    return id;
  }

  private static Search search(
      @Nullable String recipient, @Nullable String sender, String... words) {
    return search(recipient, sender, 0, 100, null, null, null, false, words);
  }

  private static Search search(
      @Nullable String recipient,
      @Nullable String sender,
      double lowest,
      double highest,
      @Nullable String finding,
      @Nullable Instant after,
      @Nullable Instant before,
      boolean all,
      String... words) {
    return new Search(
        recipient, sender, List.of(words), lowest, highest, finding, after, before, all);
  }

  static Stream<Search> searches() {
    Instant tuesday = Instant.ofEpochMilli(MONDAY + DAY);
    return Stream.of(
        Search.HELD,
        Search.HELD.among(List.of("ANN@A.example")),
        Search.HELD.among(List.of("ann@a.example", "nobody@b.example")),
        Search.HELD.among(List.of("nobody@b.example")),
        search("@b.example", null).among(List.of("ann@a.example")),
        search("ann@a.example", null),
        search("ANN@A.EXAMPLE", null),
        search("@b.example", null),
        search("@B.Example", null),
        search("nobody@a.example", null),
        search(null, "bad.EXAMPLE"),
        search(null, "from.example"),
        search(null, "%"),
        search(null, null, "win"),
        search(null, null, "WIN", "now"),
        search(null, null, "win_"),
        search(null, null, "%"),
        search(null, null, "ÜNÏ"),
        search(null, null, "' OR 1 --"),
        search(null, null, 12.5, 15, null, null, null, false),
        search(null, null, 0, 100, "VIRUS", null, null, false),
        search(null, null, 0, 100, "VIRU", null, null, false),
        search(null, null, 0, 100, null, tuesday, null, false),
        search(null, null, 0, 100, null, null, tuesday, false),
        search(null, null, 0, 100, null, tuesday, tuesday.plusMillis(1), true),
        search("@b.example", "bad", 0, 100, "VIRUS", null, tuesday, true, "win"));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void findsWhatALookAtEveryRecordFinds(Search search) throws IOException {
    assertSame(search);
    release();
    assertSame(search);
  }

  /** Bob's copy of the first message is released, and the second message is deleted. */
  private void release() throws IOException {
    List<HeldMessage> all = quarantine.list(m -> true, 100);
    become(all.get(3), "bob@b.example", State.RELEASED);
    become(all.get(2), "\"ann\"@A.example", State.DELETED);
  }

  private void become(HeldMessage message, String recipient, State state) throws IOException {
    quarantine.change(
        new TransactionId(message.id()),
        now ->
            now.with(
                now.recipients().stream()
                    .map(r -> r.is(recipient) ? r.now(state, "2026-11-20T10:00:00Z", null) : r)
                    .toList()));
  }

  private void assertSame(Search search) throws IOException {
    List<HeldMessage> wanted = quarantine.list(search::matches, 100);
    HeldIndex.Page found = index.find(search, 0, 100);
    assertEquals(ids(wanted), ids(found.messages()));
    assertEquals(wanted.size(), found.total());
  }

  private static List<String> ids(List<HeldMessage> messages) {
    return messages.stream().map(HeldMessage::id).toList();
  }

  @Test
  void searchesThatFindSomethingAreAmongThose() throws IOException {
    assertEquals(4, index.find(Search.HELD, 0, 9).total());
    assertEquals(2, index.find(search("ann@a.example", null), 0, 9).total());
    assertEquals(2, index.find(search("@b.example", null), 0, 9).total());
    assertEquals(1, index.find(search(null, null, "win", "now"), 0, 9).total());
    assertEquals(
        1, index.find(search(null, null, 0, 99, "VIRUS", null, null, false), 0, 9).total());
    release();
    assertEquals(1, index.find(search("@b.example", null), 0, 9).total());
    assertEquals(4, index.find(search(null, null, 0, 99, null, null, null, true), 0, 9).total());
  }

  @Test
  void pagesFollowEachOther() throws IOException {
    List<String> all = ids(index.find(Search.HELD, 0, 9).messages());
    assertEquals(all.subList(1, 3), ids(index.find(Search.HELD, 1, 2).messages()));
    assertEquals(4, index.find(Search.HELD, 1, 2).total());
    assertEquals(List.of(), index.find(Search.HELD, 4, 2).messages());
  }

  @Test
  void whatOthersHoldOrRemoveIsSeenAtOnce() throws IOException {
    index.find(Search.HELD, 0, 9);
    TransactionId id = hold(MONDAY + 5, 20, "z@new.example", "new", "NEW", "new@a.example");
    assertEquals(
        List.of(id.text()), ids(index.find(search("new@a.example", null), 0, 9).messages()));
    for (String ending : List.of(".json", ".eml")) {
      Files.delete(quarantine.folder().resolve("2026/11/16").resolve(id + ending));
    }
    assertEquals(0, index.find(search("new@a.example", null), 0, 9).total());
  }

  @Test
  void aLostOrDamagedIndexIsMadeAgain() throws IOException {
    index.find(Search.HELD, 0, 9);
    index.close();
    Path file = quarantine.folder().resolve("index.sqlite");
    Files.deleteIfExists(Path.of(file + "-wal"));
    Files.writeString(file, "no database at all".repeat(1_000));
    index = HeldIndex.open(quarantine);
    assertSame(Search.HELD);
    index.close();
    Files.delete(file);
    index = HeldIndex.open(quarantine);
    assertSame(Search.HELD);
  }

  @Test
  void aDamagedRecordIsLeftOut() throws IOException {
    TransactionId id = hold(MONDAY + 5, 20, "z@new.example", "new", "NEW", "new@a.example");
    index.find(Search.HELD, 0, 9);
    Files.writeString(quarantine.folder().resolve("2026/11/16").resolve(id + ".json"), "{");
    assertEquals(4, index.find(Search.HELD, 0, 9).total());
  }
}
