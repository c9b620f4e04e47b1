package org.mailweir.doctor.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Subject;
import org.mailweir.net.Endpoint;
import org.mailweir.net.LineConnection;
import org.mailweir.net.Networks;

/** The web pages and the links in digests: whether they answer, and whom they let read along. */
final class Pages {

  private static final Note NOTE = new Note(Subject.MAILWEIR);
  private static final Networks LOOPBACK = Networks.of("", List.of("127.0.0.0/8", "::1/128"));
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final MailweirSettings settings;

  Pages(MailweirSettings settings) {
    this.settings = settings;
  }

  List<Diagnosis> examine() {
    List<Diagnosis> found = new ArrayList<>(digest());
    Endpoint pages = settings.web().listen();
    if (pages != null) {
      found.addAll(plain(pages));
      found.addAll(users());
      // A daemon that does not run is named elsewhere.
      if (answers(settings.listen().outside()) && !answers(pages)) {
        found.add(silent(pages));
      }
    }
    return found;
  }

  private List<Diagnosis> digest() {
    String origin = settings.web().origin();
    boolean nowhere = origin.isEmpty() || (settings.web().baseUrl().isEmpty() && isLocal());
    return !settings.digest().enabled() || !nowhere
        ? List.of()
        : List.of(
            NOTE.warning(
                "digest-links",
                "The links in digests lead nowhere that recipients can reach.",
                "base_url of [web]",
                "People get mail that asks them to decide, and cannot.",
                "[web]",
                "base_url = \"https://mail.example.com\""));
  }

  private boolean isLocal() {
    Endpoint pages = settings.web().listen();
    return pages == null || isLoopback(pages.host());
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || LOOPBACK.contain(host);
  }

  private List<Diagnosis> plain(Endpoint pages) {
    return isLoopback(pages.host()) || settings.web().baseUrl().startsWith("https://")
        ? List.of()
        : List.of(
            NOTE.warning(
                "pages-without-tls",
                "The web pages are served beyond this machine without TLS.",
                pages + " (listen of [web])",
                "Passwords and mail can be read on the way.",
                "[web]",
                "listen = \"127.0.0.1:" + pages.port() + "\"",
                "and a reverse proxy with TLS before it; see how-to.md"));
  }

  private List<Diagnosis> users() {
    Path file = settings.web().users();
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      return permissions.contains(PosixFilePermission.OTHERS_READ)
              || permissions.contains(PosixFilePermission.OTHERS_WRITE)
          ? List.of(
              NOTE.warning(
                  "users-open",
                  "Every user of this machine may read the hashes of the passwords.",
                  file + " (users of [web])",
                  "Weak ones can be guessed from them.",
                  "chmod 600 " + file))
          : List.of();
    } catch (IOException | UnsupportedOperationException e) {
      return List.of(); // There are no users yet, or it is not ours to see.
    }
  }

  private static boolean answers(Endpoint endpoint) {
    try (LineConnection connection = LineConnection.to(Ports.reachable(endpoint), PATIENCE)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Diagnosis silent(Endpoint pages) {
    return NOTE.warning(
        "pages-silent",
        "Mailweir runs, and its web pages do not answer.",
        pages + " (listen of [web])",
        "Nobody can look at held mail there; mail flows.",
        "journalctl -u mailweir | grep -i web",
        "if another program has the port: ss -ltnp 'sport = :" + pages.port() + "'");
  }
}
