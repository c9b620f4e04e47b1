package org.mailweir.check.rules.pattern;

/**
 * A pattern as it stands in a rule: {@code /…/flags} or {@code m{…}flags} with any delimiter.
 *
 * @param pattern what stands between the delimiters
 * @param flags the letters behind them
 * @param rest what follows on the line, trimmed
 */
public record PerlLiteral(String pattern, String flags, String rest) {

  private static final String REMEDY = "write it as /pattern/flags or m{pattern}flags";

  public static PerlLiteral parse(String text) throws RuleSyntaxException {
    int open = text.startsWith("m") ? 1 : 0;
    if (text.length() <= open || !isDelimiter(text.charAt(open), open == 1)) {
      throw new RuleSyntaxException("no pattern found in \"" + text + "\"", REMEDY);
    }
    int close = closing(text, open);
    int end = close + 1;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    String flags = text.substring(close + 1, end);
    return new PerlLiteral(text.substring(open + 1, close), flags, text.substring(end).strip());
  }

  private static boolean isDelimiter(char c, boolean explicit) {
    return explicit ? !Character.isLetterOrDigit(c) && c > ' ' : c == '/';
  }

  private static int closing(String text, int open) throws RuleSyntaxException {
    char from = text.charAt(open);
    char to = pair(from);
    int depth = 1;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == to) {
        if (--depth == 0) {
          return i;
        }
      } else if (c == from) {
        depth++;
      }
    }
    throw new RuleSyntaxException("the pattern has no closing " + to, REMEDY);
  }

  private static char pair(char open) {
    return switch (open) {
      case '{' -> '}';
      case '(' -> ')';
      case '[' -> ']';
      case '<' -> '>';
      default -> open;
    };
  }
}
