package org.mailweir.lab;

import java.util.List;

/**
 * One message that a {@link Sink} took.
 *
 * @param mailCommand MAIL as it came, parameters and all
 * @param recipients the addresses between the angle brackets
 * @param rcptCommands every accepted RCPT as it came
 * @param xforward the XFORWARD commands of the transaction
 * @param message header and body, dot-stuffing undone
 * @param strayLineEnds how many CR and LF stood alone on the wire
 */
record Delivery(
    String sender,
    String mailCommand,
    List<String> recipients,
    List<String> rcptCommands,
    List<String> xforward,
    byte[] message,
    int strayLineEnds) {

  String bodySha256() {
    return Octets.sha256(Octets.body(message));
  }

  /** The values of a header field of the top header, unfolded, in order. */
  List<String> field(String name) {
    String prefix = name.toLowerCase(java.util.Locale.ROOT) + ":";
    return Octets.header(message)
        .replaceAll("\r\n(?=[ \t])", "")
        .lines()
        .filter(l -> l.toLowerCase(java.util.Locale.ROOT).startsWith(prefix))
        .map(l -> l.substring(prefix.length()).strip())
        .toList();
  }
}
