package org.mailweir.check.rules.language;

import java.util.Map;
import org.mailweir.check.rules.pattern.PerlLiteral;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/**
 * Patterns as they stand in rules: {@code /…/flags}, {@code m{…}flags} with any delimiter. The last
 * delimiter ends the pattern, so that brackets may stand within it.
 */
final class Literals {

  private static final Map<Character, Character> PAIRS =
      Map.of('{', '}', '(', ')', '[', ']', '<', '>');
  private static final String REMEDY = "write it as /pattern/flags or m{pattern}flags";

  private Literals() {}

  static PerlLiteral parse(String text) throws RuleSyntaxException {
    int open = open(text);
    char delimiter = text.charAt(open);
    char close = PAIRS.getOrDefault(delimiter, delimiter);
    int end = text.length();
    while (end > open + 1 && isFlag(text.charAt(end - 1))) {
      end--;
    }
    if (end - 1 <= open || text.charAt(end - 1) != close) {
      throw new RuleSyntaxException(
          text.indexOf(close, open + 1) < 0
              ? "the pattern has no closing " + close
              : "the pattern in \"" + text + "\" is not ended by " + close + " and flags",
          REMEDY);
    }
    String pattern = text.substring(open + 1, end - 1);
    refuseOpenDelimiter(pattern, close);
    return new PerlLiteral(pattern, text.substring(end), "");
  }

  private static int open(String text) throws RuleSyntaxException {
    if (text.startsWith("/")) {
      return 0;
    }
    int open = text.startsWith("m") ? 1 : text.startsWith("qr") ? 2 : -1;
    if (open < 0 || open >= text.length() || !isDelimiter(text.charAt(open))) {
      throw new RuleSyntaxException("no pattern found in \"" + text + "\"", REMEDY);
    }
    return open;
  }

  private static boolean isDelimiter(char c) {
    boolean word = Character.isLetterOrDigit(c) || c == '_';
    return !word && c > ' ' && c != '\\';
  }

  private static boolean isFlag(char c) {
    return c >= 'a' && c <= 'z' && c != 'e';
  }

  /** Within the pattern a delimiter must be escaped, unless it is a bracket. */
  private static void refuseOpenDelimiter(String pattern, char close) throws RuleSyntaxException {
    if (close == '}' || close == ')' || close == ']') {
      return;
    }
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.charAt(i) == '\\') {
        i++;
      } else if (pattern.charAt(i) == close) {
        throw new RuleSyntaxException(
            "the delimiter " + close + " stands within the pattern", "choose another delimiter");
      }
    }
  }
}
