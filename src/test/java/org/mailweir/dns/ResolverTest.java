package org.mailweir.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mailweir.dns.LoopbackServer.reply;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsAnswer.Reason;
import org.mailweir.metrics.Metrics;
import org.mailweir.settings.DataSize;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

@Timeout(60)
class ResolverTest {

  private static final DnsAnswer SILENCE = new DnsAnswer.Unknown(Reason.TIMEOUT);
  private static final Set<DnsAnswer> NO_REPLY =
      Set.of(SILENCE, new DnsAnswer.Unknown(Reason.RESTING));
  private static final DnsAnswer NONSENSE = new DnsAnswer.Unknown(Reason.SERVER_FAILURE);

  private final Metrics metrics = new Metrics();

  private static DnsSettings settings(int tries, int restAfter, LoopbackServer... servers) {
    DnsSettings d = DnsSettings.DEFAULT;
    List<String> addresses = new ArrayList<>();
    for (LoopbackServer server : servers) {
      addresses.add(server.address());
    }
    return new DnsSettings(
        addresses,
        Duration.ofMillis(300),
        tries,
        d.budget(),
        d.cache(),
        d.maxTtl(),
        d.underWay(),
        restAfter,
        Duration.ofMillis(200));
  }

  private static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(20));
  }

  private DnsAnswer ask(LoopbackServer.Script script, String name, RecordType type)
      throws Exception {
    try (LoopbackServer server = new LoopbackServer(script);
        Resolver dns = new Resolver(settings(1, 20, server), metrics)) {
      return dns.answer(name, type, soon());
    }
  }

  private static LoopbackServer.Script saying(int rcode, String... records) {
    return (query, tcp) -> List.of(reply(query, rcode, records).toWire());
  }

  @Test
  void recordsOfEveryTypeAreRead() throws Exception {
    assertEquals(
        "192.0.2.7",
        ask(saying(0, "a.example. 60 A 192.0.2.7"), "A.example.", RecordType.A)
            .addresses()
            .getFirst()
            .getHostAddress());
    assertEquals(
        "2001:db8:0:0:0:0:0:1",
        ask(saying(0, "a.example. 60 AAAA 2001:db8::1"), "a.example", RecordType.AAAA)
            .addresses()
            .getFirst()
            .getHostAddress());
    assertEquals(
        List.of(new DnsRecord.Exchange(10, "mx.example"), new DnsRecord.Exchange(0, "")),
        ask(
                saying(0, "a.example. 60 MX 10 mx.example.", "a.example. 60 MX 0 ."),
                "a.example",
                RecordType.MX)
            .exchanges());
    assertEquals(
        List.of("v=spf1 -all"),
        ask(saying(0, "a.example. 60 TXT \"v=spf1 \" \"-all\""), "a.example", RecordType.TXT)
            .texts());
    assertEquals(
        List.of("mail.example"),
        ask(
                saying(0, "7.2.0.192.in-addr.arpa. 60 PTR mail.example."),
                "7.2.0.192.in-addr.arpa",
                RecordType.PTR)
            .names());
  }

  @Test
  void absenceSaysWhetherTheNameExists() throws Exception {
    assertEquals(
        new DnsAnswer.Absent(false), ask(saying(Rcode.NXDOMAIN), "no.example", RecordType.A));
    assertEquals(
        new DnsAnswer.Absent(true), ask(saying(Rcode.NOERROR), "no.example", RecordType.A));
  }

  @Test
  void failureIsNotAbsence() throws Exception {
    assertEquals(NONSENSE, ask(saying(Rcode.SERVFAIL), "a.example", RecordType.A));
    assertEquals(
        new DnsAnswer.Unknown(Reason.REFUSED),
        ask(saying(Rcode.REFUSED), "a.example", RecordType.A));
    assertEquals(SILENCE, ask((query, tcp) -> List.of(), "a.example", RecordType.A));
  }

  @Test
  void aServerThatIsNotThereIsUnreachable() throws Exception {
    LoopbackServer gone = new LoopbackServer(saying(0));
    gone.close();
    try (Resolver dns = new Resolver(settings(1, 20, gone), metrics)) {
      DnsAnswer answer = dns.answer("a.example", RecordType.A, soon());
      assertInstanceOf(DnsAnswer.Unknown.class, answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a..b", "a b.example", "bücher.example", "a\\.b", ".a"})
  void whatIsNoNameIsNotAsked(String name) throws Exception {
    try (LoopbackServer server = new LoopbackServer(saying(0));
        Resolver dns = new Resolver(settings(1, 20, server), metrics)) {
      assertEquals(new DnsAnswer.Unknown(Reason.BAD_NAME), dns.answer(name, RecordType.A, soon()));
      assertEquals(
          new DnsAnswer.Unknown(Reason.BAD_NAME),
          dns.answer("a".repeat(64) + ".example", RecordType.A, soon()));
      assertEquals(List.of(), server.asked());
    }
  }

  @Test
  void aliasesAreFollowedAndCirclesEnd() throws Exception {
    assertEquals(
        1,
        ask(
                saying(
                    0,
                    "a.example. 60 CNAME b.example.",
                    "b.example. 60 CNAME c.example.",
                    "c.example. 60 A 192.0.2.1",
                    "d.example. 60 A 192.0.2.2"),
                "a.example",
                RecordType.A)
            .addresses()
            .size());
    assertEquals(
        NONSENSE,
        ask(
            saying(0, "a.example. 60 CNAME b.example.", "b.example. 60 CNAME a.example."),
            "a.example",
            RecordType.A));
    String[] chain = new String[100];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = "h" + i + ".example. 60 CNAME h" + (i + 1) + ".example.";
    }
    assertEquals(NONSENSE, ask(saying(0, chain), "h0.example", RecordType.A));
  }

  @Test
  void anAnswerWithAnotherIdOrToAnotherQuestionIsNone() throws Exception {
    LoopbackServer.Script wrongId =
        (query, tcp) -> {
          byte[] wire = reply(query, 0, "a.example. 60 A 192.0.2.66").toWire();
          wire[0] ^= 0x55;
          return List.of(wire);
        };
    assertInstanceOf(DnsAnswer.Unknown.class, ask(wrongId, "a.example", RecordType.A));
    LoopbackServer.Script wrongName =
        (query, tcp) -> {
          Message other =
              Message.newQuery(
                  org.xbill.DNS.Record.newRecord(
                      Name.fromString("b.example."), org.xbill.DNS.Type.A, DClass.IN));
          other.getHeader().setID(query.getHeader().getID());
          return List.of(reply(other, 0, "b.example. 60 A 192.0.2.66").toWire());
        };
    assertInstanceOf(DnsAnswer.Unknown.class, ask(wrongName, "a.example", RecordType.A));
    LoopbackServer.Script noise = (query, tcp) -> List.of(new byte[] {1, 2, 3, 4, 5});
    assertInstanceOf(DnsAnswer.Unknown.class, ask(noise, "a.example", RecordType.A));
  }

  /** A text of 60 kB, after an answer by UDP that was cut off. */
  @Test
  void whatIsCutOffIsAskedAgainByTcp() throws Exception {
    LoopbackServer.Script big =
        (query, tcp) -> {
          Message reply = reply(query, 0);
          if (tcp) {
            Name name = query.getQuestion().getName();
            for (int i = 0; i < 240; i++) {
              reply.addRecord(
                  new TXTRecord(name, DClass.IN, 60, i + "x".repeat(240)), Section.ANSWER);
            }
          } else {
            reply.getHeader().setFlag(Flags.TC);
          }
          return List.of(reply.toWire());
        };
    List<String> texts = ask(big, "big.example", RecordType.TXT).texts();
    assertEquals(200, texts.size());
    assertTrue(texts.getFirst().length() > 240);
  }

  @Test
  void ofAThousandRecordsTheFirstTwoHundredCount() throws Exception {
    String[] records = new String[1_000];
    for (int i = 0; i < records.length; i++) {
      records[i] = "a.example. 60 A 10.1." + i / 250 + "." + i % 250;
    }
    LoopbackServer.Script many =
        (query, tcp) -> {
          Message reply = tcp ? reply(query, 0, records) : reply(query, 0);
          if (!tcp) {
            reply.getHeader().setFlag(Flags.TC);
          }
          return List.of(reply.toWire());
        };
    assertEquals(200, ask(many, "a.example", RecordType.A).addresses().size());
  }

  @Test
  void answersAreRememberedForTheirTime() throws Exception {
    LoopbackServer.Script script =
        (query, tcp) -> {
          String name = query.getQuestion().getName().toString(true);
          return List.of(
              (name.startsWith("no") ? reply(query, 3) : reply(query, 0, name + " 60 A 192.0.2.1"))
                  .toWire());
        };
    try (LoopbackServer server = new LoopbackServer(script);
        Resolver dns = new Resolver(settings(1, 20, server), metrics)) {
      for (String name : List.of("a.example", "no.example", "A.Example.", "NO.example")) {
        dns.answer(name, RecordType.A, soon());
      }
      assertEquals(2, server.asked().size());
      assertEquals(2, metrics.value("dns_cache_hits_total"));
      assertEquals(2, dns.remembered());
    }
  }

  @Test
  void equalQuestionsUnderWayAreAskedOnce() throws Exception {
    CountDownLatch allAsk = new CountDownLatch(1);
    LoopbackServer.Script waits =
        (query, tcp) -> {
          allAsk.await();
          return List.of(reply(query, 0, "a.example. 0 A 192.0.2.1").toWire());
        };
    try (LoopbackServer server = new LoopbackServer(waits);
        Resolver dns = new Resolver(patient(server), metrics)) {
      List<CompletableFuture<DnsAnswer>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        all.add(dns.ask("a.example", RecordType.A, soon()));
      }
      allAsk.countDown();
      for (CompletableFuture<DnsAnswer> each : all) {
        assertEquals(1, each.get().addresses().size());
      }
      assertEquals(1, server.asked().size());
      assertEquals(49, metrics.value("dns_shared_total"));
    }
  }

  private static DnsSettings patient(LoopbackServer... servers) {
    DnsSettings s = settings(1, 20, servers);
    return new DnsSettings(
        s.servers(),
        Duration.ofSeconds(5),
        1,
        Duration.ofSeconds(10),
        s.cache(),
        s.maxTtl(),
        s.underWay(),
        20,
        s.rest());
  }

  /** One who has no time does not end the wait of one who has. */
  @Test
  void everybodyHasHisOwnDeadline() throws Exception {
    CountDownLatch hurried = new CountDownLatch(1);
    LoopbackServer.Script waits =
        (query, tcp) -> {
          hurried.await();
          return List.of(reply(query, 0, "a.example. 60 A 192.0.2.1").toWire());
        };
    try (LoopbackServer server = new LoopbackServer(waits);
        Resolver dns = new Resolver(patient(server), metrics)) {
      CompletableFuture<DnsAnswer> patient = dns.ask("a.example", RecordType.A, soon());
      DnsAnswer none = dns.answer("a.example", RecordType.A, Deadline.after(Duration.ofMillis(30)));
      hurried.countDown();
      assertEquals(SILENCE, none);
      assertEquals(1, patient.get().addresses().size());
    }
  }

  @Test
  void theNextServerIsAskedWhenOneFails() throws Exception {
    for (LoopbackServer.Script fault :
        List.<LoopbackServer.Script>of(
            (query, tcp) -> List.of(), saying(Rcode.REFUSED), saying(Rcode.SERVFAIL))) {
      try (LoopbackServer bad = new LoopbackServer(fault);
          LoopbackServer good = new LoopbackServer(saying(0, "a.example. 60 A 192.0.2.1"));
          Resolver dns = new Resolver(settings(2, 20, bad, good), metrics)) {
        assertEquals(1, dns.answer("a.example", RecordType.A, soon()).addresses().size());
        assertEquals(1, bad.asked().size());
      }
    }
  }

  /** After the fourth silence nobody waits; the first question after the rest finds it back. */
  @Test
  void aSilentServerRestsAndIsFoundAgain() throws Exception {
    try (LoopbackServer server = new LoopbackServer((query, tcp) -> List.of());
        Resolver dns = new Resolver(settings(1, 4, server), metrics)) {
      List<CompletableFuture<DnsAnswer>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(dns.ask("n" + i + ".example", RecordType.A, soon()));
      }
      for (CompletableFuture<DnsAnswer> each : all) {
        assertEquals(SILENCE, each.get());
      }
      assertEquals(
          new DnsAnswer.Unknown(Reason.RESTING), dns.answer("b.example", RecordType.A, soon()));
      assertEquals(4, server.asked().size());
      assertEquals(Map.of(server.address(), 1L), metrics.tables().get("dns_server_resting"));

      server.says(saying(0, "c.example. 60 A 192.0.2.1"));
      DnsAnswer answer = dns.answer("c.example", RecordType.A, soon());
      while (answer.addresses().isEmpty()) {
        Thread.sleep(20);
        answer = dns.answer("c.example", RecordType.A, soon());
      }
      assertEquals(Map.of(server.address(), 0L), metrics.tables().get("dns_server_resting"));
    }
  }

  /** The servers of one zone are dead; the resolver is not. */
  @Test
  void silenceAboutOneZoneSpoilsNoOther() throws Exception {
    LoopbackServer.Script oneZoneDead =
        (query, tcp) ->
            query.getQuestion().getName().toString().contains("dead")
                ? List.of()
                : List.of(reply(query, Rcode.NXDOMAIN).toWire());
    try (LoopbackServer server = new LoopbackServer(oneZoneDead);
        Resolver dns = new Resolver(settings(1, 4, server), metrics)) {
      List<CompletableFuture<DnsAnswer>> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        all.add(dns.ask("n" + i + ".dead.example", RecordType.A, soon()));
      }
      dns.answer("one.alive.example", RecordType.A, soon());
      for (CompletableFuture<DnsAnswer> each : all) {
        assertEquals(SILENCE, each.get());
      }
      assertEquals(new DnsAnswer.Absent(false), dns.answer("alive.example", RecordType.A, soon()));
    }
  }

  /** Proper replies with a few octets changed, cut, or with others behind them. */
  @Test
  void everyQuestionEndsWhateverComesBack() throws Exception {
    Random random = new Random(20261121);
    LoopbackServer.Script spoilt =
        (query, tcp) -> {
          String name = query.getQuestion().getName().toString(true);
          byte[] good =
              reply(
                      query,
                      0,
                      name + " 60 CNAME b.example.",
                      "b.example 60 TXT \"a text\" \"in two strings\"",
                      "b.example 60 MX 10 mx.b.example.")
                  .toWire();
          synchronized (random) {
            byte[] bad = Arrays.copyOf(good, good.length - 20 + random.nextInt(60));
            for (int i = random.nextInt(12); i > 0; i--) {
              bad[2 + random.nextInt(bad.length - 2)] = (byte) random.nextInt(256);
            }
            return List.of(bad);
          }
        };
    try (LoopbackServer server = new LoopbackServer(spoilt);
        Resolver dns = new Resolver(settings(1, 100_000, server), metrics)) {
      List<CompletableFuture<DnsAnswer>> all = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        RecordType type = i % 2 == 0 ? RecordType.TXT : RecordType.MX;
        all.add(dns.ask("n" + i + ".example", type, soon()));
      }
      for (CompletableFuture<DnsAnswer> each : all) {
        each.get();
      }
      assertEquals(0, dns.underWay());
    }
  }

  @Test
  void moreQuestionsThanMayBeUnderWayAreAllAnswered() throws Exception {
    DnsSettings d = DnsSettings.DEFAULT;
    try (LoopbackServer server = new LoopbackServer(saying(Rcode.NXDOMAIN))) {
      DnsSettings narrow =
          new DnsSettings(
              List.of(server.address()),
              d.timeout(),
              3,
              d.budget(),
              new DataSize(4_000),
              d.maxTtl(),
              7,
              20,
              d.rest());
      try (Resolver dns = new Resolver(narrow, metrics)) {
        List<CompletableFuture<DnsAnswer>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
          all.add(dns.ask("n" + i + ".example", RecordType.A, soon()));
        }
        for (CompletableFuture<DnsAnswer> each : all) {
          assertEquals(new DnsAnswer.Absent(false), each.get());
        }
        assertTrue(dns.remembered() < 20, "remembered " + dns.remembered());
      }
    }
  }

  @Test
  void longQueueBehindSilentServerEnds() throws Exception {
    DnsSettings d = DnsSettings.DEFAULT;
    try (LoopbackServer silent = new LoopbackServer((query, tcp) -> List.of())) {
      DnsSettings narrow =
          new DnsSettings(
              List.of(silent.address()),
              Duration.ofMillis(300),
              1,
              d.budget(),
              d.cache(),
              d.maxTtl(),
              20,
              20,
              d.rest());
      try (Resolver dns = new Resolver(narrow, metrics)) {
        List<CompletableFuture<DnsAnswer>> all = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
          all.add(dns.ask("n" + i + ".example", RecordType.A, soon()));
        }
        for (CompletableFuture<DnsAnswer> each : all) {
          DnsAnswer answer = each.get();
          assertTrue(NO_REPLY.contains(answer), answer.toString());
        }
        assertEquals(0, dns.underWay());
        assertEquals(
            new DnsAnswer.Unknown(Reason.RESTING), dns.answer("z.example", RecordType.A, soon()));
      }
    }
  }

  @Test
  void timeOfTheLibraryIsOverToo() {
    assertEquals(Reason.TIMEOUT, Flight.reason(new SocketTimeoutException("Query timed out")));
    assertEquals(Reason.TIMEOUT, Flight.reason(new CompletionException(new TimeoutException())));
  }

  @Test
  void serversOfTheSystemAreReadAnewEachTime() {
    DnsSettings d = DnsSettings.DEFAULT;
    DnsSettings ofTheSystem =
        new DnsSettings(
            List.of(),
            d.timeout(),
            d.tries(),
            d.budget(),
            d.cache(),
            d.maxTtl(),
            d.underWay(),
            d.restAfter(),
            d.rest());
    try {
      for (String address : List.of("192.0.2.1", "192.0.2.2")) {
        System.setProperty("dns.server", address); // The library looks here before resolv.conf.
        assertTrue(
            new Servers(ofTheSystem, System::nanoTime).resting().containsKey(address + ":53"),
            address);
      }
    } finally {
      System.clearProperty("dns.server");
      ResolverConfig.refresh();
    }
  }

  @Test
  void closingEndsEveryWaitAndDisturbsNoOtherResolver() throws Exception {
    try (LoopbackServer silent = new LoopbackServer((query, tcp) -> List.of());
        LoopbackServer good = new LoopbackServer(saying(Rcode.NXDOMAIN));
        Resolver other = new Resolver(settings(1, 20, good), metrics)) {
      Resolver dns = new Resolver(patient(silent), metrics);
      CompletableFuture<DnsAnswer> waiting = dns.ask("a.example", RecordType.A, soon());
      dns.close();
      dns.close();
      assertEquals(new DnsAnswer.Unknown(Reason.ERROR), waiting.get());
      assertEquals(
          new DnsAnswer.Unknown(Reason.ERROR), dns.answer("b.example", RecordType.A, soon()));
      assertEquals(new DnsAnswer.Absent(false), other.answer("c.example", RecordType.A, soon()));
    }
    try (LoopbackServer good = new LoopbackServer(saying(Rcode.NXDOMAIN));
        Resolver later = new Resolver(settings(1, 20, good), metrics)) {
      assertEquals(new DnsAnswer.Absent(false), later.answer("c.example", RecordType.A, soon()));
    }
  }
}
