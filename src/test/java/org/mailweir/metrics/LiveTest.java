package org.mailweir.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTest {

  private final Live live = new Live();

  private Live.Entry begin(String id) {
    return live.begin(new Live.Letter(id, "Q1", "anna@example.org", 1, List.of("b@example.com")));
  }

  @Test
  void anEntryTellsWhereItsMessageIsAndGoesWithIt() {
    try (Live.Entry entry = begin("a")) {
      assertEquals(Live.Stage.WAIT, live.all().getFirst().stage());
      live.of("a").at(Live.Stage.REINJECT, "message");
      Live.View seen = live.all().getFirst();
      assertEquals(Live.Stage.REINJECT, seen.stage());
      assertEquals("message", seen.doing());
      entry.size(17);
      assertEquals(17, live.all().getFirst().size());
    }
    assertTrue(live.all().isEmpty());
  }

  @Test
  void theChecksThatAreStillAskedAreNamed() {
    Live.Entry entry = begin("a");
    entry.at(Live.Stage.CHECK);
    entry.asked("spamd");
    entry.asked("dnsbl");
    entry.asked("rules");
    entry.answered("rules");
    assertEquals("dnsbl spamd", live.all().getFirst().doing());
  }

  @Test
  void theOldestComesFirst() {
    begin("z");
    begin("a");
    assertEquals(List.of("z", "a"), live.all().stream().map(v -> v.letter().id()).toList());
  }

  @Test
  void whoIsNotAnnouncedIsNotSeen() {
    live.of("nobody").at(Live.Stage.CHECK);
    live.of("nobody").close();
    assertTrue(live.all().isEmpty());
  }
}
