package org.mailweir.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Three recipients, each of which port 10025 takes, puts off or refuses at RCPT, and then takes,
 * puts off or refuses the message at the final dot: every combination, with a real Postfix in
 * front, by LMTP and by SMTP.
 *
 * <p>Each recipient must end as exactly one of delivered, deferred and bounced. What Postfix calls
 * sent must have arrived, and over LMTP nothing may arrive twice.
 */
final class TorturePartial {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int SHOWN = 10;

  /** Attempts after which a recipient that is put off is taken to stay so. */
  private static final int ENOUGH = 4;

  /** How a recipient ends. */
  enum End {
    DELIVERED,
    DEFERRED,
    BOUNCED
  }

  /**
   * One message.
   *
   * @param rcpt the first digit of the answer to each RCPT
   * @param dot the first digit of the answer to the final dot
   */
  record Case(List<Integer> rcpt, int dot) {

    static List<Case> all() {
      List<Integer> digits = List.of(2, 4, 5);
      List<Case> cases = new ArrayList<>();
      for (int a : digits) {
        for (int b : digits) {
          for (int c : digits) {
            digits.forEach(dot -> cases.add(new Case(List.of(a, b, c), dot)));
          }
        }
      }
      return cases;
    }

    /** The address tells the sink what to answer. */
    String recipient(int place) {
      String all = rcpt.stream().map(String::valueOf).collect(Collectors.joining());
      return "r%d.d%d.case%s.%d@example.com".formatted(rcpt.get(place), dot, all, place);
    }

    Letter letter() {
      List<String> to = Stream.of(0, 1, 2).map(this::recipient).toList();
      return new Letter(
          "sender@example.org", to, new MailGen(dot).message(rcpt.hashCode(), MailGen.Kind.PLAIN));
    }

    /** What 10025 says to that recipient in the end. */
    int answer(int place) {
      return rcpt.get(place) == 2 ? dot : rcpt.get(place);
    }

    boolean isMixed() {
      return rcpt.stream().distinct().count() > 1;
    }
  }

  private final String recipe;
  private final List<String> violations = new ArrayList<>();
  private int delivered;
  private int deferred;
  private int bounced;
  private int duplicates;

  private TorturePartial(String recipe) {
    this.recipe = recipe;
  }

  public static void main(String[] arguments) {
    Options.of(arguments);
    run().end();
  }

  static Tally run() {
    TorturePartial lmtp = new TorturePartial("sandwich-lmtp");
    TorturePartial smtp = new TorturePartial("sandwich-smtp");
    lmtp.run(Case.all());
    smtp.run(Case.all());
    List<String> violations =
        Stream.concat(lmtp.violations.stream(), smtp.violations.stream()).toList();
    violations.stream().limit(SHOWN).forEach(System.err::println);
    return Tally.of(
        violations.isEmpty() && lmtp.duplicates == 0 && smtp.duplicates == 0,
        "cases",
        2 * Case.all().size(),
        "delivered",
        lmtp.delivered + smtp.delivered,
        "deferred",
        lmtp.deferred + smtp.deferred,
        "bounced",
        lmtp.bounced + smtp.bounced,
        "violations",
        violations.size(),
        "lmtp_duplicates",
        lmtp.duplicates,
        "smtp_duplicates",
        smtp.duplicates);
  }

  private void run(List<Case> cases) {
    try (Workshop workshop = Workshop.open("partial")) {
      Recipe.WiringPorts ports = Recipe.WiringPorts.free();
      Sink end = workshop.own(Sink.start(Script.YES));
      Sink reinjection = workshop.own(Sink.start(Ports.free(), new ByAddress()));
      PrivatePostfix postfix =
          PrivatePostfix.start(workshop, Recipe.load(recipe), ports, end.port(), Map.of());
      MailweirConfig config =
          new MailweirConfig(ports, reinjection.port(), "[policy]\nhold = 100000.0\n");
      MailweirProcess mailweir = MailweirProcess.start(workshop, config, "");
      send(postfix.port(), cases);
      postfix.awaitRetrying(PATIENCE, () -> settled(cases, attempts(postfix), reinjection));
      mailweir.terminate();
      Map<String, List<PostfixLog.Attempt>> attempts = attempts(postfix);
      Map<String, Long> arrived = arrived(reinjection);
      cases.forEach(c -> judge(c, attempts, arrived));
    }
  }

