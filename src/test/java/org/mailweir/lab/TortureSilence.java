package org.mailweir.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every source outside is dead at once: DNS, spamd, clamd. Each message must be delivered all the
 * same, and say who was missing. How long the first twenty wait, and those after them, is printed;
 * a run with the sources switched off tells how long they take anyway.
 */
final class TortureSilence {

  /** Within that many messages a dead source must have been recognised. */
  private static final int FIRST = 20;

  private static final Duration FIRST_AT_MOST = Duration.ofMillis(5_500);
  private static final Duration THEN_AT_MOST = Duration.ofMillis(200);
  private static final List<String> SOURCES = List.of("auth", "dnsbl", "spamd", "virus");

  private static final String ALL_OFF =
      """
      [auth]
      enabled = false
      [policy]
      hold = 100000.0
      """;

  private static final String ALL_ON =
      """
      [dns]
      servers = ["%1$s"]
      [auth]
      enabled = true
      [dnsbl]
      enabled = true
      [spamd]
      enabled = true
      servers = ["%1$s"]
      [virus]
      enabled = true
      required = false
      servers = ["%1$s"]
      [policy]
      hold = 100000.0
      """;

  private final Sink sink;
  private final int messages;
  private int sent;
  private int silent;

  private TortureSilence(Sink sink, int messages) {
    this.sink = sink;
    this.messages = messages;
  }

  public static void main(String[] arguments) {
    run(Options.of(arguments, "--messages").number("--messages", 220)).end();
  }

  static Tally run(int messages) {
    try (Workshop workshop = Workshop.open("silence")) {
      Recipe.WiringPorts ports = Recipe.WiringPorts.free();
      Sink sink = workshop.own(Sink.start(ports.reinjection(), Script.YES));
      TortureSilence run = new TortureSilence(sink, messages);
      long[] usual = run.through(workshop, ports.reinjection(), ALL_OFF, false);
      Deaf deaf = workshop.own(new Deaf());
      long[] deafened =
          run.through(workshop, ports.reinjection(), ALL_ON.formatted(deaf.address()), true);
      String nobody = "127.0.0.1:" + Ports.free();
      long[] refused = run.through(workshop, ports.reinjection(), ALL_ON.formatted(nobody), true);
      return run.tally(usual, deafened, refused);
    }
  }

  private Tally tally(long[] usual, long[] deafened, long[] refused) {
    long median = Arrays.stream(usual).sorted().toArray()[usual.length / 2];
    long first = percentile(deafened, 0, FIRST) - median;
    long then = percentile(deafened, FIRST, messages) - median;
    long refusedFirst = percentile(refused, 0, FIRST) - median;
    long refusedThen = percentile(refused, FIRST, messages) - median;
    int delivered = sink.deliveries().size();
    boolean inTime =
        Math.max(first, refusedFirst) <= FIRST_AT_MOST.toMillis()
            && Math.max(then, refusedThen) <= THEN_AT_MOST.toMillis();
    return Tally.of(
        inTime && delivered == sent && silent == 0,
        "messages",
        sent,
        "delivered",
        delivered,
        "not_named",
        silent,
        "usual_ms",
        median,
        "silent_first20_p99_ms",
        first,
        "silent_then_p99_ms",
        then,
        "refused_first20_p99_ms",
        refusedFirst,
        "refused_then_p99_ms",
        refusedThen);
  }

  /** The milliseconds that each message took, one after the other, as a queue hands them over. */
  private long[] through(Workshop workshop, int reinjection, String settings, boolean dead) {
    Recipe.WiringPorts own = Recipe.WiringPorts.free();
    Recipe.WiringPorts ports = new Recipe.WiringPorts(own.outside(), own.inside(), reinjection);
    MailweirProcess mailweir =
        MailweirProcess.start(workshop, MailweirConfig.of(ports, settings), "");
    long[] took = new long[messages];
    try (MailClient lmtp = MailClient.greet(MailClient.Protocol.LMTP, ports.outside())) {
      for (int i = 0; i < messages; i++) {
        long start = System.nanoTime();
        send(lmtp, dead);
        took[i] = (System.nanoTime() - start) / 1_000_000;
      }
    }
    mailweir.terminate();
    return took;
  }

  private void send(MailClient lmtp, boolean dead) {
    String recipient = "r" + sent + "@example.com";
    lmtp.say("XFORWARD ADDR=203.0.113." + (sent % 250 + 1) + " HELO=mail.example.org");
    Letter letter = new Letter("writer@example.org", List.of(recipient), message(sent));
    sent++;
    Reply reply = lmtp.send(letter).get(recipient);
    if (dead && reply.isPositive() && !namesAllIn(delivered(recipient))) {
      silent++;
    }
  }

  private Delivery delivered(String recipient) {
    return sink.deliveries(d -> d.recipients().contains(recipient)).getLast();
  }

  private static boolean namesAllIn(Delivery delivery) {
    String missing = String.join(" ", delivery.field("X-Mailweir-Unavailable"));
    return SOURCES.stream().allMatch(source -> missing.contains(source + ":"));
  }

  private static byte[] message(int number) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s" + number + ";");
    lines.add("\th=from:subject; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA");
    lines.add("From: Writer <writer@example.org>");
    lines.add("Subject: number " + number);
    lines.add("Message-ID: <" + number + "@example.org>");
    lines.add("");
    lines.add("See https://host" + number + ".example.net/ and https://other.example/");
    return Octets.of(String.join("\r\n", lines) + "\r\n");
  }

  private static long percentile(long[] took, int from, int to) {
    long[] sorted = Arrays.stream(took, from, to).sorted().toArray();
    return sorted[Math.min(sorted.length - 1, (int) Math.ceil(sorted.length * 0.99) - 1)];
  }
}
