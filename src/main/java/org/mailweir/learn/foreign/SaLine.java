package org.mailweir.learn.foreign;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes tokens of a line or paragraph as SpamAssassin's Bayes does. */
final class SaLine {

  /** Where a line stands; words of text are taken apart more than those of the header. */
  enum Region {
    HEADER,
    BODY,
    LINKS
  }

  /** What may stand in a token: some of ASCII, UTF-8 sequences, and the upper half of Latin 1. */
  private static final Pattern OTHER =
      Pattern.compile(
          "[A-Za-z0-9,@*!_'\"$. -]+|[\\xC0-\\xDF][\\x80-\\xBF]|[\\xE0-\\xEF][\\x80-\\xBF]{2}"
              + "|[\\xF0-\\xF4][\\x80-\\xBF]{3}|[\\xA1-\\xFF]|(.)",
          Pattern.DOTALL);

  private static final Pattern DOTS = Pattern.compile("(\\w)(\\.{3,6}|-{2,6})(\\w)");
  private static final Pattern TITLE =
      Pattern.compile("(?:^|\\.\\s{1,9})([A-Z])([^A-Z]{1,400})(?:\\s|$)");
  private static final Pattern WHITE = Pattern.compile("\\s+");
  private static final Pattern DOMAIN = Pattern.compile("\\S\\.[A-Za-z]");
  private static final Pattern NO_WORD = Pattern.compile("[^\\w:*]");
  private static final Pattern WIDE =
      Pattern.compile("(?:[\\xE0-\\xEF]|[\\xF0-\\xF4][\\x80-\\xBF])[\\x80-\\xBF]{2}");
  private static final Pattern EIGHT_BIT = Pattern.compile("[\\x80-\\xBF]{2}");
  private static final Pattern SKIPPED =
      Pattern.compile(
          "^((?>(?:[\\x00-\\x7F\\xF5-\\xFF]|[\\xC0-\\xDF][\\x80-\\xBF]"
              + "|[\\xE0-\\xEF][\\x80-\\xBF]{2}|[\\xF0-\\xF4][\\x80-\\xBF]{3}|.){7})).{2,}$",
          Pattern.DOTALL);

  private static final int SHORTEST = 3;
  private static final int LONGEST = 15;
  private static final String TRIMMED = "-'\".,";

  private final String prefix;
  private final Region region;
  private final TokenKeys into;

  SaLine(String prefix, Region region, TokenKeys into) {
    this.prefix = prefix;
    this.region = region;
    this.into = into;
  }

  /** Makes tokens of Unicode text. */
  void tokenize(String text) {
    String line = OTHER.matcher(TokenKeys.octets(text)).replaceAll(SaLine::kept);
    line = DOTS.matcher(line).replaceAll("$1 $2 $3");
    if (region != Region.HEADER) {
      line = WHITE.matcher(line).replaceAll(" ");
      line =
          TITLE
              .matcher(line)
              .replaceAll(
                  m ->
                      Matcher.quoteReplacement(
                          " " + m.group(1).toLowerCase(Locale.ROOT) + m.group(2) + " "));
    }
    for (String token : WHITE.split(line)) {
      if (into.isFull()) {
        return;
      }
      token(trimmed(token));
    }
  }

  private static String kept(java.util.regex.MatchResult match) {
    return match.group(1) == null ? Matcher.quoteReplacement(match.group()) : " ";
  }

  private static String trimmed(String token) {
    int from = 0;
    int to = token.length();
    while (from < to && TRIMMED.indexOf(token.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && TRIMMED.indexOf(token.charAt(to - 1)) >= 0) {
      to--;
    }
    return token.substring(from, to);
  }

  private void token(String token) {
    if (token.length() < SHORTEST) {
      return;
    }
    if (region != Region.HEADER) {
      addresses(token);
    }
    String shortened = token;
    if (token.length() > LONGEST && token.indexOf('*') < 0) {
      if (EIGHT_BIT.matcher(token).find() && wide(token)) {
        return;
      }
      if (region != Region.LINKS) {
        shortened = SKIPPED.matcher(token).replaceFirst("sk:$1");
      }
    }
    if (region != Region.HEADER) {
      parts(shortened);
    }
    into.add(prefix + shortened);
  }

  private void addresses(String token) {
    int at = token.indexOf('@', 1);
    if (at > 0 && at < token.length() - 1) {
      SaFields.address(token).forEach(into::add);
    } else if (DOMAIN.matcher(token).find()) {
      String domain = token;
      into.add("UD:" + domain);
      for (int i = 0; i < 20 && domain.indexOf('.') > 0 && !domain.endsWith("."); i++) {
        domain = domain.substring(domain.indexOf('.') + 1);
        into.add("UD:" + domain);
      }
    }
  }

  /** Long words of scripts without spaces count character by character. */
  private boolean wide(String token) {
    Matcher matcher = WIDE.matcher(token);
    boolean any = false;
    while (matcher.find()) {
      any = true;
      into.add(prefix + "u8:" + matcher.group());
    }
    return any;
  }

  private void parts(String token) {
    boolean marked = NO_WORD.matcher(token).find();
    if (marked) {
      into.add(prefix + NO_WORD.matcher(token).replaceAll(""));
    }
    String lower = token.toLowerCase(Locale.ROOT);
    if (!lower.equals(token)) {
      into.add(prefix + lower);
      if (marked) {
        into.add(prefix + NO_WORD.matcher(lower).replaceAll(""));
      }
    }
  }
}
