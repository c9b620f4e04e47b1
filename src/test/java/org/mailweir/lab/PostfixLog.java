package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a Postfix instance wrote into its log. */
record PostfixLog(Path file) {

  private static final Pattern STATUS =
      Pattern.compile(
          "postfix/(?<service>\\S+)\\[\\d+\\]: (?<queueId>\\w+): to=<(?<to>[^ ]*)>,"
              + ".* relay=(?<relay>[^,]+),.* status=(?<status>\\w+) \\((?<reply>.*)\\)");

  /**
   * One attempt at one recipient.
   *
   * @param service the client that made it: {@code lmtp}, {@code smtp}, {@code error}
   * @param port the port it talked to, 0 where there was no connection
   * @param status {@code sent}, {@code deferred} or {@code bounced}
   */
  record Attempt(
      String service, String queueId, String recipient, int port, String status, String reply) {}

  List<String> lines() {
    try {
      return Files.exists(file)
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Attempt> attempts() {
    return lines().stream().flatMap(l -> attempt(l).stream()).toList();
  }

  Stream<String> warnings() {
    return lines().stream()
        .filter(l -> l.contains(" warning: ") || l.contains(" fatal: ") || l.contains(" panic: "));
  }

  private static Optional<Attempt> attempt(String line) {
    Matcher m = STATUS.matcher(line);
    return m.find()
        ? Optional.of(
            new Attempt(
                m.group("service"),
                m.group("queueId"),
                m.group("to"),
                port(m.group("relay")),
                m.group("status"),
                m.group("reply")))
        : Optional.empty();
  }

  private static int port(String relay) {
    int colon = relay.lastIndexOf(':');
    return colon < 0 ? 0 : Integer.parseInt(relay.substring(colon + 1));
  }
}
