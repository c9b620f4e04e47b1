package org.mailweir.doctor.live;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Subject;
import org.mailweir.net.Endpoint;

/** Knocks at Mailweir's ports and at the way back. No mail is sent. */
final class Ports {

  private static final Note MAILWEIR = new Note(Subject.MAILWEIR);
  private static final Note POSTFIX = new Note(Subject.POSTFIX);
  private static final String START = "systemctl start mailweir";
  private static final String WHY_NOT = "if it ends again: journalctl -u mailweir -n 50";

  /** What the way back must offer, and what is lost without. */
  private static final List<String> NEEDED =
      List.of("PIPELINING", "SIZE", "8BITMIME", "SMTPUTF8", "DSN", "XFORWARD");

  private final MailweirSettings settings;

  Ports(MailweirSettings settings) {
    this.settings = settings;
  }

  List<Diagnosis> examine() {
    List<Diagnosis> found = new ArrayList<>(listener(settings.listen().outside()));
    Endpoint inside = settings.listen().inside();
    // A daemon that does not run is said once.
    if (inside != null && found.stream().noneMatch(d -> d.id().equals("not-running"))) {
      found.addAll(listener(inside));
    }
    found.addAll(wayBack(settings.reinject().to()));
    return found;
  }

  private List<Diagnosis> listener(Endpoint endpoint) {
    String where = endpoint + " ([listen])";
    try (Dialogue dialogue = Dialogue.with(endpoint)) {
      if (!dialogue.greeting().contains(settings.listen().hostname())) {
        return List.of(
            MAILWEIR.error(
                "port-taken",
                "Something else answers on Mailweir's port: " + dialogue.greeting(),
                where,
                "Mail goes to that, not to Mailweir.",
                "find and stop it: ss -ltnp 'sport = :" + endpoint.port() + "'",
                START));
      }
      return welcome(dialogue, where);
    } catch (ConnectException e) {
      return List.of(
          MAILWEIR.error(
              "not-running",
              "Mailweir does not listen.",
              where,
              "Mail waits in Postfix' queue; nothing is lost.",
              START,
              WHY_NOT));
    } catch (IOException e) {
      return List.of(
          MAILWEIR.error(
              "listener-silent",
              "Mailweir's port does not answer: " + words(e) + ".",
              where,
              "Mail waits in Postfix' queue; nothing is lost.",
              "look for the reason: journalctl -u mailweir -n 50",
              "systemctl restart mailweir"));
    }
  }

  private static List<Diagnosis> welcome(Dialogue dialogue, String where) throws IOException {
    if (dialogue.isWelcome() && dialogue.say("LHLO doctor.mailweir.localhost").startsWith("250")) {
      return List.of();
    }
    boolean busy = dialogue.greeting().startsWith("421");
    return List.of(
        MAILWEIR.error(
            busy ? "too-busy" : "listener-refuses",
            "Mailweir greets with: " + dialogue.greeting(),
            where,
            "Postfix is greeted like that, too: mail waits.",
            busy
                ? "raise max_connections of [listen], or lower maxproc in master.cf"
                : "put this host into allow_from of [listen]"));
  }

  private List<Diagnosis> wayBack(Endpoint endpoint) {
    String where = endpoint + " ([reinject])";
    try (Dialogue dialogue = Dialogue.with(endpoint)) {
      if (!dialogue.isWelcome()) {
        return List.of(refused("greeting", dialogue.greeting(), where));
      }
      List<String> hello = dialogue.ask("EHLO " + settings.reinject().helo());
      if (isOurGreeting(dialogue.greeting())) {
        return List.of(
            MAILWEIR.error(
                "loop-ourselves",
                "Mailweir itself answers on the way back.",
                where,
                "Mail goes round in circles inside Mailweir until it times out.",
                "set [reinject] to = \"127.0.0.1:10025\", the smtpd of master.cf"));
      }
      List<Diagnosis> found = new ArrayList<>(offers(hello, where));
      found.addAll(transaction(dialogue, where));
      return found;
    } catch (IOException e) {
      return List.of(
          POSTFIX.error(
              "return-silent",
              "Nobody answers on the way back into Postfix: " + words(e) + ".",
              where,
              "Nothing is delivered; all mail waits in the queue.",
              "postfix status || postfix start",
              "if Postfix runs: put the smtpd into master.cf (mailweir doctor --print-postfix), and"
                  + " look into the mail log for \"fatal\""));
    }
  }

  /** Postfix may have the same name as we; the name of the program tells us apart. */
  private boolean isOurGreeting(String greeting) {
    return greeting.startsWith("220 " + settings.listen().hostname() + " ESMTP Mailweir");
  }

  private static List<Diagnosis> offers(List<String> hello, String where) {
    List<String> offered = Dialogue.keywords(hello);
    List<String> missing = NEEDED.stream().filter(k -> !offered.contains(k)).toList();
    return missing.isEmpty()
        ? List.of()
        : List.of(
            POSTFIX.warning(
                "return-offers",
                "The way back does not offer " + String.join(", ", missing) + ".",
                where,
                "Without XFORWARD the client is lost, without DSN requests for receipts; mail that"
                    + " needs SMTPUTF8 bounces.",
                "compare its lines in master.cf with: mailweir doctor --print-postfix"));
  }

  /** Up to the recipient, whom every host has (RFC 5321 4.5.1), and no further. */
  private static List<Diagnosis> transaction(Dialogue dialogue, String where) throws IOException {
    String mail = dialogue.say("MAIL FROM:<>");
    if (!mail.startsWith("2")) {
      return List.of(refused("sender", mail, where));
    }
    String recipient = dialogue.say("RCPT TO:<postmaster>");
    dialogue.say("RSET");
    return recipient.startsWith("2") ? List.of() : List.of(refused("recipient", recipient, where));
  }

  private static Diagnosis refused(String what, String reply, String where) {
    return POSTFIX.error(
        "return-says-no",
        "The way back refuses Mailweir's " + what + ": " + reply,
        where,
        "All mail bounces or waits.",
        "compare its lines in master.cf with: mailweir doctor --print-postfix");
  }

  /** Who listens everywhere is reached by loopback. */
  static Endpoint reachable(Endpoint endpoint) {
    return switch (endpoint.host()) {
      case "0.0.0.0" -> new Endpoint("127.0.0.1", endpoint.port());
      case "::" -> new Endpoint("::1", endpoint.port());
      default -> endpoint;
    };
  }

  static String words(IOException e) {
    return switch (e) {
      case SocketTimeoutException t -> "no answer in time";
      case ConnectException c -> "connection refused";
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}