  private static void send(int port, List<Case> cases) {
    try (MailClient client = MailClient.greet(MailClient.Protocol.SMTP, port)) {
      for (Case one : cases) {
        client.send(one.letter());
      }
    }
  }

  private static Map<String, List<PostfixLog.Attempt>> attempts(PrivatePostfix postfix) {
    return postfix.log().attempts().stream()
        .collect(Collectors.groupingBy(PostfixLog.Attempt::recipient));
  }

  private static Map<String, Long> arrived(Sink reinjection) {
    return reinjection.deliveries().stream()
        .flatMap(d -> d.recipients().stream())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static boolean settled(
      List<Case> cases, Map<String, List<PostfixLog.Attempt>> attempts, Sink reinjection) {
    return cases.stream()
        .flatMap(c -> Stream.of(0, 1, 2).map(c::recipient))
        .map(r -> attempts.getOrDefault(r, List.of()))
        .allMatch(a -> a.size() >= ENOUGH || (!a.isEmpty() && !isLast(a, "deferred")));
  }

  private static boolean isLast(List<PostfixLog.Attempt> attempts, String status) {
    return attempts.getLast().status().equals(status);
  }

  private void judge(
      Case one, Map<String, List<PostfixLog.Attempt>> attempts, Map<String, Long> arrived) {
    for (int place = 0; place < one.rcpt().size(); place++) {
      String recipient = one.recipient(place);
      List<PostfixLog.Attempt> tried = attempts.getOrDefault(recipient, List.of());
      long copies = arrived.getOrDefault(recipient, 0L);
      duplicates += (int) Math.max(0, copies - 1);
      String said = tried.isEmpty() ? "nothing" : tried.getLast().status();
      End end = count(copies > 0 ? End.DELIVERED : ended(said));
      check(one, place, end, said);
    }
  }

  private static End ended(String said) {
    return said.equals("bounced") ? End.BOUNCED : End.DEFERRED;
  }

  private End count(End end) {
    switch (end) {
      case DELIVERED -> delivered++;
      case DEFERRED -> deferred++;
      case BOUNCED -> bounced++;
    }
    return end;
  }

  private void check(Case one, int place, End end, String said) {
    boolean oneEnd =
        switch (said) {
          case "sent" -> end == End.DELIVERED;
          case "bounced" -> end == End.BOUNCED;
          case "deferred" -> end != End.BOUNCED && (end == End.DEFERRED || isBySmtp());
          default -> false;
        };
    if (!oneEnd || !isRight(one, place, end)) {
      violations.add(
          recipe + ": " + one.recipient(place) + " ended as " + end + ", Postfix says " + said);
    }
  }

  /** By SMTP one answer serves all, so a mixed message stays deferred where a part was refused. */
  private boolean isRight(Case one, int place, End end) {
    return switch (one.answer(place)) {
      case 2 -> end == End.DELIVERED;
      case 4 -> end == End.DEFERRED;
      default -> end == End.BOUNCED || (isBySmtp() && one.isMixed() && end == End.DEFERRED);
    };
  }

  private boolean isBySmtp() {
    return recipe.equals("sandwich-smtp");
  }

  /** Answers by what the address says. */
  private static final class ByAddress implements Script {
    @Override
    public Answer rcpt(String recipient) {
      return answer(recipient.charAt(1), "at RCPT");
    }

    @Override
    public Answer dot(Delivery delivery) {
      return answer(delivery.recipients().getFirst().charAt(4), "at the final dot");
    }

    private static Answer answer(char digit, String where) {
      return switch (digit) {
        case '4' -> Answer.of("451 4.2.0 later, " + where);
        case '5' -> Answer.of("554 5.7.1 never, " + where);
        default -> Answer.of("250 2.0.0 Ok");
      };
    }
  }
}
