package org.mailweir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A message that kills the process is found out. */
class CrashJournalTest {

  private static final String POISON = "aa".repeat(32);
  private static final String INNOCENT = "bb".repeat(32);

  @TempDir Path state;

  @Test
  void threeCrashesInTheSameMessageMakeItPoison() throws IOException {
    dieIn(POISON);
    dieIn(POISON);
    CrashJournal third = new CrashJournal(state);
    assertFalse(third.isPoison(POISON), "two crashes may be chance");
    third.enter(POISON);
    try (CrashJournal fourth = new CrashJournal(state)) {
      assertTrue(fourth.isPoison(POISON));
      assertFalse(fourth.isPoison(INNOCENT));
    }
  }

  @Test
  void whoeverWasInAnalysisAtACrashIsAnalysedAloneAmongHisLike() throws Exception {
    try (CrashJournal dying = new CrashJournal(state)) {
      dying.enter(POISON);
      dying.enter(INNOCENT);
      CrashJournal next = new CrashJournal(state);
      CrashJournal.Turn turn = next.turn(POISON, Duration.ZERO);
      assertNotNull(turn);
      assertNull(next.turn(INNOCENT, Duration.ZERO), "a death now would accuse both");
      assertNotNull(next.turn(digest(7), Duration.ZERO), "was not in analysis at the crash");
      turn.close();
      assertNotNull(next.turn(INNOCENT, Duration.ZERO));
    }
  }

  @Test
  void aMessageThatWasAnalysedAfterAllIsCleared() throws IOException {
    dieIn(INNOCENT);
    try (CrashJournal second = new CrashJournal(state)) {
      second.enter(INNOCENT).close();
    }
    dieIn(INNOCENT);
    try (CrashJournal fourth = new CrashJournal(state)) {
      assertFalse(fourth.isPoison(INNOCENT));
    }
  }

  @Test
  void aFinishedMessageLeavesNothing() throws IOException {
    for (int run = 0; run < 3; run++) {
      try (CrashJournal journal = new CrashJournal(state)) {
        journal.enter(POISON).close();
        assertFalse(journal.isPoison(POISON));
      }
    }
  }

  @Test
  void theNumberOfSlotsIsBounded() throws IOException {
    for (int run = 0; run < 3; run++) {
      CrashJournal dying = new CrashJournal(state);
      IntStream.range(0, 256).forEach(i -> assertNotNull(dying.enter(digest(i))));
      assertNull(dying.enter(digest(256)));
    }
    try (CrashJournal again = new CrashJournal(state)) {
      assertEquals(256, IntStream.range(0, 256).filter(i -> again.isPoison(digest(i))).count());
    }
  }

  @Test
  void anOrderlyEndIsNoCrash() throws IOException {
    for (int run = 0; run < 3; run++) {
      try (CrashJournal journal = new CrashJournal(state)) {
        assertFalse(journal.isPoison(INNOCENT));
        journal.enter(INNOCENT);
      }
    }
  }

  /** As a killed process would: without leaving and without closing. */
  private void dieIn(String sha256) throws IOException {
    new CrashJournal(state).enter(sha256);
  }

  private static String digest(int i) {
    return String.format("%064x", i);
  }
}
