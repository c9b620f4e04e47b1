package org.mailweir.check.rules.pattern;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells which patterns of a group can match a text at all. It may name one that does not match,
 * never leave out one that does. Shared by all threads.
 *
 * <p>First one search for what every match of each must hold: of each pattern the rarest {@link
 * Segments} are taken, and patterns share automata as long as their segments fit into the bits of
 * one word. Then each pattern that is left takes a second look through its own {@link Screen}.
 */
public final class Prefilter {

  /** Fewer patterns go through their screens at once. */
  private static final int WORTHWHILE = 4;

  /**
   * What is known of a pattern.
   *
   * @param least the length of its shortest match
   */
  private record Outline(List<PatternTree> segments, int least) {
    static final Outline NOTHING = new Outline(List.of(), 0);

    static Outline of(Pattern pattern, StatePool pool) {
      PatternTree tree = PatternReader.read(pattern, pool);
      return new Outline(Segments.of(tree), tree.least());
    }
  }

  /** A pattern without anything rare in it. */
  private record Common(int pattern, int least) {}

  private record Need(int pattern, long segments) {}

  private final BitSet all = new BitSet();
  private final Common[] always;
  private final LazyDfa[] automata;
  private final Need[][] needs;
  private final Screen[] screens;

  public Prefilter(List<Pattern> patterns, StatePool pool) {
    screens = patterns.stream().map(p -> new Screen(p, pool)).toArray(Screen[]::new);
    List<Outline> outlines =
        patterns.size() < WORTHWHILE
            ? Collections.nCopies(patterns.size(), Outline.NOTHING)
            : patterns.parallelStream().map(p -> Outline.of(p, pool)).toList();
    all.set(0, patterns.size());
    List<Common> common = new ArrayList<>();
    Packing packing = new Packing(pool);
    for (int i = 0; i < patterns.size(); i++) {
      Outline outline = outlines.get(i);
      if (outline.segments().isEmpty()) {
        common.add(new Common(i, outline.least()));
      } else {
        packing.add(i, outline.segments());
      }
    }
    packing.close();
    always = common.toArray(new Common[0]);
    automata = packing.automata.toArray(new LazyDfa[0]);
    needs = packing.needs.toArray(new Need[0][]);
  }

  /** Puts the segments of several patterns into one automaton. */
  private static final class Packing {
    private final StatePool pool;
    private final List<LazyDfa> automata = new ArrayList<>();
    private final List<Need[]> needs = new ArrayList<>();
    private final List<Need> open = new ArrayList<>();
    private final List<PatternTree> segments = new ArrayList<>();

    Packing(StatePool pool) {
      this.pool = pool;
    }

    void add(int pattern, List<PatternTree> more) {
      if (segments.size() + more.size() > Nfa.MOST_SEGMENTS) {
        close();
      }
      open.add(new Need(pattern, ((1L << more.size()) - 1) << segments.size()));
      segments.addAll(more);
    }

    void close() {
      if (!open.isEmpty()) {
        automata.add(new LazyDfa(new Nfa(segments), pool, Integer.MAX_VALUE));
        needs.add(open.toArray(new Need[0]));
        open.clear();
        segments.clear();
      }
    }
  }

  /** The indexes of the patterns worth running on that text. */
  public BitSet candidates(byte[] text, MatchBudget budget) {
    return candidates(text, all, budget);
  }

  /**
   * The same.
   *
   * @param wanted those that are asked for
   */
  public BitSet candidates(byte[] text, BitSet wanted, MatchBudget budget) {
    BitSet candidates = new BitSet();
    for (Common pattern : always) {
      candidates.set(pattern.pattern(), pattern.least() <= text.length);
    }
    long[] found = new long[automata.length];
    LazyDfa.scan(automata, automata.length, text, budget, found);
    for (int i = 0; i < found.length; i++) {
      if (found[i] != 0) {
        for (Need need : needs[i]) {
          if ((found[i] & need.segments()) == need.segments()) {
            candidates.set(need.pattern());
          }
        }
      }
    }
    candidates.and(wanted);
    budget.scanned(text.length, automata.length);
    if (!budget.isSpent()) {
      screen(candidates, text, budget);
    }
    return candidates;
  }

  private void screen(BitSet candidates, byte[] text, MatchBudget budget) {
    int count = candidates.cardinality();
    LazyDfa[] second = new LazyDfa[count];
    int[] pattern = new int[count];
    int used = 0;
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      Optional<LazyDfa> automaton = screens[i].automaton();
      if (automaton.isPresent()) {
        second[used] = automaton.get();
        pattern[used++] = i;
      }
    }
    long[] found = new long[used];
    LazyDfa.scan(second, used, text, budget, found);
    budget.scanned(text.length, used);
    for (int i = 0; i < used; i++) {
      candidates.set(pattern[i], found[i] != 0);
    }
  }
}
