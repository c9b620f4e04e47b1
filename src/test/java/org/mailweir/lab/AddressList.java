package org.mailweir.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A list of addresses, one a line, that Postfix lets through; each goes once as sender and once as
 * recipient, and must arrive as it is. {@code sender ADDRESS} goes as sender only. {@code ADDRESS
 * -> OTHER} says that Postfix itself writes it another way.
 */
final class AddressList {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final PrivatePostfix postfix;
  private final Sink sink;

  AddressList(PrivatePostfix postfix, Sink sink) {
    this.postfix = postfix;
    this.sink = sink;
  }

  void check(List<String> lines) {
    List<String> senders = new ArrayList<>();
    List<String> recipients = new ArrayList<>();
    for (String line : lines) {
      String[] both = line.replaceFirst("^sender ", "").split(" -> ", 2);
      String arrives = both.length > 1 ? both[1] : both[0];
      send(both[0], "reader@example.com");
      senders.add(arrives);
      if (!line.startsWith("sender ")) {
        send("writer@example.org", both[0]);
        recipients.add(arrives);
      }
    }
    sink.await(senders.size() + recipients.size(), PATIENCE);
    List<Delivery> all = sink.deliveries();
    need(senders, all.stream().map(Delivery::sender).toList());
    need(recipients, all.stream().flatMap(d -> d.recipients().stream()).toList());
  }

  private void send(String sender, String recipient) {
    boolean utf8 = !(sender + recipient).chars().allMatch(c -> c < 128);
    byte[] message = Octets.of("From: a@example.org\r\nSubject: address\r\n\r\naddress\r\n");
    Letter letter =
        new Letter(sender, List.of(recipient), message).with(utf8 ? "SMTPUTF8" : "", "");
    try (MailClient client = MailClient.greet(MailClient.Protocol.SMTP, postfix.port())) {
      Reply reply = client.send(letter).get(recipient);
      if (reply.code() != 250) {
        throw new AssertionError(
            "Postfix refuses "
                + letter.mailCommand()
                + ", "
                + letter.rcptCommand(recipient)
                + ": "
                + reply);
      }
    }
  }

  private static void need(List<String> wanted, List<String> arrived) {
    List<String> missing = wanted.stream().filter(a -> !arrived.contains(a)).toList();
    if (!missing.isEmpty()) {
      throw new AssertionError("did not arrive as it was: " + missing + "\narrived: " + arrived);
    }
  }
}
