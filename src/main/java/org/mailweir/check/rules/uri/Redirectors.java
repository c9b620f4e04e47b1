package org.mailweir.check.rules.uri;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.pattern.GuardedPattern;
import org.mailweir.check.rules.pattern.MatchBudget;
import org.mailweir.check.rules.pattern.Prefilter;
import org.mailweir.check.rules.pattern.StatePool;

/** Services that lead on to an address within theirs ({@code redirector_pattern}). */
public final class Redirectors {

  private final List<GuardedPattern> patterns = new ArrayList<>();
  private final Prefilter prefilter;

  /**
   * @param patterns the first group of each is where it leads to
   */
  public Redirectors(List<Pattern> patterns, StatePool pool) {
    prefilter = new Prefilter(patterns, pool);
    for (Pattern pattern : patterns) {
      this.patterns.add(new GuardedPattern("redirector_pattern", pattern.pattern(), pattern));
    }
  }

  /** Where the first pattern that fits leads to; null if none fits. */
  @Nullable String target(String uri, MatchBudget budget) {
    BitSet candidates = prefilter.candidates(uri.getBytes(StandardCharsets.ISO_8859_1), budget);
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      String target = patterns.get(i).firstGroup(uri, budget);
      if (target != null && target.indexOf('.') >= 0) {
        return target;
      }
    }
    return null;
  }
}
