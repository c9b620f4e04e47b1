package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.CheckInput;
import org.mailweir.check.rules.eval.EvalInput;
import org.mailweir.check.rules.pattern.MatchBudget;
import org.mailweir.check.rules.text.HeaderSelector;
import org.mailweir.check.rules.text.MessageContext;
import org.mailweir.check.rules.text.MessageText;
import org.mailweir.check.rules.uri.UriDetail;
import org.mailweir.check.rules.uri.UriFinder;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Origin;
import org.mailweir.relay.ClientRelay;
import org.mailweir.relay.RelayPath;
import org.mailweir.relay.RelayReader;

/**
 * One message under examination by one rule set: its texts, its way, its links. Each is made when a
 * rule first asks for it. For one thread.
 */
final class Examination {

  private static final HeaderSelector DOMAIN_KEYS = HeaderSelector.parse("DomainKey-Signature");
  private static final HeaderSelector DKIM = HeaderSelector.parse("DKIM-Signature");

  private final CheckInput input;
  private final Surroundings surroundings;
  private final MessageText text;
  private final MatchBudget budget;
  private final EvalInput functions;
  private final Tags tags = new Tags();
  private @Nullable List<UriDetail> links;
  private @Nullable List<String> uris;

  Examination(CheckInput input, Surroundings surroundings, MatchBudget budget) {
    this.input = input;
    this.surroundings = surroundings;
    this.budget = budget;
    this.text =
        new MessageText(
            input.message().raw(),
            new MessageContext(envelopeFrom(input), this::relays, surroundings.domains()));
    this.functions =
        new EvalInput(
            text, this::path, this::links, surroundings.domains(), surroundings.settings(), budget);
  }

  /** A message that comes without an envelope, such as a file, has neither sender nor client. */
  private static @Nullable String envelopeFrom(CheckInput input) {
    boolean unknown = input.sender().isNull() && input.client().equals(ClientInfo.UNKNOWN);
    return unknown ? null : Octets.of(input.sender().text());
  }

  private RelayPath relays(MessageText message) {
    RelayPath path =
        RelayReader.read(message::rawFields, surroundings.trust(), ClientRelay.of(input.client()));
    return input.origin() == Origin.INSIDE ? path.trustedThroughout() : path;
  }

  MessageText text() {
    return text;
  }

  /** What rules have captured so far. */
  Tags tags() {
    return tags;
  }

  MatchBudget budget() {
    return budget;
  }

  /** The message as functions see it. */
  EvalInput functions() {
    return functions;
  }

  private RelayPath path() {
    return (RelayPath) text.relays();
  }

  /** The addresses that the message names, as it is before any function changes its body. */
  List<UriDetail> links() {
    List<UriDetail> made = links;
    if (made == null) {
      made = surroundings.links().find(text.body(), text.html(), signatures(), budget);
      links = made;
    }
    return made;
  }

  private List<String> signatures() {
    List<String> fields = new ArrayList<>(text.headerValues(DOMAIN_KEYS));
    fields.addAll(text.headerValues(DKIM));
    return fields;
  }

  /** Every form of every link. */
  List<String> uris() {
    List<String> made = uris;
    if (made == null) {
      made = UriFinder.forms(links());
      uris = made;
    }
    return made;
  }
}
