package org.mailweir.check.rules.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells which patterns of a group can match a text at all. It may name one that does not match,
 * never leave out one that does. Immutable.
 */
public final class Prefilter {

  private final BitSet always = new BitSet();
  private final List<int[]> patternsOfLiteral = new ArrayList<>();
  private final AhoCorasick automaton;

  public Prefilter(List<Pattern> patterns) {
    Map<String, List<Integer>> owners = new LinkedHashMap<>();
    for (int i = 0; i < patterns.size(); i++) {
      Set<String> literals = RequiredLiterals.of(patterns.get(i).pattern());
      always.set(i, literals.isEmpty());
      for (String literal : literals) {
        owners.computeIfAbsent(literal, l -> new ArrayList<>()).add(i);
      }
    }
    owners.values().forEach(o -> patternsOfLiteral.add(toArray(o)));
    automaton = new AhoCorasick(List.copyOf(owners.keySet()));
  }

  private static int[] toArray(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The indexes of the patterns worth running on that text. */
  public BitSet candidates(String text) {
    BitSet candidates = (BitSet) always.clone();
    automaton.search(
        text,
        literal -> {
          for (int pattern : patternsOfLiteral.get(literal)) {
            candidates.set(pattern);
          }
        });
    return candidates;
  }
}
