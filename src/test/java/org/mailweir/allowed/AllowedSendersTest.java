package org.mailweir.allowed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.decide.Sent;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;

/** Who may write to whom, by the recipients' own wish. */
class AllowedSendersTest {

  @TempDir Path state;
  private final AtomicLong clock = new AtomicLong();

  @ParameterizedTest(name = "{0} from {1} at {2}, proved {3}")
  @CsvSource({
    "a@x.example, friend@far.example, 203.0.113.9, true, true",
    "a@x.example, friend@far.example, 203.0.113.9, false, false",
    "a+news@x.example, friend@far.example, 203.0.113.9, true, true",
    "b@x.example, friend@far.example, 203.0.113.9, true, false",
    "a@x.example, other@far.example, 203.0.113.9, true, false",
    "a@x.example, small@shop.example, 198.51.100.77, false, true",
    "a@x.example, small@shop.example, 198.51.101.77, false, false",
    "a@x.example, small@shop.example, '', false, false",
    "a@x.example, six@shop.example, IPv6:2600:1:2:3:9::9, false, true",
    "a@x.example, six@shop.example, IPv6:2600:1:2:4:9::9, false, false",
    "a@x.example, '', 203.0.113.9, true, false",
  })
  void anEntryHoldsForOneRecipientAndWhatCannotBeForged(
      String recipient, String from, String address, boolean proved, boolean allowed)
      throws IOException {
    AllowedSenders senders = senders();
    senders.add(entry("a@x.example", "friend@far.example", Allowance.AUTHENTICATED));
    senders.add(entry("a@x.example", "small@shop.example", "198.51.100.0/24"));
    senders.add(
        entry("a@x.example", "six@shop.example", Allowance.parseNetwork("2600:1:2:3::/64")));
    assertEquals(allowed, senders.find(recipient, sent(from, address), proved) != null);
  }

  @Test
  void itIsNamedWithItsLine() throws IOException {
    AllowedSenders senders = senders();
    senders.add(entry("b@x.example", "friend@far.example", Allowance.AUTHENTICATED));
    senders.add(entry("a@x.example", "friend@far.example", Allowance.AUTHENTICATED));
    var granted = senders.find("a@x.example", sent("friend@far.example", ""), true);
    assertNotNull(granted);
    assertEquals(
        "friend@far.example, authenticated, which admin allowed on 2026-11-21", granted.entry());
    assertEquals(state.resolve("allowed.jsonl") + ":2", granted.where());
  }

  @Test
  void aDaemonSeesWhatACommandChanges() throws IOException {
    AllowedSenders daemon = senders();
    Sent sent = sent("friend@far.example", "");
    assertNull(daemon.find("a@x.example", sent, true));
    senders().add(entry("a@x.example", "friend@far.example", Allowance.AUTHENTICATED));
    assertNull(daemon.find("a@x.example", sent, true), "it looks once in a second");
    clock.addAndGet(1_000_000_000L);
    assertNotNull(daemon.find("a@x.example", sent, true));
    assertTrue(senders().remove(a -> a.sender().equals("friend@far.example")));
    clock.addAndGet(1_000_000_000L);
    assertNull(daemon.find("a@x.example", sent, true));
  }

  @Test
  void theSameTwiceIsOneEntry() throws IOException {
    AllowedSenders senders = senders();
    assertTrue(senders.add(entry("a@x.example", "f@far.example", Allowance.AUTHENTICATED)));
    assertFalse(senders.add(entry("a@x.example", "f@far.example", Allowance.AUTHENTICATED)));
    assertEquals(1, senders.all().size());
    assertFalse(senders.remove(a -> a.sender().equals("nobody")));
  }

  @Test
  void linesThatCannotBeReadAreLeftAlone() throws IOException {
    AllowedSenders senders = senders();
    senders.add(entry("a@x.example", "f@far.example", Allowance.AUTHENTICATED));
    Path file = state.resolve("allowed.jsonl");
    Files.writeString(file, "# a note\n{\"recipient\":\"x\"}\n", StandardOpenOption.APPEND);
    senders().add(entry("b@x.example", "f@far.example", Allowance.AUTHENTICATED));
    assertEquals(2, senders().all().size());
    assertTrue(Files.readString(file).contains("# a note\n{\"recipient\":\"x\"}\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.0/24", "192.0.2.0/16", "127.0.0.1", "here", "", "::1/64"})
  void aNetworkMustBeOneThatSaysSomething(String text) {
    assertThrows(IllegalArgumentException.class, () -> Allowance.parseNetwork(text));
  }

  private AllowedSenders senders() {
    return new AllowedSenders(state, clock::get);
  }

  private static Allowance entry(String recipient, String sender, String bound) {
    return new Allowance(recipient, sender, bound, "admin", "2026-11-21T10:00:00Z");
  }

  private static Sent sent(String from, String address) {
    return new Sent(
        new MailAddress("bounce@far.example"),
        from,
        Origin.OUTSIDE,
        new ClientInfo(null, address.isEmpty() ? null : address, null, null, null, null, null));
  }
}
