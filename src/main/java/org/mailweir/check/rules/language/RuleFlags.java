package org.mailweir.check.rules.language;

import java.util.List;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/**
 * The {@code tflags} of a rule.
 *
 * @param words as they were written
 * @param multiple count every match, not only the first
 * @param maxHits stop counting there
 * @param parts which MIME parts a {@code mimeheader} rule looks at
 */
public record RuleFlags(List<String> words, boolean multiple, int maxHits, Range parts) {

  /**
   * Parts by number, counted from 1.
   *
   * @param concat whether their headers are looked at as one text
   */
  public record Range(int first, int last, boolean concat) {
    public static final Range ALL = new Range(0, 1_000, false);
  }

  public static final RuleFlags NONE = new RuleFlags(List.of(), false, 1, Range.ALL);
  private static final int MOST_HITS = 10_000;

  /** Reads the words of a {@code tflags} line; flags that only other tools use are accepted. */
  static RuleFlags parse(String line) throws RuleSyntaxException {
    List<String> words = List.of(line.strip().split("\\s+"));
    boolean multiple = words.contains("multiple");
    int max = multiple ? MOST_HITS : 1;
    Range range = new Range(Range.ALL.first, Range.ALL.last, words.contains("concat"));
    for (String word : words) {
      if (multiple && word.startsWith("maxhits=")) {
        max = Math.clamp(Numbers.whole(word.substring("maxhits=".length())), 1, MOST_HITS);
      }
      if (word.startsWith("range=")) {
        range = range(word.substring("range=".length()), range.concat);
      }
    }
    return new RuleFlags(words, multiple, max, range);
  }

  private static Range range(String text, boolean concat) throws RuleSyntaxException {
    int dash = text.indexOf('-');
    String from = dash < 0 ? text : text.substring(0, dash);
    String to = dash < 0 ? text : text.substring(dash + 1);
    return new Range(
        from.isEmpty() ? Range.ALL.first : Numbers.whole(from),
        to.isEmpty() ? Range.ALL.last : Numbers.whole(to),
        concat);
  }

  /** A body rule that does not look at the Subject. */
  public boolean noSubject() {
    return words.contains("nosubject");
  }

  /** Speaks for the message, so that it is worth -1 where no score is given. */
  public boolean nice() {
    return words.contains("nice");
  }

  /** Asks the network. */
  public boolean net() {
    return words.contains("net");
  }

  /** Asks the statistical classifier. */
  public boolean learn() {
    return words.contains("learn");
  }
}
