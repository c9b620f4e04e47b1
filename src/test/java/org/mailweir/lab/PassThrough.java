package org.mailweir.lab;

import java.util.Map;

/**
 * The simplest filter there can be: takes a message by SMTP or LMTP, hands it on, and answers what
 * it was answered. It is what the recipes and the harness are tested with, and the baseline for
 * what Mailweir costs.
 */
final class PassThrough {

  private PassThrough() {}

  /** Starts one on a port. */
  static Sink start(int port, int reinjectionPort) {
    return Sink.start(
        port,
        new Script() {
          @Override
          public Answer dot(Delivery delivery) {
            return forward(delivery, reinjectionPort);
          }
        });
  }

  private static Script.Answer forward(Delivery delivery, int port) {
    try (MailClient client = MailClient.greet(MailClient.Protocol.SMTP, port)) {
      String parameters = delivery.mailCommand().replaceFirst("^MAIL FROM:<.*>( SIZE=\\d+)?", "");
      Letter letter =
          new Letter(delivery.sender(), delivery.recipients(), delivery.message())
              .with(parameters.strip(), "");
      Map<String, Reply> replies = client.send(letter);
      Reply worst =
          replies.values().stream()
              .filter(r -> !r.isPositive())
              .findFirst()
              .orElseGet(() -> replies.values().iterator().next());
      return Script.Answer.of(
          worst == Reply.NONE
              ? "451 4.3.0 try later"
              : worst.code() + " " + worst.lines().getFirst());
    }
  }
}
