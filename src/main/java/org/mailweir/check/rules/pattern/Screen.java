package org.mailweir.check.rules.pattern;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A second look at a candidate, before the pattern itself is run: an automaton of the whole
 * pattern, loose where it looks around, refers back or counts far. It takes one step an octet where
 * the pattern may take thousands. Made when first needed; shared by all threads.
 *
 * <p>A pattern whose automaton would be too large, or needs too many states on the texts that it
 * meets, is let pass.
 */
final class Screen {

  private static final int MOST_STATES = 3_000;

  private final Pattern pattern;
  private final StatePool pool;
  private volatile @Nullable Optional<LazyDfa> made;

  Screen(Pattern pattern, StatePool pool) {
    this.pattern = pattern;
    this.pool = pool;
  }

  /** Finds something in every text that the pattern matches; empty: let it pass. */
  Optional<LazyDfa> automaton() {
    Optional<LazyDfa> automaton = made;
    if (automaton == null) {
      automaton = make();
      made = automaton;
    }
    return automaton;
  }

  private Optional<LazyDfa> make() {
    PatternTree tree = PatternReader.read(pattern, pool);
    if (tree.equals(PatternTree.ANYTHING)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new LazyDfa(new Nfa(List.of(tree)), pool, MOST_STATES));
    } catch (Nfa.TooLargeException e) {
      return Optional.empty();
    }
  }
}
