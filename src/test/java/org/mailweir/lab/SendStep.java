package org.mailweir.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@code NAME [by outside|house|submission|sendmail|ADDRESS] from SENDER to
 * A,B,list{1..120}@example.com [mail PARAMETERS] [rcpt PARAMETERS]}: one message on its way in.
 *
 * @param by the way in: a stranger or somebody of the house on port 25, the submission port, the
 *     sendmail command, or an address somewhere in the world, if main.cf lets the laboratory say so
 *     ({@code smtpd_authorized_xclient_hosts})
 */
record SendStep(
    String name, String by, String sender, List<String> recipients, String mail, String rcpt) {

  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(?<name>\\S+)(?: by (?<by>\\S+))? from (?<from>\\S+) to (?<to>\\S+)"
              + "(?: mail (?<mail>.*?))?(?: rcpt (?<rcpt>.*))?");
  private static final Pattern BRACES = Pattern.compile("(.*)\\{(\\d+)\\.\\.(\\d+)}(.*)");

  static SendStep parse(String text) {
    Matcher m = GRAMMAR.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("send " + text);
    }
    return new SendStep(
        m.group("name"),
        orElse(m.group("by"), "outside"),
        m.group("from").equals("<>") ? "" : m.group("from"),
        recipients(m.group("to")),
        orElse(m.group("mail"), ""),
        orElse(m.group("rcpt"), ""));
  }

  private static String orElse(String text, String otherwise) {
    return text == null ? otherwise : text;
  }

  /** Addresses between commas; braces count: {@code u{1..3}@x} is three. */
  static List<String> recipients(String text) {
    return Arrays.stream(text.split(",\\s*"))
        .filter(a -> !a.isEmpty())
        .flatMap(SendStep::expanded)
        .toList();
  }

  private static Stream<String> expanded(String address) {
    Matcher m = BRACES.matcher(address);
    if (!m.matches()) {
      return Stream.of(address);
    }
    return IntStream.rangeClosed(Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3)))
        .mapToObj(i -> m.group(1) + i + m.group(4));
  }

  Letter letter(byte[] message) {
    return new Letter(sender, recipients, mail, rcpt, message);
  }

  /** Sends it, and says what was answered to each recipient; nothing by sendmail. */
  Map<String, Reply> through(PrivatePostfix postfix, Letter letter) {
    return switch (by) {
      case "outside" -> dialog(postfix.port(), "127.0.0.1", letter);
      case "house" -> dialog(postfix.port(), PrivatePostfix.HOUSE, letter);
      case "submission" -> dialog(postfix.submissionPort(), PrivatePostfix.HOUSE, letter);
      case "sendmail" -> {
        recipients.forEach(r -> postfix.sendmail(sender, r, letter.message()));
        yield Map.of();
      }
      default -> fromFarAway(postfix.port(), letter);
    };
  }

  /** As if the client had that address (Postfix XCLIENT_README). */
  private Map<String, Reply> fromFarAway(int port, Letter letter) {
    if (!by.matches("[0-9.]+|[0-9a-f]*:[0-9a-f:]+")) {
      throw new IllegalArgumentException("send by " + by);
    }
    try (MailClient client = MailClient.connect(MailClient.Protocol.SMTP, port, "127.0.0.1")) {
      client.hello();
      String tag = by.indexOf(':') < 0 ? "" : "IPV6:";
      client.say("XCLIENT NAME=[UNAVAILABLE] ADDR=" + tag + by + " HELO=client.example.org");
      client.hello();
      return client.send(letter);
    }
  }

  private static Map<String, Reply> dialog(int port, String source, Letter letter) {
    try (MailClient client = MailClient.connect(MailClient.Protocol.SMTP, port, source)) {
      client.hello();
      return client.send(letter);
    }
  }
}
