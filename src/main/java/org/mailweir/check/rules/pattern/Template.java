package org.mailweir.check.rules.pattern;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A pattern with places {@code %{TAG}} in it, which stand for what named groups of other rules have
 * captured in the same message (SpamAssassin 4, "Capturing tags using regex named capture groups").
 */
public final class Template {

  private static final Pattern PLACE = Pattern.compile("(?<!\\\\)%\\{([A-Z][A-Z0-9_]*)}");
  private static final String ANYTHING = "(?s:.*)";

  private final PerlLiteral literal;
  private final Set<String> tags;

  private Template(PerlLiteral literal, Set<String> tags) {
    this.literal = literal;
    this.tags = tags;
  }

  /** The template that a pattern is; null when no such place is in it. */
  public static @Nullable Template of(PerlLiteral literal) {
    Set<String> tags =
        PLACE
            .matcher(literal.pattern())
            .results()
            .map(place -> place.group(1))
            .filter(GroupName::isTag)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return tags.isEmpty() ? null : new Template(literal, tags);
  }

  /** The tags that it needs. */
  public Set<String> tags() {
    return tags;
  }

  /**
   * A pattern that is found wherever the template may be, whatever the tags are: most texts are
   * done with it, without compiling another.
   *
   * @throws RuleSyntaxException when the pattern is none
   */
  public Pattern wide() throws RuleSyntaxException {
    PerlRegex.compile(with(place -> "x")); // tells the mistakes of the rule file when it is read
    return PerlRegex.compile(isReversed() ? new PerlLiteral("", "", "") : with(place -> ANYTHING));
  }

  /**
   * The pattern for one message.
   *
   * @param values what was captured, for each tag; each tag of {@link #tags} must be in it
   * @throws RuleSyntaxException when it cannot be compiled, being too long for example
   */
  public Pattern filled(Map<String, ? extends Collection<String>> values)
      throws RuleSyntaxException {
    return PerlRegex.compile(
        with(
            tag ->
                Objects.requireNonNull(values.get(tag)).stream()
                    .map(Template::quoted)
                    .collect(Collectors.joining("|", "(?:", ")"))));
  }

  private PerlLiteral with(UnaryOperator<String> value) {
    String text =
        PLACE
            .matcher(literal.pattern())
            .replaceAll(
                place ->
                    Matcher.quoteReplacement(
                        tags.contains(place.group(1))
                            ? value.apply(place.group(1))
                            : place.group()));
    return new PerlLiteral(text, literal.flags(), "");
  }

  /** Letters and digits stay; all else gets a backslash, as Perl's quotemeta does. */
  private static String quoted(String value) {
    StringBuilder out = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        out.append("\\x").append("0123456789ABCDEF".charAt(c >> 4 & 15));
        out.append("0123456789ABCDEF".charAt(c & 15));
      } else if (Character.isLetterOrDigit(c)) {
        out.append(c);
      } else {
        out.append("\\x").append("%02X".formatted((int) c));
      }
    }
    return out.toString();
  }

  /** Whether a place stands where finding more means matching less: (?!…), (?<!…), (?>…). */
  private boolean isReversed() {
    String text = literal.pattern();
    Deque<Boolean> open = new ArrayDeque<>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '(') {
        open.push(
            text.startsWith("?!", i + 1)
                || text.startsWith("?<!", i + 1)
                || text.startsWith("?>", i + 1)
                || Boolean.TRUE.equals(open.peek()));
      } else if (c == ')' && !open.isEmpty()) {
        open.pop();
      } else if (c == '%' && text.startsWith("%{", i) && Boolean.TRUE.equals(open.peek())) {
        return true;
      }
    }
    return false;
  }
}
