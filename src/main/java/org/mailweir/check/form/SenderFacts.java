package org.mailweir.check.form;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.CheckInput;
import org.mailweir.parse.Headers;
import org.mailweir.parse.Link;
import org.mailweir.parse.ParsedMessage;

/**
 * Whether those who speak in the message agree with one another.
 *
 * <ul>
 *   <li>{@code __ENVELOPE_OTHER_DOMAIN}: envelope sender and From are of different domains
 *   <li>{@code __REPLY_TO_OTHER_DOMAIN}: Reply-To and From are of different domains
 *   <li>{@code __MSGID_OTHER_DOMAIN}: Message-ID and From are of different domains
 *   <li>{@code __LINKS_OTHER_DOMAIN}: no link leads to the domain of From, envelope or Reply-To
 *   <li>{@code __TO_IN_SUBJECT}: the address in To, or its local part, stands in the Subject
 *   <li>{@code __TO_IN_FROM_NAME}: the domain of To stands in the display name of From
 *   <li>{@code __TO_IN_BODY}: the address in To stands in the first kilobytes of the text
 *   <li>{@code __TO_IN_LINK}: the address in To stands in a link, plain or in base64
 *   <li>{@code __FROM_EQUALS_TO}: the same address sends and receives
 * </ul>
 */
final class SenderFacts {

  private static final Pattern ADDRESS =
      Pattern.compile("[\\w.+=/&'-]{1,64}@((?:[\\w-]{1,63}\\.){1,8}[\\w-]{2,24})");
  private static final int SCANNED = 8_192;

  private final CheckInput input;
  private final ParsedMessage message;
  private final String from;
  private final String to;

  private SenderFacts(CheckInput input) {
    this.input = input;
    this.message = input.message();
    this.from = address("From");
    this.to = address("To");
  }

  static void add(CheckInput input, Facts facts) {
    SenderFacts sender = new SenderFacts(input);
    sender.addDomains(facts);
    sender.addRecipient(facts);
  }

  /** The last address of a field: names stand before it, and may look like one. */
  private String address(String field) {
    String raw = message.headers().first(field).map(f -> f.raw()).orElse("");
    String first = raw.substring(0, Math.min(SCANNED, raw.length()));
    if (!field.equals("From")) {
      int comma = first.indexOf(">,");
      first = comma < 0 ? first : first.substring(0, comma);
    }
    Matcher matcher = ADDRESS.matcher(first);
    String address = "";
    while (matcher.find()) {
      address = matcher.group();
    }
    return address.toLowerCase(Locale.ROOT);
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  private static boolean differ(String address, String other) {
    return !address.isEmpty()
        && !other.isEmpty()
        && !Domains.related(domain(address), domain(other));
  }

  private void addDomains(Facts facts) {
    String envelope = input.sender().canonical();
    String replyTo = address("Reply-To");
    facts.add("__ENVELOPE_OTHER_DOMAIN", differ(from, envelope), "Envelope and From differ");
    facts.add("__REPLY_TO_OTHER_DOMAIN", differ(from, replyTo), "Reply-To and From differ");
    facts.add("__MSGID_OTHER_DOMAIN", differ(from, messageId()), "Message-ID and From differ");
    boolean linked = linksTo(from) || linksTo(envelope) || linksTo(replyTo);
    facts.add("__LINKS_OTHER_DOMAIN", !linked && hasLinks(), "No link leads to the sender");
    facts.add("__FROM_EQUALS_TO", !from.isEmpty() && from.equals(to), "From equals To");
  }

  private String messageId() {
    Matcher matcher = ADDRESS.matcher(cut(message.headers().value("Message-ID")));
    return matcher.find() ? matcher.group() : "";
  }

  private boolean hasLinks() {
    return message.links().stream().anyMatch(link -> link.target().startsWith("http"));
  }

  private boolean linksTo(String address) {
    return !address.isEmpty()
        && message.links().stream()
            .map(Link::host)
            .anyMatch(host -> Domains.related(host, domain(address)));
  }

  private void addRecipient(Facts facts) {
    if (to.isEmpty()) {
      return;
    }
    Headers headers = message.headers();
    String subject = lower(headers.value("Subject"));
    String local = to.substring(0, to.indexOf('@'));
    boolean named = subject.contains(to) || local.length() > 3 && hasWord(subject, local);
    facts.add("__TO_IN_SUBJECT", named, "The recipient's address stands in the Subject");
    facts.add("__TO_IN_FROM_NAME", inFromName(), "From's name holds the recipient's domain");
    facts.add("__TO_IN_BODY", inBody(), "The recipient's address stands in the text");
    facts.add("__TO_IN_LINK", inLink(), "The recipient's address stands in a link");
  }

  private static boolean hasWord(String text, String word) {
    int at = text.indexOf(word);
    boolean starts = at == 0 || at > 0 && !Character.isLetterOrDigit(text.charAt(at - 1));
    int end = at + word.length();
    return starts && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
  }

  private boolean inFromName() {
    String value = lower(message.headers().value("From"));
    int open = value.lastIndexOf('<');
    String name = open < 0 ? "" : value.substring(0, open);
    return !from.endsWith(domain(to)) && name.contains(domain(to));
  }

  private boolean inBody() {
    return message.leaves().stream()
        .filter(part -> part.isHtml() || part.isText())
        .map(part -> part.html() == null ? part.text() : part.html().visible())
        .anyMatch(text -> lower(cut(text)).contains(to));
  }

  private boolean inLink() {
    String encoded =
        Base64.getEncoder().withoutPadding().encodeToString(to.getBytes(StandardCharsets.UTF_8));
    return message.links().stream()
        .filter(link -> link.target().startsWith("http"))
        .map(Link::target)
        .anyMatch(target -> lower(target).contains(to) || target.contains(encoded));
  }

  private static String cut(String text) {
    return text.length() <= SCANNED ? text : text.substring(0, SCANNED);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
