package org.mailweir.check.rules.language;

import java.util.List;
import java.util.Map;
import org.mailweir.check.rules.pattern.PerlLiteral;

/**
 * What rule files say, put together.
 *
 * @param rules in the order of their first definition
 * @param scores every {@code score} line, also those of rules that are defined nowhere
 * @param settings what functions and links need to know, by word: each value is the rest of a line,
 *     in order; old names of words are replaced by the new ones
 * @param redirectors patterns whose first group is where an address leads to
 * @param problems lines without effect, in order
 * @param notes what became of the lines that are no rules
 */
public record RuleBook(
    List<RuleEntry> rules,
    Map<String, Scores> scores,
    Map<String, List<String>> settings,
    List<PerlLiteral> redirectors,
    List<RuleProblem> problems,
    List<SettingNote> notes) {

  public RuleBook {
    rules = List.copyOf(rules);
    scores = Map.copyOf(scores);
    settings = Map.copyOf(settings);
    redirectors = List.copyOf(redirectors);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /** The value of a setting that has one number; the last line counts. */
  public double number(String word, double otherwise) {
    List<String> lines = settings.getOrDefault(word, List.of());
    try {
      return lines.isEmpty() ? otherwise : Double.parseDouble(lines.getLast());
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
