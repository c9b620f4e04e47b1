package org.mailweir.doctor.live;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Subject;
import org.mailweir.history.Fate;
import org.mailweir.history.History;
import org.mailweir.history.Look;
import org.mailweir.history.Passage;
import org.mailweir.mail.TransactionId;
import org.mailweir.net.Endpoint;

/**
 * Sends a marked message in by Postfix' own front door and waits until Mailweir has given it back:
 * the whole way, as mail of strangers takes it. It is from and to the one address that the
 * administrator names, so that nobody else gets anything, not even a bounce.
 */
final class Loop {

  private static final Note NOTE = new Note(Subject.POSTFIX);
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final Duration STEP = Duration.ofMillis(500);

  private final MailweirSettings settings;
  private final String address;
  private final @Nullable Endpoint door;
  private final String id = TransactionId.at(System.currentTimeMillis()).text();

  /**
   * @param address from whom and to whom
   * @param door where Postfix takes mail, or null when nothing there leads to Mailweir
   */
  Loop(MailweirSettings settings, String address, @Nullable Endpoint door) {
    this.settings = settings;
    this.address = address;
    this.door = door;
  }

  /** What came of it, for people, goes to {@code looked}. */
  List<Diagnosis> examine(List<String> looked) throws InterruptedException {
    if (door == null) {
      return List.of(
          broken(
              "No smtpd of Postfix that takes mail sends it to Mailweir.",
              "main.cf: content_filter",
              "mend what is wrong with Postfix first"));
    }
    if (settings.history().keep().isZero() || !Files.exists(settings.history().file())) {
      return List.of(
          broken(
              "Mailweir does not remember what comes through, so nobody could see the message.",
              "keep of [history]",
              "set keep above 0s, and let Mailweir run"));
    }
    Instant begin = Instant.now();
    String refusal = send(door);
    return refusal.isEmpty() ? await(begin, looked) : List.of(refused(refusal));
  }

  private static Diagnosis broken(String what, String where, String remedy) {
    return NOTE.error("loop-not-tried", what, where, "The way around cannot be tried.", remedy);
  }

  /** Empty when it was taken, or the reply that refused it. */
  private String send(Endpoint to) {
    try (Dialogue dialogue = Dialogue.with(to)) {
      String reply = dialogue.isWelcome() ? dialogue.say("EHLO doctor.mailweir.localhost") : "";
      for (String command :
          List.of("MAIL FROM:<" + address + ">", "RCPT TO:<" + address + ">", "DATA")) {
        if (!reply.startsWith("2")) {
          return reply.isEmpty() ? dialogue.greeting() : reply;
        }
        reply = dialogue.say(command);
      }
      reply = reply.startsWith("3") ? dialogue.send(message()) : reply;
      return reply.startsWith("2") ? "" : reply;
    } catch (IOException e) {
      return Ports.words(e);
    }
  }

  private List<String> message() {
    String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    return List.of(
        "From: <" + address + ">",
        "To: <" + address + ">",
        "Subject: Mailweir doctor: a marked message",
        "Date: " + now,
        "Message-ID: <" + messageId() + ">",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "This message was sent by \"mailweir doctor\" to see that mail finds its way",
        "through Postfix and Mailweir. You may delete it.");
  }

  private String messageId() {
    return id + "@doctor.mailweir.invalid";
  }

  private Diagnosis refused(String reply) {
    return NOTE.error(
        "loop-refused",
        "Postfix did not take the marked message: " + reply,
        door + ", " + address,
        "Mail to that address does not get in, or the address is wrong.",
        "name an address of this host: mailweir doctor --loop-to you@your.domain");
  }

  private List<Diagnosis> await(Instant begin, List<String> looked) throws InterruptedException {
    try (History history = History.openToRead(settings.history())) {
      while (Instant.now().isBefore(begin.plus(PATIENCE))) {
        Optional<Passage> passage = find(history, begin);
        if (passage.isPresent()) {
          return judge(passage.get(), begin, looked);
        }
        Thread.sleep(STEP);
      }
    } catch (IOException e) {
      return List.of(broken(e.toString(), "[history]", "run this as root"));
    }
    return List.of(
        NOTE.error(
            "loop-lost",
            "The marked message went into Postfix and did not come to Mailweir within "
                + PATIENCE.toSeconds()
                + " s.",
            door + ", Message-ID " + messageId(),
            "Mail is stuck, or goes past Mailweir.",
            "postqueue -p",
            "grep " + id + " /var/log/mail.log"));
  }

  private Optional<Passage> find(History history, Instant begin) throws IOException {
    Look look =
        new Look(null, null, List.of(), null, false, begin.minus(Duration.ofMinutes(1)), null);
    return history.find(look, 0, 1_000).stream()
        .filter(p -> p.messageId().contains(id))
        .findFirst();
  }

  private List<Diagnosis> judge(Passage passage, Instant begin, List<String> looked) {
    List<Diagnosis> found = new ArrayList<>();
    for (Passage.Copy copy : passage.copies()) {
      if (copy.fate() != Fate.PASS && copy.fate() != Fate.TAG) {
        found.add(
            NOTE.warning(
                "loop-" + copy.fate().name().toLowerCase(java.util.Locale.ROOT),
                "The marked message came to Mailweir, and did not go on: "
                    + copy.fate().name().toLowerCase(java.util.Locale.ROOT)
                    + ".",
                copy.recipient(),
                "Ordinary mail to that address may fare the same.",
                "journalctl -u mailweir | grep " + passage.id()));
      }
    }
    if (found.isEmpty()) {
      looked.add(
          "Marked message: through Postfix, Mailweir and back within "
              + Math.max(1, Duration.between(begin, Instant.now()).toSeconds())
              + " s, score "
              + String.format(java.util.Locale.ROOT, "%.1f", passage.score())
              + "; it lies in the mailbox of "
              + address);
    }
    return found;
  }
}
