package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mailweir.web.Visitor;
import org.mailweir.web.users.PasswordFile;
import org.mailweir.web.users.Passwords;
import org.mailweir.web.users.Role;
import org.mailweir.web.users.User;

/**
 * A Mailweir that holds whatever comes and shows it on its web pages, with an administrator {@code
 * anna} and a recipient {@code ben} whose address is ben@example.com.
 */
final class WebStage implements AutoCloseable {

  static final String PASSWORD = "correct horse battery";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Workshop workshop = Workshop.open("web");
  private final Recipe.WiringPorts ports = Recipe.WiringPorts.free();
  private final int reinjection = Ports.free();
  private final int web = Ports.free();
  private final MailweirProcess mailweir;

  WebStage() {
    this("[policy]\nhold = -1000\n");
  }

  /**
   * @param more settings
   */
  WebStage(String more) {
    String settings = "[web]\nlisten = \"127.0.0.1:" + web + "\"\n" + more;
    mailweir =
        MailweirProcess.start(workshop, new MailweirConfig(ports, reinjection, settings), "");
    Waiting.need("the web pages", PATIENCE, () -> Waiting.answers(web));
    String hash = Passwords.hash(PASSWORD.toCharArray());
    try {
      PasswordFile users = new PasswordFile(mailweir.state().resolve("users"));
      users.put(new User("anna", Role.ADMINISTRATOR, hash, List.of()));
      users.put(new User("ben", Role.RECIPIENT, hash, List.of("ben@example.com")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String origin() {
    return "http://127.0.0.1:" + web;
  }

  MailweirProcess mailweir() {
    return mailweir;
  }

  /** Where released mail goes; nobody listens there before this is asked for. */
  Sink sink() {
    return workshop.own(Sink.start(reinjection, Script.YES));
  }

  /** Somebody who has signed in. */
  Visitor visitor(String name) {
    Visitor visitor = workshop.own(new Visitor(origin()));
    visitor.logIn(name, PASSWORD);
    return visitor;
  }

  /** Sends messages and waits until they are held; gives their ids in the same order. */
  List<String> hold(List<Letter> letters) {
    List<String> ids = new ArrayList<>();
    List<String> known = new ArrayList<>(held());
    try (MailClient client = MailClient.greet(MailClient.Protocol.SMTP, ports.outside())) {
      for (Letter letter : letters) {
        Reply reply = client.send(letter).get(letter.recipients().getFirst());
        if (reply.code() != 250) {
          throw new IllegalStateException("not held: " + reply);
        }
        List<String> now = new ArrayList<>(held());
        now.removeAll(known);
        ids.addAll(now);
        known.addAll(now);
      }
    }
    return ids;
  }

  private List<String> held() {
    return HeldMail.all(mailweir.quarantine()).stream().map(HeldMail::id).toList();
  }

  @Override
  public void close() {
    workshop.close();
  }
}
