package org.mailweir.check.dnsbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mailweir.dns.LoopbackServer.reply;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mailweir.check.CheckResult;
import org.mailweir.dns.DnsSettings;
import org.mailweir.dns.LoopbackServer;
import org.mailweir.dns.LoopbackServer.Asked;
import org.mailweir.dns.Resolver;
import org.mailweir.metrics.Metrics;
import org.xbill.DNS.Rcode;

/**
 * What many lists cost, by the log of a DNS server on loopback. Figures are printed, not judged.
 */
@Timeout(120)
class OneRoundTripTest {

  private static final int LISTS = 60;
  private static final int LINKS = 20;
  private static final int DELAY_MILLIS = 50;

  private static final String MAIL =
      "From: a@sender.example\n\n"
          + IntStream.range(0, LINKS)
              .mapToObj(i -> "http://www.d" + i + ".example/\n")
              .collect(Collectors.joining());

  private static Resolver resolver(LoopbackServer server, Duration timeout) {
    DnsSettings d = DnsSettings.DEFAULT;
    return new Resolver(
        new DnsSettings(
            List.of(server.address()),
            timeout,
            d.tries(),
            d.budget(),
            d.cache(),
            d.maxTtl(),
            d.underWay(),
            d.restAfter(),
            d.rest()),
        new Metrics());
  }

  private static Lists lists(Resolver dns) {
    Lists lists = new Lists(dns).using().from("192.0.2.25");
    for (int i = 0; i < LISTS; i++) {
      lists.own(list("l" + i, Subject.CLIENT));
    }
    return lists.own(list("links", Subject.LINKS));
  }

  private static ListSettings list(String name, Subject asks) {
    return new ListSettings(
        name,
        name + ".test",
        List.of(asks),
        List.of("127.0.0.2 LISTED 1 It is listed"),
        Hash.SHA1,
        null,
        null);
  }

  private static LoopbackServer.Script nothingIsListed(Runnable before) {
    return (query, tcp) -> {
      before.run();
      return List.of(reply(query, Rcode.NXDOMAIN).toWire());
    };
  }

