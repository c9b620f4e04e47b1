package org.mailweir.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private final Metrics metrics = new Metrics();

  @Test
  void aFamilyKeepsItsMembersApart() {
    metrics.add("eggs_total", "colour", "white", 2);
    metrics.add("eggs_total", "colour", "brown", 1);
    metrics.add("eggs_total", "colour", "white", 1);
    assertEquals(Map.of("white", 3L, "brown", 1L), metrics.values("eggs_total"));
  }

  @Test
  void aFamilyHasABoundedNumberOfMembers() {
    for (int i = 0; i < 2 * Family.MOST; i++) {
      metrics.add("eggs_total", "colour", "colour " + i, 1);
    }
    Map<String, Long> all = metrics.values("eggs_total");
    assertEquals(Family.MOST + 1, all.size());
    assertEquals(Family.MOST, all.get(Family.OTHER));
  }

  @Test
  void aTableIsTakenBackOnlyByWhoMadeIt() {
    Metrics.Registration first = metrics.table("nests", "tree", () -> Map.of("oak", 1L));
    Metrics.Registration second = metrics.table("nests", "tree", () -> Map.of("elm", 1L));
    first.close();
    assertEquals(Map.of("elm", 1L), metrics.tables().get("nests"));
    second.close();
    assertTrue(metrics.tables().isEmpty());
  }

  @Test
  void aSourceIsSilentSinceItsFirstFailureInARowUntilItAnswers() {
    Sources sources = metrics.sources();
    sources.unavailable("spamd", "timeout");
    Sources.Silence first = sources.silent().get("spamd");
    sources.unavailable("spamd", "connection refused");
    Sources.Silence second = sources.silent().get("spamd");
    assertEquals(first.since(), second.since());
    assertEquals("connection refused", second.reason());
    assertEquals(2, second.messages());
    sources.available("spamd");
    assertTrue(sources.silent().isEmpty());
  }

  @Test
  void aReasonOfAnyLengthIsCut() {
    metrics.sources().unavailable("spamd", "x".repeat(100_000));
    assertEquals(200, metrics.sources().silent().get("spamd").reason().length());
  }

  @Test
  void aSourceThatIsNotAskedAnyMoreStaysForgotten() {
    Sources sources = metrics.sources();
    sources.unavailable("spamd", "timeout");
    sources.unavailable("reinject", "refused");
    sources.replace(Set.of("reinject"), Set.of("dnsbl"));
    assertEquals(Set.of("reinject"), sources.silent().keySet());
    sources.unavailable("spamd", "timeout"); // a message that was on its way
    sources.unavailable("dnsbl", "timeout");
    assertEquals(Set.of("dnsbl", "reinject"), sources.silent().keySet());
  }
}
