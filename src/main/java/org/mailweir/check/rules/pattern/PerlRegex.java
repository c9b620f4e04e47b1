package org.mailweir.check.rules.pattern;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Turns a Perl pattern into a Java one that means the same on bytes.
 *
 * <p>SpamAssassin matches UTF-8 octets with Perl's {@code /aa}: classes such as {@code \w} know
 * ASCII only, yet {@code /i} still folds Latin-1. The same holds here when texts are ISO 8859-1
 * strings of octets, patterns are compiled with {@code UNIX_LINES}, and with {@code UNICODE_CASE}
 * exactly when they name a byte above 0x7F.
 */
public final class PerlRegex {

  private PerlRegex() {}

  /**
   * @throws RuleSyntaxException when Java has no way to say it
   */
  public static Pattern compile(PerlLiteral literal) throws RuleSyntaxException {
    int flags = Pattern.UNIX_LINES;
    for (char flag : literal.flags().toCharArray()) {
      flags |= flag(flag);
    }
    boolean extended = literal.flags().indexOf('x') >= 0;
    boolean folded = (flags & Pattern.CASE_INSENSITIVE) != 0;
    String java = new PerlTranslation(literal.pattern(), extended, folded).translate();
    if (namesHighByte(java)) {
      flags |= Pattern.UNICODE_CASE;
    }
    return compile(java, flags);
  }

  private static Pattern compile(String java, int flags) throws RuleSyntaxException {
    try {
      return Pattern.compile(java, flags);
    } catch (PatternSyntaxException e) {
      throw new RuleSyntaxException(
          "the pattern is broken: " + e.getDescription() + " near character " + e.getIndex(),
          "mend the pattern");
    } catch (StackOverflowError e) {
      throw new RuleSyntaxException("the pattern is nested too deeply", "make it simpler");
    }
  }

  private static int flag(char flag) throws RuleSyntaxException {
    return switch (flag) {
      case 'i' -> Pattern.CASE_INSENSITIVE;
      case 'm' -> Pattern.MULTILINE;
      case 's' -> Pattern.DOTALL;
      case 'x', 'a', 'o', 'g', 'n' -> 0;
      default ->
          throw new RuleSyntaxException(
              "unknown pattern flag '" + flag + "'", "use the flags i, m, s and x");
    };
  }

  private static boolean namesHighByte(String java) {
    for (int i = 0; i < java.length(); i++) {
      char c = java.charAt(i);
      if (c >= 0x80 || java.startsWith("\\x", i) && java.charAt(i + 2) >= '8') {
        return true;
      }
      if (c == '\\') {
        i++;
      }
    }
    return false;
  }
}
