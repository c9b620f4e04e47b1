package org.mailweir.check.rules.eval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mailweir.check.rules.text.HeaderSelector;

/**
 * Every address that a message may come from or go to.
 *
 * @param from of the header and the envelope; those of Resent fields instead, where there are some
 * @param to likewise, with those that hosts have noted in fields of their own
 */
record Addresses(List<String> from, List<String> to) {

  private static final HeaderSelector RESENT_FROM = HeaderSelector.parse("Resent-From:first:addr");
  private static final List<HeaderSelector> FROM =
      selectors("From", "Envelope-Sender", "Resent-Sender", "X-Envelope-From", "EnvelopeFrom");
  private static final List<HeaderSelector> RESENT_TO =
      selectors("Resent-To:first", "Resent-Cc:first");
  private static final List<HeaderSelector> TO =
      selectors(
          "To",
          "Apparently-To",
          "Delivered-To",
          "Envelope-Recipients",
          "Apparently-Resent-To",
          "X-Envelope-To",
          "Envelope-To",
          "X-Delivered-To",
          "X-Original-To",
          "X-Rcpt-To",
          "X-Real-To",
          "Cc");
  private static final Pattern FOR = Pattern.compile(" for <?([^\\s<]\\S*@(\\S+?))>?;");

  static Addresses of(EvalInput input) {
    return input.once(Addresses.class, Addresses::make);
  }

  private static Addresses make(EvalInput input) {
    return new Addresses(senders(input), recipients(input));
  }

  private static List<String> senders(EvalInput input) {
    List<String> resent = input.values(RESENT_FROM);
    if (!resent.isEmpty()) {
      return distinct(resent);
    }
    Set<String> from = new LinkedHashSet<>();
    for (HeaderSelector selector : FROM) {
      for (String address : input.values(selector)) {
        from.add(address.replaceAll("\\.{2,}", "."));
      }
    }
    from.remove("");
    return List.copyOf(from);
  }

  private static List<String> recipients(EvalInput input) {
    List<String> resent = all(input, RESENT_TO);
    if (!resent.isEmpty()) {
      return distinct(resent);
    }
    List<String> to = new ArrayList<>();
    for (String received : input.values(ForgedProviders.RECEIVED).stream().limit(3).toList()) {
      Matcher recipient = FOR.matcher(received);
      if (recipient.find() && HostNames.isValid(recipient.group(2))) {
        to.add(recipient.group(1));
      }
    }
    to.addAll(all(input, TO));
    return distinct(to);
  }

  private static List<String> all(EvalInput input, List<HeaderSelector> selectors) {
    return selectors.stream().flatMap(s -> input.values(s).stream()).toList();
  }

  private static List<String> distinct(Collection<String> addresses) {
    return List.copyOf(new LinkedHashSet<>(addresses));
  }

  private static List<HeaderSelector> selectors(String... fields) {
    return Stream.of(fields).map(f -> HeaderSelector.parse(f + ":addr")).toList();
  }
}
