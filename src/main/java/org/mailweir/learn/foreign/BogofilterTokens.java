package org.mailweir.learn.foreign;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.parse.HeaderField;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;

/**
 * The tokens that bogofilter makes of a message, as far as its word lists show them: words as they
 * are written, addresses of hosts and sums of dollars; those of the header with a tag of the field.
 */
final class BogofilterTokens {

  /** A word, an IP address, or a sum. Every way to match is linear. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"
              + "|\\$[0-9.,]+"
              + "|[A-Za-z\\x80-\\xff]"
              + "[^\\x00- \\x7f<>;=():&%$#@+|/\\\\{}^\"?*,\\[\\]`~]*");

  private static final int SHORTEST = 3;
  private static final int LONGEST = 30;

  private static final Map<String, String> TAGS =
      Map.of(
          "return-path", "rtrn:",
          "received", "rcvd:",
          "from", "from:",
          "to", "to:",
          "subject", "subj:");

  /** Of these only the name counts. */
  private static final Set<String> NAMES_ONLY = Set.of("message-id", "date", "content-length");

  private BogofilterTokens() {}

  static void collect(ParsedMessage message, TokenKeys into) {
    message.headers().fields().stream().limit(200).forEach(f -> field(f, into));
    for (Part leaf : message.leaves()) {
      if (!leaf.path().equals("0")
          && !leaf.path().equals("1")
          && leaf.headers() != message.headers()) {
        leaf.headers().fields().stream().limit(20).forEach(f -> named(f, "mime:", into));
      }
    }
    MessageFields.visible(message).forEach(t -> words(t, "", into));
    MessageFields.links(message).forEach(t -> words(t, "", into));
  }

  private static void field(HeaderField field, TokenKeys into) {
    String name = field.name().toLowerCase(Locale.ROOT);
    String tag = TAGS.get(name);
    if (tag != null) {
      words(MessageFields.cut(field.value()), tag, into);
    } else if (NAMES_ONLY.contains(name)) {
      into.add("head:" + field.name());
    } else {
      named(field, "head:", into);
    }
  }

  private static void named(HeaderField field, String tag, TokenKeys into) {
    words(field.name(), tag, into);
    words(MessageFields.cut(field.value()), tag, into);
  }

  private static void words(String text, String tag, TokenKeys into) {
    Matcher matcher = TOKEN.matcher(TokenKeys.octets(text));
    while (matcher.find() && !into.isFull()) {
      String token = trimmed(matcher.group());
      if (token.length() >= SHORTEST && token.length() <= LONGEST) {
        into.add(tag + token);
      }
    }
  }

  /** A word ends in a letter, a digit or an exclamation mark. */
  private static String trimmed(String token) {
    int end = token.length();
    while (end > 0 && !isLast(token.charAt(end - 1))) {
      end--;
    }
    return token.substring(0, end);
  }

  private static boolean isLast(char c) {
    return c >= 0x80 || c == '!' || Character.isLetterOrDigit(c);
  }
}
