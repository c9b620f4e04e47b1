package org.mailweir.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Real Postfix, Mailweir, real Postfix, sink; and Mailweir is killed with SIGKILL again and again
 * while mail flows. Afterwards every recipient of every message must have it, unchanged: at the
 * sink, or in quarantine. A message that was being handed over at the moment of a kill may be there
 * twice, and one that was in analysis at three kills passes unexamined, as the journal says;
 * nothing else may.
 */
final class TortureKill {

  private static final int RECIPIENTS_OF_SOME = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final int messages;
  private final int kills;
  private final Random random;
  private final MailGen mail;
  private final Map<String, String> expected = new TreeMap<>();
  private final Map<String, String> expectedHeld = new HashMap<>();

  private TortureKill(int messages, int kills, long seed) {
    this.messages = messages;
    this.kills = kills;
    this.random = new Random(seed);
    this.mail = new MailGen(seed);
  }

  public static void main(String[] arguments) {
    Options options = Options.of(arguments, "--messages", "--seed", "--fault");
    int messages = options.number("--messages", 2_000);
    run(
            messages,
            options.number("--seed", 1),
            options.first("--fault").map(f -> "-Dmailweir.fault=" + f).orElse(""))
        .end();
  }

  /**
   * One run.
   *
   * @param javaOptions for the fault that breaks the promise on purpose
   */
  static Tally run(int messages, long seed, String javaOptions) {
    int kills = Math.max(5, (messages + 62) / 63);
    try (Workshop workshop = Workshop.open("kill")) {
      return new TortureKill(messages, kills, seed).run(workshop, javaOptions);
    }
  }

  private Tally run(Workshop workshop, String javaOptions) {
    Recipe.WiringPorts ports = Recipe.WiringPorts.free();
    Sink sink = workshop.own(Sink.start(Script.YES));
    PrivatePostfix postfix =
        PrivatePostfix.start(workshop, Recipe.load("sandwich-lmtp"), ports, sink.port(), Map.of());
    MailweirProcess mailweir =
        MailweirProcess.start(workshop, MailweirConfig.of(ports, ""), javaOptions);
    Thread sender = Thread.ofVirtual().start(() -> sendAll(postfix.port()));
    int killed = killWhile(sender, mailweir);
    postfix.flush();
    boolean drained = postfix.awaitEmptyQueue(PATIENCE);
    mailweir.terminate();
    return tally(sink, mailweir, postfix.log(), killed, drained);
  }

  /** Kills at a random moment 0.5 to 2 s after each start, until all is sent. */
  private int killWhile(Thread sender, MailweirProcess mailweir) {
    int killed = 0;
    while (sender.isAlive() || killed < kills) {
      Waiting.sleep(Duration.ofMillis(random.nextInt(500, 2_000)));
      mailweir.kill();
      mailweir.start();
      killed++;
    }
    return killed;
  }

  /** Spreads the messages over the whole time of the kills: a life of Mailweir is about 2.5 s. */
  private void sendAll(int port) {
    Duration pause = Duration.ofMillis(kills * 2_500L / messages);
    try (MailClient client = MailClient.greet(MailClient.Protocol.SMTP, port)) {
      for (int i = 0; i < messages; i++) {
        send(client, letter(i));
        Waiting.sleep(pause);
      }
    }
  }

  private static void send(MailClient client, Letter letter) {
    client
        .send(letter)
        .forEach(
            (recipient, reply) -> {
              if (reply.code() != 250) {
                throw new IllegalStateException("Postfix refused " + recipient + ": " + reply);
              }
            });
  }

  /** Every tenth message is one that goes to quarantine; every fifth has several recipients. */
  private Letter letter(int number) {
    boolean held = number % 10 == 9;
    byte[] message = held ? Gtube.message("number " + number) : mail.forPostfix(number);
    int recipients = number % 5 == 0 ? RECIPIENTS_OF_SOME : 1;
    List<String> to =
        Stream.iterate(0, i -> i + 1)
            .limit(recipients)
            .map(i -> "m" + number + "." + i + "@example.com")
            .toList();
    String sha256 = Octets.sha256(Octets.body(message));
    if (held) {
      expectedHeld.put(sha256, "m" + number);
    } else {
      to.forEach(r -> expected.put(r, sha256));
    }
    return new Letter("sender" + number + "@example.org", to, message);
  }

  private Tally tally(
      Sink sink, MailweirProcess mailweir, PostfixLog log, int killed, boolean drained) {
    Map<String, Integer> arrived = new HashMap<>();
    Set<String> passed = new HashSet<>();
    int changed = 0;
    for (Delivery delivery : sink.deliveries()) {
      String body = delivery.bodySha256();
      for (String recipient : delivery.recipients()) {
        arrived.merge(recipient, 1, Integer::sum);
        if (expectedHeld.containsKey(body)) {
          passed.add(body);
        } else if (!body.equals(expected.get(recipient))) {
          changed++;
        }
      }
    }
    Map<String, Integer> held = heldBodies(mailweir.quarantine());
    long lost =
        expected.keySet().stream().filter(r -> !arrived.containsKey(r)).count()
            + expectedHeld.keySet().stream()
                .filter(h -> !held.containsKey(h) && !passed.contains(h))
                .count();
    long strange = held.keySet().stream().filter(h -> !expectedHeld.containsKey(h)).count();
    long duplicates = surplus(arrived) + surplus(held);
    long inFlight = inFlight(log);
    boolean holds =
        lost == 0
            && changed + strange == 0
            && passed.size() <= unexamined(mailweir)
            && duplicates <= inFlight
            && drained
            && killed >= kills;
    return Tally.of(
        holds,
        "messages",
        messages,
        "kills",
        killed,
        "lost",
        lost,
        "changed",
        changed + strange,
        "duplicates",
        duplicates,
        "in_flight",
        inFlight,
        "held",
        held.size(),
        "unexamined",
        passed.size(),
        "drained",
        drained);
  }

  /**
   * Messages that passed because they were in analysis at three kills, as the journal names them.
   */
  private static long unexamined(MailweirProcess mailweir) {
    return mailweir.journal().stream()
        .filter(line -> line.contains("\"scan\":\"skipped-crash\""))
        .count();
  }

  private static long surplus(Map<String, Integer> counts) {
    return counts.values().stream().mapToLong(n -> n - 1).sum();
  }

  /** Copies whose hand-over a kill cut behind the message's last byte: only these can double. */
  private static long inFlight(PostfixLog log) {
    return log.attempts().stream()
        .filter(a -> a.status().equals("deferred"))
        .filter(a -> a.reply().contains("end of data"))
        .count();
  }

  private static Map<String, Integer> heldBodies(Path quarantine) {
    Map<String, Integer> bodies = new HashMap<>();
    HeldMail.all(quarantine).forEach(h -> bodies.merge(h.bodySha256(), 1, Integer::sum));
    return bodies;
  }
}
