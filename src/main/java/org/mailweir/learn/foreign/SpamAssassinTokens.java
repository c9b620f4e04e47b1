package org.mailweir.learn.foreign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.mailweir.parse.HeaderField;
import org.mailweir.parse.ParsedMessage;

/**
 * The tokens that SpamAssassin's Bayes makes of a message: words of the text with what they are
 * made of, links, hidden text, and words of the header with its name. Facts of its source; where it
 * goes by what only SpamAssassin knows (its trusted relays, its sums of parts) there are no tokens
 * here, and those of its table are not asked.
 */
final class SpamAssassinTokens {

  private static final Pattern IGNORED =
      Pattern.compile(
          "(?:x-)?sender|delivered-to|delivery-date|(?:x-)?envelope-to|subject|date"
              + "|(?:x-)?(?:mailing-)?list(?:-[a-z]+)?|x-unsub(?:scribe)?|x-mailman-version"
              + "|x-beenthere|x-loop|mail-followup-to|(?:x-)?(?:resent|original)-(?:from|to|date)"
              + "|x-spam.*|x-mailscanner.*|x-antispam|x-virus-scanned|x-scanned-by|x-bogosity"
              + "|content-class|thread-(?:index|topic)|x-originalarrivaltime|(?:x-)?status|lines"
              + "|content-length|x-uidl?|x-keywords|xref|received");

  private static final Pattern PRESENCE_ONLY =
      Pattern.compile(
          "x-face|dkim-signature|domainkey-signature|x-google-dkim-signature"
              + "|arc-(?:message-signature|seal)|autocrypt");

  private static final Pattern ADDRESSES =
      Pattern.compile(
          "(?:x-|resent-)?(?:return-path|from|to|cc|reply-to|errors-to|mail-followup-to|sender)");

  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("Message-Id", "*m"),
          Map.entry("Message-ID", "*M"),
          Map.entry("Received", "*r"),
          Map.entry("User-Agent", "*u"),
          Map.entry("References", "*f"),
          Map.entry("In-Reply-To", "*i"),
          Map.entry("From", "*F"),
          Map.entry("Reply-To", "*R"),
          Map.entry("Return-Path", "*p"),
          Map.entry("Return-path", "*rp"),
          Map.entry("X-Mailer", "*x"),
          Map.entry("Organization", "*o"),
          Map.entry("Organisation", "*o"),
          Map.entry("Content-Type", "*ct"),
          Map.entry("Content-Disposition", "*cd"),
          Map.entry("Content-Transfer-Encoding", "*ce"));

  private static final Pattern PARAGRAPH = Pattern.compile("\\n[ \\t\\r]*\\n");

  private SpamAssassinTokens() {}

  static void collect(ParsedMessage message, TokenKeys into) {
    SaLine body = new SaLine("", SaLine.Region.BODY, into);
    body.tokenize(message.headers().value("Subject"));
    for (String text : MessageFields.visible(message)) {
      PARAGRAPH.splitAsStream(text).forEach(body::tokenize);
    }
    SaLine links = new SaLine("", SaLine.Region.LINKS, into);
    MessageFields.links(message).forEach(links::tokenize);
    SaLine hidden = new SaLine("I*:", SaLine.Region.BODY, into);
    MessageFields.hidden(message).forEach(hidden::tokenize);
    header(message)
        .forEach(
            (name, value) ->
                new SaLine("H" + TokenKeys.octets(name) + ":", SaLine.Region.HEADER, into)
                    .tokenize(value));
  }

  private static Map<String, String> header(ParsedMessage message) {
    Map<String, String> all = new LinkedHashMap<>();
    message.headers().fields().stream()
        .limit(200)
        .filter(f -> !IGNORED.matcher(f.name().toLowerCase(Locale.ROOT)).matches())
        .forEach(f -> field(f.name(), value(f), all));
    List<HeaderField> received = message.headers().all("Received");
    for (int i = received.size() - 1; i >= Math.max(0, received.size() - 2); i--) {
      field("Received", SaFields.received(MessageFields.cut(received.get(i).value())), all);
    }
    return all;
  }

  private static String value(HeaderField field) {
    String name = field.name().toLowerCase(Locale.ROOT);
    String value = MessageFields.cut(field.value());
    if (name.endsWith("message-id")) {
      return SaFields.messageId(value);
    }
    if (ADDRESSES.matcher(name).matches()) {
      return SaFields.addresses(value);
    }
    if (PRESENCE_ONLY.matcher(name).matches()) {
      return "1";
    }
    return switch (field.name()) {
      case "Content-Type" -> SaFields.contentType(value);
      case "MIME-Version" -> value.replace("1.0", "");
      default -> value;
    };
  }

  /** Some fields count under a second, common name, too. */
  private static void field(String name, String value, Map<String, String> all) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "in-reply-to", "references", "message-id" -> add("*MI", value, all);
      case "from", "to", "cc" -> add("*Ad", value, all);
      case "x-mailer", "user-agent" -> add("*UA", value, all);
      default -> {}
    }
    add(SHORT.getOrDefault(name, name), value, all);
  }

  private static void add(String name, String value, Map<String, String> all) {
    all.merge(name, value, (before, more) -> before + " " + more);
  }
}
