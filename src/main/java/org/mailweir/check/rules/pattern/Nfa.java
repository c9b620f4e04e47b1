package org.mailweir.check.rules.pattern;

import static org.mailweir.check.rules.pattern.PatternTree.Anything;
import static org.mailweir.check.rules.pattern.PatternTree.Choice;
import static org.mailweir.check.rules.pattern.PatternTree.One;
import static org.mailweir.check.rules.pattern.PatternTree.Repeat;
import static org.mailweir.check.rules.pattern.PatternTree.Sequence;
import static org.mailweir.check.rules.pattern.PatternTree.Start;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Up to 63 segments as one nondeterministic automaton (K. Thompson, "Regular Expression Search
 * Algorithm", 1968). Immutable once made.
 *
 * <p>Octets that no set tells apart form a class; the automaton steps over classes.
 */
final class Nfa {

  static final int MOST_SEGMENTS = 63;
  private static final int MOST_ONES = 1_000;
  private static final int MOST_COPIES = 10;
  private static final int MOST_OPTIONAL = 3;
  private static final int MOST_NODES = 200_000;
  private static final OctetSet LINE_FEED = OctetSet.of(octet -> octet == '\n');
  private static final OctetSet EVERY = OctetSet.of(octet -> true);

  /** The pattern needs more places than an automaton may have. */
  static final class TooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private sealed interface Node {
    record Step(OctetSet octets, int next) implements Node {}

    record Fork(int[] next) implements Node {}

    record AtStart(boolean line, int next) implements Node {}

    record Accept(int segment) implements Node {}
  }

  private final List<@Nullable Node> nodes = new ArrayList<>();
  private final int[] entries;

  /** Places where segments can begin behind any octet. */
  private final int[] everywhere;

  private final State[] restart;
  private final AtomicReferenceArray<State> pairs;
  private final byte[] classOf = new byte[OctetSet.SIZE];
  private final List<Integer> sampleOf = new ArrayList<>();

  Nfa(List<PatternTree> segments) {
    entries = new int[segments.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = compile(segments.get(i), add(new Node.Accept(i)));
    }
    classes();
    everywhere = everywhere();
    restart = new State[classCount()];
    pairs = new AtomicReferenceArray<>(classCount() * classCount());
    for (int c = 0; c < restart.length; c++) {
      restart[c] = restart(c);
    }
  }

  private int add(@Nullable Node node) {
    if (nodes.size() >= MOST_NODES) {
      throw new TooLargeException();
    }
    nodes.add(node);
    return nodes.size() - 1;
  }

  private int compile(PatternTree tree, int next) {
    return switch (tree) {
      case One(OctetSet octets) -> add(new Node.Step(octets, next));
      case Start(boolean line) -> add(new Node.AtStart(line, next));
      case Sequence(var parts) -> {
        int entry = next;
        for (PatternTree part : parts.reversed()) {
          entry = compile(part, entry);
        }
        yield entry;
      }
      case Choice(var branches) ->
          add(new Node.Fork(branches.stream().mapToInt(b -> compile(b, next)).toArray()));
      case Repeat repeat -> repeat(repeat, next);
      case Anything anything -> loop(new One(EVERY), next);
    };
  }

  /** Counts to a limit; more repetitions become any number of them, which only allows more. */
  private int repeat(Repeat repeat, int next) {
    int entry = next;
    int least = Math.min(repeat.times(), repeat.part() instanceof One ? MOST_ONES : MOST_COPIES);
    if (repeat.most() - least > MOST_OPTIONAL) {
      entry = loop(repeat.part(), next);
    } else {
      for (int i = least; i < repeat.most(); i++) {
        entry = add(new Node.Fork(new int[] {compile(repeat.part(), entry), next}));
      }
    }
    for (int i = 0; i < least; i++) {
      entry = compile(repeat.part(), entry);
    }
    return entry;
  }

  private int loop(PatternTree part, int next) {
    int loop = add(null);
    nodes.set(loop, new Node.Fork(new int[] {compile(part, loop), next}));
    return loop;
  }

  /** Splits the octets into classes, set by set. */
  private void classes() {
    Set<OctetSet> sets = new HashSet<>();
    sets.add(LINE_FEED);
    for (Node node : nodes) {
      if (node instanceof Node.Step step) {
        sets.add(step.octets());
      }
    }
    int[] number = new int[OctetSet.SIZE];
    int count = 1;
    for (OctetSet set : sets) {
      count = split(number, count, set);
    }
    for (int octet = 0; octet < OctetSet.SIZE; octet++) {
      classOf[octet] = (byte) number[octet];
      while (sampleOf.size() < count && sampleOf.size() <= number[octet]) {
        sampleOf.add(-1);
      }
      sampleOf.set(number[octet], octet);
    }
  }

  /** Gives the members of a set new numbers where others of their class are not in it. */
  private static int split(int[] number, int count, OctetSet set) {
    boolean[] outside = new boolean[count];
    for (int octet = 0; octet < OctetSet.SIZE; octet++) {
      outside[number[octet]] |= !set.has(octet);
    }
    int[] renamed = new int[count];
    int next = count;
    for (int octet = 0; octet < OctetSet.SIZE; octet++) {
      int old = number[octet];
      if (set.has(octet) && outside[old]) {
        if (renamed[old] == 0) {
          renamed[old] = next++;
        }
        number[octet] = renamed[old];
      }
    }
    return next;
  }

  int classCount() {
    return sampleOf.size();
  }

  /** The class of each octet, as an unsigned byte. */
  byte[] classOf() {
    return classOf;
  }

  /**
   * Where a text has led to.
   *
   * @param last the class of the last octet; -1 before the first
   * @param beyond places that wait for an octet, but for those that the last octet leads to from a
   *     beginning
   * @param ended segments that end here, one bit each
   */
  record State(int last, int[] beyond, long ended) {
    @Override
    public boolean equals(Object other) {
      return other instanceof State(int octetClass, int[] theirs, long end)
          && octetClass == last
          && end == ended
          && Arrays.equals(theirs, beyond);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * Arrays.hashCode(beyond) + last) + Long.hashCode(ended);
    }
  }

  /** Before the first octet. */
  State first() {
    Walk walk = new Walk(true, false);
    walk.enterAll();
    return walk.state(-1, everywhere);
  }

  private int[] everywhere() {
    Walk walk = new Walk(false, false);
    walk.enterAll();
    return walk.waiting.stream().toArray();
  }

  /** Where an octet of that class leads from a beginning. */
  private State restart(int octetClass) {
    Walk walk = new Walk(false, isLineFeed(octetClass));
    walk.follow(everywhere, sampleOf.get(octetClass));
    if (isLineFeed(octetClass)) {
      walk.enterAll(); // what can begin only where a line does
    }
    return walk.state(octetClass, everywhere);
  }

  /** Where an octet of that class leads. */
  State step(State from, int octetClass) {
    Walk walk = new Walk(false, isLineFeed(octetClass));
    int octet = sampleOf.get(octetClass);
    walk.follow(from.beyond(), octet);
    if (from.last() >= 0) {
      walk.join(pair(from.last(), octetClass));
    }
    walk.ended |= restart[octetClass].ended();
    return walk.state(octetClass, restart[octetClass].beyond());
  }

  /** Where two octets lead from a beginning: the same for all states, and dear to find out. */
  private State pair(int first, int second) {
    int at = first * classCount() + second;
    State known = pairs.get(at);
    if (known == null) {
      Walk walk = new Walk(false, isLineFeed(second));
      walk.follow(restart[first].beyond(), sampleOf.get(second));
      known = walk.state(second, restart[second].beyond());
      pairs.set(at, known);
    }
    return known;
  }

  private boolean isLineFeed(int octetClass) {
    return sampleOf.get(octetClass) == '\n';
  }

  /** Follows what needs no octet. */
  private final class Walk {
    private final boolean atStart;
    private final boolean afterLineFeed;
    private final BitSet seen = new BitSet();
    private final BitSet waiting = new BitSet();
    private int[] open = new int[32];
    private int count;
    private long ended;

    Walk(boolean atStart, boolean afterLineFeed) {
      this.atStart = atStart;
      this.afterLineFeed = afterLineFeed;
    }

    void join(State state) {
      for (int place : state.beyond()) {
        waiting.set(place);
      }
      ended |= state.ended();
    }

    void follow(int[] from, int octet) {
      for (int place : from) {
        if (nodes.get(place) instanceof Node.Step(OctetSet octets, int next) && octets.has(octet)) {
          enter(next);
        }
      }
    }

    void enterAll() {
      for (int entry : entries) {
        enter(entry);
      }
    }

    void enter(int entry) {
      push(entry);
      while (count > 0) {
        int at = open[--count];
        switch (nodes.get(at)) {
          case Node.Step step -> waiting.set(at);
          case Node.Fork(int[] next) -> {
            for (int n : next) {
              push(n);
            }
          }
          case Node.AtStart(boolean line, int next) -> {
            if (atStart || line && afterLineFeed) {
              push(next);
            }
          }
          case Node.Accept(int segment) -> ended |= 1L << segment;
          case null -> throw new IllegalStateException("an open loop");
        }
      }
    }

    private void push(int node) {
      if (!seen.get(node)) {
        seen.set(node);
        if (count == open.length) {
          open = Arrays.copyOf(open, 2 * count);
        }
        open[count++] = node;
      }
    }

    /** What was reached, without the places that are known anyway. */
    State state(int last, int[] without) {
      for (int place : without) {
        waiting.clear(place);
      }
      return new State(last, waiting.stream().toArray(), ended);
    }
  }
}
