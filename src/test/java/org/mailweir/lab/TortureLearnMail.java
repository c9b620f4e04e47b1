package org.mailweir.lab;

import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The daemon is killed with SIGKILL while people of the house forward mail to a training address
 * through a real Postfix. Every message that Postfix heard 250 for must be on the list of lessons,
 * once; every third has another recipient, who must get his copy.
 */
final class TortureLearnMail {

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Path LAUNCHER = Path.of("scripts/mailweir").toAbsolutePath();
  private static final String TRAINING = "spam@train.example.com";

  /** All lessons are of one teacher here, and a lesson that is refused is not lost. */
  private static final String NO_QUOTA = "[learn]\nlessons_per_teacher = 1000000\n";

  private static final Pattern ID = Pattern.compile("lesson(\\d+)@torture\\.example");

  private final int messages;
  private final int kills;
  private final Random random;

  /** Those that were read at two kills, and so are held in place of being read a third time. */
  private Set<Integer> held = Set.of();

  private TortureLearnMail(int messages, int kills, long seed) {
    this.messages = messages;
    this.kills = kills;
    this.random = new Random(seed);
  }

  public static void main(String[] arguments) {
    Options options = Options.of(arguments, "--kills", "--messages", "--seed");
    int kills = options.number("--kills", 100);
    run(options.number("--messages", 10 * kills), kills, options.number("--seed", 1)).end();
  }

  static Tally run(int messages, int kills, long seed) {
    try (Workshop workshop = Workshop.open("learn-mail")) {
      return new TortureLearnMail(messages, kills, seed).run(workshop);
    }
  }

  private Tally run(Workshop workshop) {
    Recipe recipe = Recipe.load("training-addresses");
    Recipe.WiringPorts ports = Recipe.WiringPorts.free();
    Sink sink = workshop.own(Sink.start(Script.YES));
    PrivatePostfix postfix = PrivatePostfix.start(workshop, recipe, ports, sink.port(), Map.of());
    MailweirProcess mailweir =
        MailweirProcess.start(
            workshop,
            MailweirConfig.of(ports, recipe.mailweir() + NO_QUOTA),
            "-XX:TieredStopAtLevel=1");
    Thread sender = Thread.ofVirtual().start(() -> sendAll(postfix.port()));
    int killed = killWhile(sender, mailweir);
    postfix.flush();
    boolean drained = postfix.awaitEmptyQueue(PATIENCE);
    mailweir.terminate();
    held = held(mailweir);
    return tally(acknowledged(postfix.log()), listed(mailweir), copies(sink), killed, drained);
  }

  /** Kills at a random moment 0.3 to 2 s after each start, until all is sent. */
  private int killWhile(Thread sender, MailweirProcess mailweir) {
    int killed = 0;
    while (sender.isAlive() || killed < kills) {
      Waiting.sleep(Duration.ofMillis(random.nextInt(300, 2_000)));
      mailweir.kill();
      mailweir.start();
      killed++;
    }
    return killed;
  }

  private static Set<Integer> held(MailweirProcess mailweir) {
    Set<Integer> numbers = new HashSet<>();
    for (HeldMail mail : HeldMail.all(mailweir.quarantine())) {
      try {
        Matcher id = ID.matcher(Files.readString(mail.file(), StandardCharsets.ISO_8859_1));
        if (id.find()) {
          numbers.add(Integer.parseInt(id.group(1)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return numbers;
  }

  /** Spreads the messages over the time of the kills: a life of Mailweir is about 3 s. */
  private void sendAll(int port) {
    Duration pause = Duration.ofMillis(kills * 3_000L / messages);
    for (int i = 0; i < messages; i++) {
      try (MailClient client =
          MailClient.connect(MailClient.Protocol.SMTP, port, PrivatePostfix.HOUSE)) {
        client.hello();
        client.send(letter(i)).values().forEach(TortureLearnMail::needPositive);
      }
      Waiting.sleep(pause);
    }
  }

  private static void needPositive(Reply reply) {
    if (reply.code() != 250) {
      throw new IllegalStateException("Postfix said " + reply);
    }
  }

  private static Letter letter(int number) {
    String other = "other" + number + "@example.com";
    String text =
        """
        From: Reader <reader@example.com>
        To: %2$s
        Subject: Fwd
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: message/rfc822

        From: seller%1$d@bulk.example
        Subject: Offer number %1$d
        Message-ID: <lesson%1$d@torture.example>

        This is offer number %1$d, and it has %3$s.
        --b--
        """
            .formatted(number, TRAINING, "word" + number % 17);
    return new Letter(
        "reader@example.com",
        number % 3 == 0 ? List.of(TRAINING, other) : List.of(TRAINING),
        Octets.canonical(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Queue ids that were said to be learned. */
  private static Set<String> acknowledged(PostfixLog log) {
    return log.attempts().stream()
        .filter(a -> a.recipient().equals(TRAINING) && a.status().equals("sent"))
        .filter(a -> a.reply().contains("spam: learned 1") || a.reply().contains("spam: known 1"))
        .map(PostfixLog.Attempt::queueId)
        .collect(Collectors.toSet());
  }

  /** How often each message is on the list, by its number. */
  private static Map<Integer, Integer> listed(MailweirProcess mailweir) {
    Map<Integer, Integer> counts = new HashMap<>();
    ProcessBuilder builder =
        new ProcessBuilder(
            LAUNCHER.toString(),
            "lessons",
            "list",
            "--json",
            "--limit",
            "10000000",
            "--config",
            mailweir.configFile().toString());
    builder.environment().put("MAILWEIR_NO_BUILD", "1");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    try {
      Process list = builder.start();
      try (BufferedReader lines = list.inputReader(StandardCharsets.UTF_8)) {
        lines.lines().forEach(line -> count(line, counts));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return counts;
  }

  private static void count(String line, Map<Integer, Integer> counts) {
    String id = JsonParser.parseString(line).getAsJsonObject().get("messageId").getAsString();
    Matcher m = ID.matcher(id);
    if (m.matches()) {
      counts.merge(Integer.parseInt(m.group(1)), 1, Integer::sum);
    }
  }

  private static Map<String, Long> copies(Sink sink) {
    return sink.deliveries().stream()
        .flatMap(d -> d.recipients().stream())
        .collect(Collectors.groupingBy(r -> r, Collectors.counting()));
  }

  private Tally tally(
      Set<String> acknowledged,
      Map<Integer, Integer> listed,
      Map<String, Long> copies,
      int killed,
      boolean drained) {
    Set<Integer> lost = new HashSet<>();
    int copiesLost = 0;
    for (int i = 0; i < messages; i++) {
      if (!listed.containsKey(i) && !held.contains(i)) {
        lost.add(i);
      }
      copiesLost += i % 3 == 0 && !copies.containsKey("other" + i + "@example.com") ? 1 : 0;
    }
    long twice = listed.values().stream().filter(n -> n > 1).count();
    boolean delivered = copies.containsKey(TRAINING);
    return Tally.of(
        lost.isEmpty()
            && twice == 0
            && copiesLost == 0
            && !delivered
            && drained
            && killed >= kills
            && acknowledged.size() + held.size() >= messages,
        "messages",
        messages,
        "kills",
        killed,
        "acknowledged",
        acknowledged.size(),
        "listed",
        listed.size(),
        "lost",
        lost.size(),
        "held",
        held.size(),
        "twice",
        twice,
        "copies_lost",
        copiesLost,
        "drained",
        drained);
  }
}
