package org.mailweir.check.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.CheckInput;
import org.mailweir.check.rules.pattern.MatchBudget;
import org.mailweir.check.rules.relay.RelayPath;
import org.mailweir.check.rules.relay.RelayReader;
import org.mailweir.check.rules.text.MessageContext;
import org.mailweir.check.rules.text.MessageText;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Origin;

/**
 * One message under examination by one rule set: its texts, its way, its links. Each is made when a
 * rule first asks for it. For one thread.
 */
final class Examination {

  private final CheckInput input;
  private final Surroundings surroundings;
  private final MessageText text;
  private final MatchBudget budget;
  private @Nullable List<String> uris;

  Examination(CheckInput input, Surroundings surroundings, MatchBudget budget) {
    this.input = input;
    this.surroundings = surroundings;
    this.budget = budget;
    this.text =
        new MessageText(
            input.message().raw(),
            new MessageContext(envelopeFrom(input), this::relays, surroundings.domains()));
  }

  /** A message that comes without an envelope, such as a file, has neither sender nor client. */
  private static @Nullable String envelopeFrom(CheckInput input) {
    boolean unknown = input.sender().isNull() && input.client().equals(ClientInfo.UNKNOWN);
    return unknown ? null : Octets.of(input.sender().text());
  }

  private RelayPath relays(MessageText message) {
    RelayPath path =
        RelayReader.read(message, surroundings.trust(), ClientRelay.of(input.client()));
    return input.origin() == Origin.INSIDE ? path.trustedThroughout() : path;
  }

  MessageText text() {
    return text;
  }

  MatchBudget budget() {
    return budget;
  }

  /** Every form of every link. */
  List<String> uris() {
    List<String> made = uris;
    if (made == null) {
      made = LinkTexts.of(input.message());
      uris = made;
    }
    return made;
  }
}
