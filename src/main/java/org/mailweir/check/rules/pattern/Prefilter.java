package org.mailweir.check.rules.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells which patterns of a group can match a text at all, by one search for what every match of
 * each must hold. It may name one that does not match, never leave out one that does. Shared by all
 * threads.
 *
 * <p>The reasoning: of each pattern the rarest {@link Segments} are taken; patterns share automata
 * as long as their segments fit into the bits of one word.
 */
public final class Prefilter {

  private record Need(int pattern, long segments) {}

  private record Automaton(LazyDfa dfa, Need[] needs) {}

  private final BitSet always = new BitSet();
  private final List<Automaton> automata = new ArrayList<>();

  public Prefilter(List<Pattern> patterns, StatePool pool) {
    List<Need> needs = new ArrayList<>();
    List<PatternTree> segments = new ArrayList<>();
    for (int i = 0; i < patterns.size(); i++) {
      List<PatternTree> mine = Segments.of(PatternReader.read(patterns.get(i), pool));
      if (mine.isEmpty()) {
        always.set(i);
        continue;
      }
      if (segments.size() + mine.size() > Nfa.MOST_SEGMENTS - 1) {
        close(needs, segments, pool);
      }
      long bits = ((1L << mine.size()) - 1) << segments.size();
      segments.addAll(mine);
      needs.add(new Need(i, bits));
    }
    close(needs, segments, pool);
  }

  private void close(List<Need> needs, List<PatternTree> segments, StatePool pool) {
    if (!needs.isEmpty()) {
      LazyDfa dfa = new LazyDfa(new Nfa(segments), pool);
      automata.add(new Automaton(dfa, needs.toArray(new Need[0])));
      needs.clear();
      segments.clear();
    }
  }

  /** The indexes of the patterns that are worth running on any text. */
  BitSet always() {
    return (BitSet) always.clone();
  }

  /** The indexes of the patterns worth running on that text. */
  public BitSet candidates(byte[] text, MatchBudget budget) {
    BitSet candidates = (BitSet) always.clone();
    for (Automaton automaton : automata) {
      long found = automaton.dfa().scan(text, budget);
      if (found != 0) {
        for (Need need : automaton.needs()) {
          if ((found & need.segments()) == need.segments()) {
            candidates.set(need.pattern());
          }
        }
      }
    }
    return candidates;
  }
}
