package org.mailweir.check.bayes;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.mailweir.parse.HeaderField;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.ReceivedHop;

/**
 * The header's words. Only fields that the sender's side writes are read; what another filter says
 * of the message never counts, nor what our own Postfix adds.
 */
final class HeaderReader {

  private static final int MOST_FIELDS = 200;
  private static final int MOST_VALUE = 400;

  /** Fields whose value is read, with what its words are called. */
  private static final Map<String, String> READ =
      Map.ofEntries(
          Map.entry("from", "from"),
          Map.entry("to", "to"),
          Map.entry("cc", "to"),
          Map.entry("reply-to", "reply-to"),
          Map.entry("sender", "sender"),
          Map.entry("return-path", "return-path"),
          Map.entry("errors-to", "errors-to"),
          Map.entry("x-mailer", "mailer"),
          Map.entry("user-agent", "mailer"),
          Map.entry("x-mimeole", "mailer"),
          Map.entry("organization", "organization"),
          Map.entry("precedence", "precedence"),
          Map.entry("x-priority", "priority"),
          Map.entry("x-msmail-priority", "priority"),
          Map.entry("importance", "priority"),
          Map.entry("content-type", "content-type"),
          Map.entry("content-transfer-encoding", "encoding"),
          Map.entry("content-language", "language"),
          Map.entry("accept-language", "language"),
          Map.entry("mime-version", "mime-version"),
          Map.entry("list-id", "list"),
          Map.entry("list-unsubscribe", "list"),
          Map.entry("list-post", "list"),
          Map.entry("x-mailing-list", "list"),
          Map.entry("message-id", "message-id"),
          Map.entry("in-reply-to", "reference"),
          Map.entry("references", "reference"),
          Map.entry("x-originating-ip", "origin"),
          Map.entry("x-originating-email", "origin"),
          Map.entry("x-php-originating-script", "origin"),
          Map.entry("feedback-id", "feedback"),
          Map.entry("auto-submitted", "auto"),
          Map.entry("thread-topic", "topic"),
          Map.entry("date", "date"),
          Map.entry("delivered-to", "to"),
          Map.entry("x-original-to", "to"));

  /** Beginnings of the names of fields that filters, and mail stores, write. */
  private static final List<String> VERDICTS =
      List.of(
          "x-spam",
          "x-old-spam",
          "x-virus",
          "x-amavis",
          "x-rspam",
          "x-bogosity",
          "x-dspam",
          "x-mailweir",
          "x-mailscanner",
          "x-crm114",
          "x-antispam",
          "x-antivirus",
          "x-anti",
          "x-barracuda",
          "x-ironport",
          "x-scanned",
          "x-clamav",
          "x-milter",
          "x-greylist",
          "x-sa-",
          "x-razor",
          "x-pyzor",
          "x-dcc",
          "x-spf",
          "x-policyd",
          "x-assp",
          "x-spambayes",
          "x-junk",
          "x-microsoft-antispam",
          "x-forefront-antispam",
          "x-ms-exchange-antispam",
          "x-ms-exchange-organization-scl",
          "x-proofpoint",
          "x-mimecast-spam",
          "x-amp-",
          "authentication-results",
          "arc-",
          "received-spf",
          "dkim-filter",
          "x-evolution",
          "x-mozilla",
          "x-gmail-labels",
          "x-uid",
          "x-keywords",
          "x-status");

  /** Fields that say nothing, or that a mail store writes. */
  private static final Set<String> IGNORED =
      Set.of("received", "status", "lines", "content-length", "delivery-date", "xref");

  private final TokenSink sink;
  private final Words words;
  private final char[] folded = new char[1024];

  HeaderReader(TokenSink sink, Words words) {
    this.sink = sink;
    this.words = words;
  }

  void read(ParsedMessage message) {
    List<HeaderField> fields = message.headers().fields();
    String before = "";
    for (int i = 0; i < Math.min(fields.size(), MOST_FIELDS); i++) {
      HeaderField field = fields.get(i);
      String name = field.name().toLowerCase(Locale.ROOT);
      if (IGNORED.contains(name) || isVerdict(name)) {
        continue;
      }
      whole("field", name);
      whole("order", before + ">" + name);
      before = name;
      value(name, field);
    }
    hops(message.hops());
  }

  static boolean isVerdict(String name) {
    for (String start : VERDICTS) {
      if (name.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  private void value(String name, HeaderField field) {
    String value = field.value();
    if (name.equals("subject")) {
      int n = Fold.fold(value, 0, Math.min(value.length(), MOST_VALUE), folded);
      words.read(Place.SUBJECT, "subject", folded, 0, n);
      return;
    }
    String prefix = READ.get(name);
    if (prefix == null) {
      return;
    }
    int n = Fold.fold(value, 0, Math.min(value.length(), MOST_VALUE), folded);
    words.read(Place.HEADER, prefix, folded, 0, n);
    if (name.equals("from") || name.equals("reply-to") || name.equals("return-path")) {
      domains(prefix, value);
    }
    if (name.equals("x-mailer") || name.equals("user-agent") || name.equals("content-type")) {
      whole(prefix, value);
    }
  }

  private void domains(String prefix, String value) {
    int at = value.lastIndexOf('@');
    if (at < 0) {
      return;
    }
    int end = at + 1;
    while (end < value.length() && "> ,;\"')".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    name(prefix + " domain", value.substring(at + 1, end));
  }

  /** A host's name and the domains above it. */
  private void name(String prefix, String host) {
    String rest = host;
    for (int i = 0; i < 4 && !rest.isEmpty(); i++) {
      whole(prefix, rest);
      int dot = rest.indexOf('.', 1);
      rest = dot < 0 ? "" : rest.substring(dot);
    }
  }

  private void hops(List<ReceivedHop> hops) {
    int shown = 0;
    for (ReceivedHop hop : hops) {
      if (isOurs(hop) && shown == 0) {
        continue;
      }
      if (shown++ == 6) {
        return;
      }
      String at = shown == 1 ? "client" : "relay";
      name(at + " helo", hop.from());
      name(at + " name", hop.reverse());
      address(at, hop.address());
      if (shown > 1) {
        name(at + " by", hop.by());
        whole(at + " with", hop.with());
      }
    }
  }

  private static boolean isOurs(ReceivedHop hop) {
    return hop.address().startsWith("127.")
        || hop.address().equals("::1")
        || hop.address().isEmpty();
  }

  private void address(String at, String address) {
    int dot = address.length();
    for (int i = 0; i < 4 && dot > 0; i++) {
      whole(at + " address", address.substring(0, dot));
      dot = address.lastIndexOf('.', dot - 1);
    }
  }

  private void whole(String prefix, String word) {
    int n = Fold.fold(word, 0, Math.min(word.length(), 120), folded);
    if (n > 0) {
      sink.token(Place.HEADER, Hash.of(Hash.start(prefix), folded, 0, n), prefix, folded, 0, n);
    }
  }
}
