package org.mailweir.check.rules.eval;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.mailweir.check.rules.pattern.MatchBudget;
import org.mailweir.check.rules.pattern.RuleSyntaxException;
import org.mailweir.check.rules.text.DomainNames;
import org.mailweir.check.rules.text.MessageContext;
import org.mailweir.check.rules.text.MessageText;
import org.mailweir.check.rules.uri.UriDetail;
import org.mailweir.relay.RelayPath;
import org.mailweir.relay.RelayReader;
import org.mailweir.relay.TrustSettings;

/** A message of a test, and what functions say of it. */
final class Mail {

  static final String RECEIVED =
      "Received: from h (h.example.org [192.0.2.7]) by m.example.com (Postfix) with ESMTP id 12345;"
          + " Tue, 23 May 2023 12:00:00 +0000\n";

  private static final Set<String> TOP_LEVEL = Set.of("com", "org", "net", "uk", "de");

  static final DomainNames DOMAINS =
      new DomainNames() {
        @Override
        public boolean isTopLevel(String label) {
          return TOP_LEVEL.contains(label.toLowerCase(Locale.ROOT));
        }

        @Override
        public String registered(String host) {
          String[] labels = host.split("\\.");
          int keep = host.endsWith(".co.uk") ? 3 : 2;
          int from = Math.max(0, labels.length - keep);
          return String.join(".", List.of(labels).subList(from, labels.length));
        }
      };

  private final String text;
  private final Map<String, List<String>> settings = new HashMap<>();
  private final List<UriDetail> uris = new ArrayList<>();

  private Mail(String text) {
    this.text = text;
  }

  /** A message; UTF-8 becomes octets. */
  static Mail of(String text) {
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    return new Mail(new String(octets, StandardCharsets.ISO_8859_1));
  }

  /** A message with such fields in its header, and a little text. */
  static Mail header(String... fields) {
    return of(String.join("\n", fields) + "\n\nSome text.\n");
  }

  /** A message that is HTML. */
  static Mail html(String html) {
    return of("Subject: s\nMIME-Version: 1.0\nContent-Type: text/html\n\n" + html + "\n");
  }

  Mail with(String setting, String... lines) {
    settings.put(setting, List.of(lines));
    return this;
  }

  Mail link(String uri, String... hostAndDomain) {
    Map<String, String> hosts =
        hostAndDomain.length < 2 ? Map.of() : Map.of(hostAndDomain[0], hostAndDomain[1]);
    uris.add(new UriDetail(uri, Set.of("a"), List.of(uri), List.of(), hosts));
    return this;
  }

  EvalInput input() {
    TrustSettings trust = TrustSettings.of(settings);
    MessageContext context =
        new MessageContext(null, m -> RelayReader.read(m::rawFields, trust, null), DOMAINS);
    MessageText message = new MessageText(text, context);
    Supplier<RelayPath> relays = () -> RelayReader.read(message::rawFields, trust, null);
    MatchBudget budget = new MatchBudget(1_000_000, 10_000_000);
    return new EvalInput(message, relays, () -> uris, DOMAINS, EvalSettings.of(settings), budget);
  }

  /** Whether a function hits, called by a body rule. */
  boolean hits(String function, String... arguments) {
    return hits(EvalKind.BODY, function, arguments);
  }

  boolean hits(EvalKind kind, String function, String... arguments) {
    try {
      Eval eval = Evals.find(function, List.of(arguments), kind);
      assertNotNull(eval, function);
      return eval.hits(input()) > 0;
    } catch (RuleSyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
