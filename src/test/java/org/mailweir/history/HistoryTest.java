package org.mailweir.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.mail.TransactionId;
import org.mailweir.metrics.Metrics;

/** What came through is found again, by those who ask, and forgotten in time. */
class HistoryTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path state;
  private final Metrics metrics = new Metrics();

  private HistorySettings settings(Duration keep, int messages) {
    return new HistorySettings(state.resolve("history.sqlite"), keep, messages);
  }

  private void write(Passage... passages) {
    try (History history = History.open(settings(Duration.ofDays(100_000), 1_000), metrics)) {
      List.of(passages).forEach(history::record);
    }
  }

  private History reopened() {
    return History.open(settings(Duration.ofDays(100_000), 1_000), metrics);
  }

  private static Passage passage(
      int minute, double score, String subject, boolean unsure, Passage.Copy... copies) {
    Instant when = NOON.plusSeconds(60L * minute);
    return new Passage(
        TransactionId.at(when.toEpochMilli()).text(),
        when,
        "outside",
        "mx.far.example [192.0.2.1]",
        "bounce@far.example",
        "\u00c4rger <News@far.example>",
        subject,
        "<1@far.example>",
        "d" + minute,
        score,
        unsure,
        List.of(copies),
        List.of(new Passage.Hit("BAYES_50", 0.8)),
        score < 0 ? List.of("dnsbl: timeout", "spamd error") : List.of(),
        "",
        1_234,
        1.5);
  }

  private static Passage.Copy copy(String recipient, Fate fate) {
    return new Passage.Copy(recipient, fate);
  }

  private void three() {
    write(
        passage(0, 1.2, "One for all", true, copy("a@x.example", Fate.PASS)),
        passage(
            1,
            7,
            "Two For Some",
            false,
            copy("a@x.example", Fate.TAG),
            copy("b@X.example", Fate.HOLD)),
        passage(70, -3.5, "Three", true, copy("c@y.example", Fate.PASS)));
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} {4}: {5}")
  @CsvSource({
    "'', '', '', '', false, 'Three, Two For Some, One for all'",
    "a@x.example, '', '', '', false, 'Two For Some, One for all'",
    "A@X.example, '', '', TAG, false, 'Two For Some'",
    "b@x.example, '', '', TAG, false, ''",
    "@x.example, '', '', '', false, 'Two For Some, One for all'",
    "'', \u00e4rger, '', '', false, 'Three, Two For Some, One for all'",
    "'', NEWS@far, 'for all', '', false, 'One for all'",
    "'', nobody, '', '', false, ''",
    "'', '', '', HOLD, false, 'Two For Some'",
    "'', '', '', '', true, 'Three, One for all'",
    "a@x.example, '', '', '', true, 'One for all'",
  })
  void itIsFoundByWhatIsKnownOfIt(
      String recipient, String sender, String words, String fate, boolean unsure, String subjects)
      throws IOException {
    three();
    try (History history = reopened()) {
      Look look =
          new Look(
              recipient.isEmpty() ? null : recipient,
              sender.isEmpty() ? null : sender,
              words.isEmpty() ? List.of() : List.of(words.split(" ")),
              fate.isEmpty() ? null : Fate.valueOf(fate),
              unsure,
              null,
              null);
      assertEquals(
          subjects,
          String.join(", ", history.find(look, 0, 10).stream().map(Passage::subject).toList()));
    }
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    Passage one = passage(0, 1.25, "One", true, copy("a@x.example", Fate.PASS));
    write(one);
    try (History history = reopened()) {
      assertEquals(one, history.get(one.id()).orElseThrow());
      assertTrue(history.get("nothing").isEmpty());
      assertEquals(List.of(), history.find(Look.ALL, 1, 10));
    }
  }

  @Test
  void hoursAndScoresAreCounted() throws IOException {
    three();
    try (History history = reopened()) {
      assertEquals(
          List.of(
              new History.Hour(NOON, Map.of(Fate.PASS, 1L, Fate.HOLD, 1L), Map.of()),
              new History.Hour(
                  NOON.plusSeconds(3600), Map.of(Fate.PASS, 1L), Map.of("dnsbl", 1L, "spamd", 1L))),
          history.hours(NOON.minusSeconds(1)));
      assertEquals(Map.of(-4, 1L, 1, 1L, 7, 1L), history.scores(NOON));
    }
  }

  @Test
  void whatIsOldAndWhatIsTooMuchIsForgotten() throws IOException {
    Passage[] many = new Passage[150];
    for (int i = 0; i < many.length; i++) {
      many[i] = passage(i, 1, "number " + i, false, copy("a@x.example", Fate.PASS));
    }
    write(many);
    try (Table table = Table.open(state.resolve("history.sqlite"))) {
      table.shrink(NOON.plusSeconds(60 * 20), 100);
      assertEquals(100, table.find(Look.ALL, 0, 1_000).size());
      table.shrink(NOON.plusSeconds(60 * 100), 100);
      assertEquals(50, table.find(Look.ALL, 0, 1_000).size());
      Look his = new Look("a@x.example", null, List.of(), null, false, null, null);
      assertEquals("number 100", table.find(his, 49, 10).getFirst().subject());
    }
  }

  @Test
  void aDamagedFileIsPutAside() throws IOException {
    Files.writeString(state.resolve("history.sqlite"), "this is no database at all".repeat(400));
    write(passage(0, 1, "lost", false), passage(1, 1, "lost, too", false));
    write(passage(2, 1, "kept", false));
    try (History history = reopened()) {
      assertEquals("kept", history.find(Look.ALL, 0, 10).getFirst().subject());
    }
    assertTrue(Files.exists(state.resolve("history.sqlite.damaged")));
    assertTrue(metrics.value("history_dropped_total") > 0);
  }

  @Test
  void nothingIsKeptWhenNobodyWantsIt() throws IOException {
    try (History history = History.open(settings(Duration.ZERO, 1_000), metrics)) {
      history.record(passage(0, 1, "one", false));
      assertEquals(List.of(), history.find(Look.ALL, 0, 10));
    }
    assertTrue(Files.notExists(state.resolve("history.sqlite")));
  }

  @Test
  void whoHasSeveralAddressesSeesAMessageToThemOnce() throws IOException {
    three();
    try (History history = reopened()) {
      Look his = Look.ALL.among(List.of("A@x.example", "b@x.example"));
      assertEquals(
          List.of("Two For Some", "One for all"),
          history.find(his, 0, 10).stream().map(Passage::subject).toList());
      assertEquals("One for all", history.find(his, 1, 1).getFirst().subject());
      assertEquals(List.of(), history.find(his, 2, 10));
      Look held = new Look("@x.example", null, List.of(), Fate.HOLD, false, null, null);
      assertEquals(1, history.find(held.among(List.of("b@x.example")), 0, 10).size());
      assertEquals(0, history.find(held.among(List.of("a@x.example")), 0, 10).size());
    }
  }
}
