package org.mailweir.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Every way to end a message but the right one, with a second message behind it, cut at every place
 * where one read could end and the next begin. One message must stay one message, and nothing that
 * goes out may hold a bare CR or LF (RFC 5321 2.3.8, 4.1.1.4).
 */
final class TortureWire {

  private static final Duration BETWEEN_WRITES = Duration.ofMillis(3);
  private static final int SHOWN = 5;

  /** What may look like an end of data, but is none. */
  private static final List<String> FALSE_ENDS =
      List.of(
          "\n.\n",
          "\n.\r",
          "\n.\r\n",
          "\r.\n",
          "\r.\r",
          "\r.\r\n",
          "\r\n.\n",
          "\r\n.\r",
          "\r\n\0.\r\n",
          "\r\n.\0\r\n",
          "\r\n.\r\r\n",
          "\r\n. \r\n",
          "\r\n\t.\r\n",
          "\n\n.\n\n");

  /** Sizes at which a reader's buffer is likely to end. */
  private static final int[] BUFFERS = {1_024, 4_096, 8_192, 16_384, 65_536};

  private static final String SECOND =
      "MAIL FROM:<smuggler@example.org>\r\n"
          + "RCPT TO:<victim@example.com>\r\n"
          + "DATA\r\n"
          + "Subject: smuggled\r\n\r\nthe second message";

  private final int port;
  private final Sink sink;
  private final List<String> failures = new ArrayList<>();
  private int cases;
  private int stray;

  private TortureWire(int port, Sink sink) {
    this.port = port;
    this.sink = sink;
  }

  public static void main(String[] arguments) {
    Options.of(arguments);
    run().end();
  }

  static Tally run() {
    try (Workshop workshop = Workshop.open("wire")) {
      Recipe.WiringPorts ports = Recipe.WiringPorts.free();
      Sink sink = workshop.own(Sink.start(ports.reinjection(), Script.YES));
      MailweirProcess mailweir =
          MailweirProcess.start(
              workshop, MailweirConfig.of(ports, "[policy]\nhold = 100000.0\n"), "");
      TortureWire wire = new TortureWire(ports.outside(), sink);
      for (MailClient.Protocol protocol : MailClient.Protocol.values()) {
        wire.allCases(protocol);
      }
      mailweir.terminate();
      return wire.tally();
    }
  }

  private Tally tally() {
    failures.stream().limit(SHOWN).forEach(System.err::println);
    return Tally.of(
        failures.isEmpty() && stray == 0,
        "cases",
        cases,
        "failed",
        failures.size(),
        "stray_line_ends",
        stray);
  }

  private void allCases(MailClient.Protocol protocol) {
    for (String end : FALSE_ENDS) {
      splitEverywhere(protocol, end);
      acrossBuffers(protocol, end);
      byteByByte(protocol, end);
    }
  }

  /** Two writes, with the border at each place from just before the false end to just behind it. */
  private void splitEverywhere(MailClient.Protocol protocol, String end) {
    String before = text("split") + "line";
    for (int cut = before.length() - 2; cut <= before.length() + end.length() + 2; cut++) {
      String whole = before + end + SECOND;
      attempt(protocol, end, List.of(whole.substring(0, cut), whole.substring(cut)));
    }
  }

  /** One write, so long that the false end lies across the end of a reader's buffer. */
  private void acrossBuffers(MailClient.Protocol protocol, String end) {
    for (int size : BUFFERS) {
      for (int back = 0; back <= end.length(); back++) {
        attempt(protocol, end, List.of(filled(size - back) + end + SECOND));
      }
    }
  }

  private void byteByByte(MailClient.Protocol protocol, String end) {
    List<String> writes = new ArrayList<>(List.of(text("bytes") + "line"));
    (end + "MAIL").chars().forEach(c -> writes.add(Character.toString(c)));
    writes.add(SECOND.substring("MAIL".length()));
    attempt(protocol, end, writes);
  }

  private static String text(String subject) {
    return "From: a@example.org\r\nSubject: " + subject + "\r\n\r\n";
  }

  private static String filled(int length) {
    StringBuilder filled = new StringBuilder(text("filled"));
    while (filled.length() + 72 < length) {
      filled.append("x".repeat(70)).append("\r\n");
    }
    return filled.append("y".repeat(length - filled.length())).toString();
  }

  private void attempt(MailClient.Protocol protocol, String end, List<String> writes) {
    cases++;
    sink.forget();
    String trouble = dialog(protocol, writes);
    sink.deliveries().forEach(d -> stray += d.strayLineEnds());
    if (trouble.isEmpty() && sink.count() != 1) {
      trouble = sink.count() + " messages came out";
    }
    if (trouble.isEmpty() && sink.commands().stream().anyMatch(c -> c.contains("smuggler"))) {
      trouble = "the smuggled sender came out as a command";
    }
    if (!trouble.isEmpty()) {
      failures.add(protocol + " " + shown(end) + " in " + writes.size() + " writes: " + trouble);
    }
  }

  private String dialog(MailClient.Protocol protocol, List<String> writes) {
    try (MailClient client = MailClient.greet(protocol, port)) {
      client.say("MAIL FROM:<sender@example.org>");
      client.say("RCPT TO:<reader@example.com>");
      Reply go = client.say("DATA");
      for (String bytes : writes) {
        client.write(Octets.of(bytes));
        if (writes.size() > 1) {
          Waiting.sleep(BETWEEN_WRITES);
        }
      }
      Reply end = client.say("\r\n.");
      // Were there a second answer, it would come here instead.
      Reply noop = client.say("NOOP smuggling-check");
      return go.code() == 354 && end.code() == 250 && noop.code() == 250
          ? ""
          : "answers " + go + ", " + end + ", " + noop;
    }
  }

  private static String shown(String end) {
    return end.replace("\r", "CR").replace("\n", "LF").replace("\0", "NUL").replace("\t", "TAB");
  }
}
