package org.mailweir.reinject;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.Recipient;
import org.mailweir.net.Octets;

/** The command lines of a reinjection, with only what the server has offered. */
final class ReinjectCommands {

  /** XFORWARD_README: a command is at most 512 bytes long. */
  private static final int MAX_XFORWARD = 500;

  private static final int MAX_VALUE = 255;

  private ReinjectCommands() {}

  static String mail(Envelope envelope, Predicate<String> offers) {
    MailParameters parameters = envelope.parameters();
    StringBuilder line = new StringBuilder("MAIL FROM:").append(envelope.sender());
    if (parameters.body() != null && offers.test("8BITMIME")) {
      line.append(" BODY=").append(parameters.body());
    }
    if (parameters.smtputf8() && offers.test("SMTPUTF8")) {
      line.append(" SMTPUTF8");
    }
    if (offers.test("DSN")) {
      append(line, "RET", parameters.ret());
      append(line, "ENVID", parameters.envelopeId());
    }
    return line.toString();
  }

  static String rcpt(Recipient recipient, Predicate<String> offers) {
    StringBuilder line = new StringBuilder("RCPT TO:").append(recipient.address());
    if (offers.test("DSN")) {
      append(line, "NOTIFY", recipient.notifyOn());
      append(line, "ORCPT", recipient.originalRecipient());
    }
    return line.toString();
  }

  private static void append(StringBuilder line, String keyword, @Nullable String value) {
    if (value != null) {
      line.append(' ').append(keyword).append('=').append(value);
    }
  }

  /** As many XFORWARD commands as the known attributes need; none when none is known. */
  static List<String> xforward(ClientInfo client, Predicate<String> forwards) {
    List<String> lines = new ArrayList<>(2);
    StringBuilder line = new StringBuilder();
    for (String[] pair : attributes(client)) {
      if (!forwards.test(pair[0])) {
        continue;
      }
      String word = " " + pair[0] + "=" + pair[1];
      if (line.length() + word.length() > MAX_XFORWARD) {
        lines.add("XFORWARD" + line);
        line.setLength(0);
      }
      line.append(word);
    }
    if (line.length() > 0) {
      lines.add("XFORWARD" + line);
    }
    return lines;
  }

  private static List<String[]> attributes(ClientInfo client) {
    List<String[]> pairs = new ArrayList<>(7);
    add(pairs, "NAME", client.name());
    add(pairs, "ADDR", client.addr());
    add(pairs, "PORT", client.port());
    add(pairs, "PROTO", client.proto());
    add(pairs, "HELO", client.helo());
    add(pairs, "IDENT", client.ident());
    add(pairs, "SOURCE", client.source());
    return pairs;
  }

  private static void add(List<String[]> pairs, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      pairs.add(new String[] {name, xtext(value)});
    }
  }

  /**
   * RFC 3461 section 4: what is not a printable ASCII character, or is + or =, becomes +XX. Cut
   * between characters at the 255 that XFORWARD allows.
   */
  private static String xtext(String value) {
    StringBuilder out = new StringBuilder(value.length());
    for (byte b : Octets.bytes(value)) {
      if (out.length() > MAX_VALUE - 3) {
        break;
      }
      if (b > ' ' && b < 127 && b != '+' && b != '=') {
        out.append((char) b);
      } else {
        out.append(String.format(Locale.ROOT, "+%02X", b & 0xFF));
      }
    }
    return out.toString();
  }
}