  private static void pause() {
    try {
      Thread.sleep(DELAY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The server answers nothing before it has been asked everything. */
  @Test
  void sixtyListsAndTwentyLinksAreAskedBeforeTheFirstAnswer() throws Exception {
    CountDownLatch all = new CountDownLatch(LISTS + LINKS);
    Set<String> seen = new HashSet<>();
    LoopbackServer.Script holdsBack =
        (query, tcp) -> {
          String name = query.getQuestion().getName().toString(true);
          synchronized (seen) {
            if (!name.startsWith("invalid.")
                && !name.startsWith("1.0.0.127.")
                && name.endsWith(".test")
                && seen.add(name)) {
              all.countDown();
            }
          }
          await(all);
          return List.of(reply(query, Rcode.NXDOMAIN).toWire());
        };
    try (LoopbackServer server = new LoopbackServer(holdsBack);
        Resolver dns = resolver(server, Duration.ofSeconds(10))) {
      CheckResult result = lists(dns).check(MAIL);
      assertEquals(new CheckResult.Found(result.findings()), result);
      assertEquals(0, all.getCount());
    }
  }

  /** Prints what the same costs with a server that takes 50 ms. */
  @Test
  void theWholeCostsOneRoundTrip() throws Exception {
    List<Long> left = new CopyOnWriteArrayList<>();
    LoopbackServer.Script slow =
        nothingIsListed(
            () -> {
              pause();
              left.add(System.nanoTime());
            });
    try (LoopbackServer server = new LoopbackServer(slow);
        Resolver dns = resolver(server, Duration.ofSeconds(10))) {
      for (int run = 1; run <= 8; run++) {
        int before = server.asked().size();
        left.clear();
        long start = System.nanoTime();
        Lists fresh = lists(dns).from("192.0.2." + (100 + run));
        fresh.check(MAIL.replace("www.d", "www.r" + run + "d"));
        long end = System.nanoTime();
        List<Asked> asked = server.asked().subList(before, server.asked().size());
        long last = asked.stream().mapToLong(Asked::nanoTime).max().orElseThrow();
        System.out.printf(
            "dns lists: %d questions, the last came after %.1f ms, the first answer left after"
                + " %.1f ms, all in all %.1f ms%n",
            asked.size(),
            (last - start) / 1e6,
            (left.stream().mapToLong(t -> t).min().orElseThrow() - start) / 1e6,
            (end - start) / 1e6);
        assertTrue(asked.size() >= LISTS + LINKS, "asked " + asked.size());
        assertEquals(asked.size(), asked.stream().map(a -> a.type() + a.name()).distinct().count());
      }
    }
  }

  @Test
  void whatTwoMessagesAskAtTheSameTimeIsAskedOnce() throws Exception {
    CountDownLatch bothAsk = new CountDownLatch(1);
    try (LoopbackServer server = new LoopbackServer(nothingIsListed(() -> await(bothAsk)));
        Resolver dns = resolver(server, Duration.ofSeconds(10));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Lists lists = lists(dns);
      Callable<CheckResult> message = () -> lists.check(MAIL);
      List<Future<CheckResult>> both = List.of(threads.submit(message), threads.submit(message));
      TimeUnit.MILLISECONDS.sleep(300);
      bothAsk.countDown();
      for (Future<CheckResult> each : both) {
        assertEquals(new CheckResult.Found(each.get().findings()), each.get());
      }
      List<String> names = server.asked().stream().map(a -> a.type() + " " + a.name()).toList();
      assertEquals(new HashSet<>(names).size(), names.size());
    }
  }

  /** With a dead server, the first messages find out, and the others do not wait. */
  @Test
  void aDeadServerIsNotAskedForLong() throws Exception {
    try (LoopbackServer server = new LoopbackServer((query, tcp) -> List.of());
        Resolver dns = resolver(server, DnsSettings.DEFAULT.timeout())) {
      Lists lists = new Lists(dns).from("192.0.2.25");
      List<Double> millis = new ArrayList<>();
      List<Integer> asked = new ArrayList<>();
      for (int i = 0; i < 120; i++) {
        long start = System.nanoTime();
        CheckResult result = lists.check("From: a@s.example\n\nhttp://www.d" + i + ".example/\n");
        assertTrue(result instanceof CheckResult.Unavailable, result.toString());
        millis.add((System.nanoTime() - start) / 1e6);
        asked.add(server.asked().size());
      }
      System.out.printf(
          "dead DNS: first 20 messages %.0f ms at most, the other 100 %.1f ms at most;"
              + " questions until then %d, afterwards %d%n",
          millis.subList(0, 20).stream().mapToDouble(d -> d).max().orElseThrow(),
          millis.subList(20, 120).stream().mapToDouble(d -> d).max().orElseThrow(),
          asked.get(19),
          asked.getLast() - asked.get(19));
      assertEquals(asked.get(19), asked.getLast(), "asked while it rests");
    }
  }

  /** Prints what a message costs when every answer is remembered. */
  @Test
  void rememberedAnswersCostLittle() throws Exception {
    try (LoopbackServer server = new LoopbackServer(nothingIsListed(() -> {}));
        Resolver dns = resolver(server, Duration.ofSeconds(10))) {
      Lists lists = new Lists(dns).from("192.0.2.25");
      var input = lists.input(MAIL);
      CheckResult first = lists.ask(input);
      int asked = server.asked().size();
      for (int i = 0; i < 2_000; i++) {
        lists.ask(input);
      }
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < 1_000; i++) {
        assertEquals(first.findings().size(), lists.ask(input).findings().size());
      }
      System.out.printf(
          "dns lists, all answers remembered: %.3f ms of CPU a message, %d questions each%n",
          (threads.getCurrentThreadCpuTime() - start) / 1e6 / 1_000, asked);
    }
  }
}
