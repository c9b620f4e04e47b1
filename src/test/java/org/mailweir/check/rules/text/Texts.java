package org.mailweir.check.rules.text;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.relay.RelayView;

/** Messages for tests: octets in, texts out. */
final class Texts {

  private static final RelayView NO_RELAYS =
      new RelayView() {
        @Override
        public String relays(Kind kind) {
          return "[" + kind + "]";
        }

        @Override
        public int lastTrusted() {
          return -1;
        }

        @Override
        public int lastInternal() {
          return 0;
        }

        @Override
        public @Nullable String envelopeFrom() {
          return null;
        }
      };

  private static final DomainNames DOMAINS =
      new DomainNames() {
        @Override
        public boolean isTopLevel(String label) {
          return List.of("com", "org", "example").contains(label);
        }

        @Override
        public String registered(String host) {
          int dot = host.lastIndexOf('.', host.lastIndexOf('.') - 1);
          return host.substring(dot + 1);
        }
      };

  private Texts() {}

  static MessageText of(String message) {
    return with(message, null);
  }

  static MessageText with(String message, @Nullable String sender) {
    return new MessageText(message, new MessageContext(sender, m -> NO_RELAYS, DOMAINS));
  }

  /** The text that an HTML part shows. */
  static String shown(String html) {
    return html(html).root().rendered();
  }

  static MessageText html(String html) {
    return of("Subject: s\nContent-Type: text/html; charset=utf-8\n\n" + html);
  }

  static HtmlFacts facts(String html) {
    return html(html).html().getFirst();
  }
}
