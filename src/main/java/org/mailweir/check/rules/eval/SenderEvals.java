package org.mailweir.check.rules.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mailweir.check.rules.text.HeaderSelector;
import org.mailweir.relay.Relay;

/** Functions that hold addresses of a message against each other. */
final class SenderEvals {

  private static final HeaderSelector FROM = HeaderSelector.parse("From:addr");
  private static final HeaderSelector ENVELOPE_FROM = HeaderSelector.parse("EnvelopeFrom:addr");
  private static final HeaderSelector TO = HeaderSelector.parse("To:addr");

  private SenderEvals() {}

  static Map<String, Evals.Maker> makers() {
    return Map.ofEntries(
        Map.entry("check_equal_from_domains", a -> Eval.of(SenderEvals::otherDomain)),
        Map.entry("check_for_matching_env_and_hdr_from", a -> Eval.of(SenderEvals::sameSender)),
        Map.entry("check_ratware_envelope_from", a -> Eval.of(SenderEvals::recipientInSender)),
        Map.entry("check_mailfrom_matches_rcvd", a -> Eval.of(SenderEvals::senderOfRelay)),
        Map.entry("sorted_recipients", a -> Eval.of(i -> Recipients.of(i).sorted())),
        Map.entry("similar_recipients", SenderEvals::similar));
  }

  private static boolean otherDomain(EvalInput input) {
    String from = lastTwoLabels(input.header(FROM));
    String envelope = lastTwoLabels(input.header(ENVELOPE_FROM));
    return !from.isEmpty() && !envelope.isEmpty() && !from.equalsIgnoreCase(envelope);
  }

  private static String lastTwoLabels(String address) {
    int at = address.lastIndexOf('@');
    if (at < 0) {
      return "";
    }
    int last = address.lastIndexOf('.');
    int before = last < 0 ? -1 : address.lastIndexOf('.', last - 1);
    boolean cut = before > at + 1 && last > before + 1 && last < address.length() - 1;
    return address.substring(cut ? before + 1 : at + 1);
  }

  private static boolean sameSender(EvalInput input) {
    return input.header(ENVELOPE_FROM).equalsIgnoreCase(input.header(FROM));
  }

  private static boolean recipientInSender(EvalInput input) {
    String to = input.header(TO).toLowerCase(Locale.ROOT);
    String from = input.header(ENVELOPE_FROM).toLowerCase(Locale.ROOT);
    int at = to.indexOf('@');
    if (at <= 0 || from.matches("srs\\d[=+-].*")) {
      return false;
    }
    String domain = HostNames.domain(to.substring(at + 1), input.domains());
    return !domain.isEmpty()
        && HostNames.hasTopLevel(domain, input.domains())
        && containsWord(from, domain, to.substring(0, at) + "@");
  }

  /** Whether the text has the domain at the start of a word, any character, and the user. */
  private static boolean containsWord(String text, String domain, String user) {
    for (int i = text.indexOf(domain); i >= 0; i = text.indexOf(domain, i + 1)) {
      boolean start = i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1));
      if (start && text.startsWith(user, i + domain.length() + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the sender's domain is that of the host that handed over to us. */
  private static boolean senderOfRelay(EvalInput input) {
    String sender = input.header(ENVELOPE_FROM).toLowerCase(Locale.ROOT);
    int at = sender.lastIndexOf('@');
    int dot = sender.indexOf('.', at + 1);
    if (at < 0 || dot <= at + 1 || sender.endsWith(".")) {
      return false;
    }
    String domain = input.domains().registered(sender.substring(at + 1));
    List<Relay> relays = new ArrayList<>();
    if (input.relays().untrusted().isEmpty()) {
      relays.addAll(input.relays().trusted());
    } else {
      relays.add(input.relays().untrusted().get(0));
    }
    return relays.stream()
        .map(Relay::lowerRdns)
        .anyMatch(rdns -> !rdns.isEmpty() && domain.equals(input.domains().registered(rdns)));
  }

  private static Eval similar(Arguments arguments) {
    double least = arguments.limit(0, Double.NEGATIVE_INFINITY);
    double below = arguments.limit(1, Double.POSITIVE_INFINITY);
    return Eval.of(
        input -> {
          double share = Recipients.of(input).similar();
          return share >= least && share < below;
        });
  }
}
