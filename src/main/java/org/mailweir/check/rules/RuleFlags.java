package org.mailweir.check.rules;

import java.util.List;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/**
 * The {@code tflags} of a rule that this engine acts on.
 *
 * @param multiple count every match, not only the first
 * @param maxHits stop counting there
 * @param noSubject a body rule that does not look at the Subject
 * @param nice speaks for the message, so that it is worth -1 where no score is given
 */
record RuleFlags(boolean multiple, int maxHits, boolean noSubject, boolean nice) {

  static final RuleFlags NONE = new RuleFlags(false, 1, false, false);
  private static final int MOST_HITS = 1_000;

  /** Reads the words of a {@code tflags} line; flags that only other tools use are accepted. */
  static RuleFlags parse(String words) throws RuleSyntaxException {
    List<String> flags = List.of(words.strip().split("\\s+"));
    boolean multiple = flags.contains("multiple");
    int max = multiple ? MOST_HITS : 1;
    for (String flag : flags) {
      if (multiple && flag.startsWith("maxhits=")) {
        max = Math.clamp(Numbers.whole(flag.substring("maxhits=".length())), 1, MOST_HITS);
      }
    }
    return new RuleFlags(multiple, max, flags.contains("nosubject"), flags.contains("nice"));
  }
}
