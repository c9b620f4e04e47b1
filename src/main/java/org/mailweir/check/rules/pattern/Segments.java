package org.mailweir.check.rules.pattern;

import static org.mailweir.check.rules.pattern.PatternTree.Anything;
import static org.mailweir.check.rules.pattern.PatternTree.Choice;
import static org.mailweir.check.rules.pattern.PatternTree.One;
import static org.mailweir.check.rules.pattern.PatternTree.Repeat;
import static org.mailweir.check.rules.pattern.PatternTree.Sequence;
import static org.mailweir.check.rules.pattern.PatternTree.Start;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a pattern at its wide gaps ({@code .{0,40}}, {@code [^>]*}) into segments, each of which
 * stands in every text that the pattern matches. A deterministic automaton would need a state for
 * every way to be inside several gaps at once; segments without gaps need few. That the segments
 * have an order is forgotten: what passes is only a candidate.
 */
final class Segments {

  private static final double USEFUL_BITS = 8;
  private static final double ENOUGH_BITS = 48;
  private static final int MOST_SEGMENTS = 3;
  private static final int MOST_WIDE = 2;
  private static final int MOST_COPIES = 8;

  /** A beginning that is so rare is enough of a segment; the rest would only cost states. */
  private static final double[] TRIMS = {48, 16, 11};

  private static final int LONGEST = 1_500;

  private final List<PatternTree> done = new ArrayList<>();
  private List<PatternTree> run = new ArrayList<>();
  private boolean gap;

  private Segments() {}

  /** At most three segments, the rarest first; none when nothing in the pattern is rare. */
  static List<PatternTree> of(PatternTree pattern) {
    List<PatternTree> sorted =
        all(pattern).stream()
            .map(Segments::trimmed)
            .filter(segment -> Rarity.bits(segment) >= USEFUL_BITS && length(segment) <= LONGEST)
            .sorted(Comparator.comparingDouble(Rarity::bits).reversed())
            .limit(MOST_SEGMENTS)
            .toList();
    double bits = 0;
    int taken = 0;
    while (taken < sorted.size() && bits < ENOUGH_BITS) {
      bits += Rarity.bits(sorted.get(taken++));
    }
    return sorted.subList(0, taken);
  }

  private static List<PatternTree> all(PatternTree tree) {
    Segments segments = new Segments();
    segments.add(tree);
    segments.cut();
    return segments.done;
  }

  private void cut() {
    gap = true;
    if (!run.isEmpty()) {
      done.add(new Sequence(run));
      run = new ArrayList<>();
    }
  }

  private void add(PatternTree tree) {
    switch (tree) {
      case One one -> run.add(one);
      case Start start -> run.add(start);
      case Anything anything -> cut();
      case Sequence(var parts) -> parts.forEach(this::add);
      case Choice choice -> choice(choice);
      case Repeat repeat -> repeat(repeat);
    }
  }

  private void choice(Choice choice) {
    List<PatternTree> whole = choice.branches().stream().map(Segments::whole).toList();
    if (whole.stream().allMatch(branch -> branch != null)) {
      run.add(new Choice(whole));
      return;
    }
    cut();
    List<PatternTree> best = choice.branches().stream().map(Segments::best).toList();
    if (best.stream().allMatch(branch -> branch != null)) {
      run.add(new Choice(best));
      cut();
    }
  }

  /** The tree as one segment, or null when it has a gap. */
  private static @Nullable PatternTree whole(PatternTree tree) {
    Segments segments = new Segments();
    segments.add(tree);
    if (segments.gap) {
      return null;
    }
    return new Sequence(segments.run);
  }

  private static @Nullable PatternTree best(PatternTree branch) {
    return all(branch).stream().max(Comparator.comparingDouble(Rarity::bits)).orElse(null);
  }

  private void repeat(Repeat repeat) {
    if (repeat.times() == 1 && repeat.most() == 1) {
      add(repeat.part());
      return;
    }
    PatternTree part = whole(repeat.part());
    if (part == null) {
      cut();
      if (repeat.times() > 0) {
        all(repeat.part()).forEach(done::add);
      }
      return;
    }
    boolean wide = hasWide(part);
    if (wide && (repeat.most() > MOST_WIDE || length(part) > 1 && repeat.most() > 1)) {
      copies(part, Math.min(repeat.times(), MOST_WIDE));
      cut();
      if (repeat.times() > 0) {
        copies(part, 1);
      }
      return;
    }
    bounded(part, repeat);
  }

  private void bounded(PatternTree part, Repeat repeat) {
    int room = Math.max(1, Math.min(MOST_COPIES, 200 / Math.max(1, length(part))));
    int least = Math.min(repeat.times(), room);
    copies(part, least);
    if (repeat.most() > room) {
      run.add(new Repeat(part, 0, Repeat.UNLIMITED));
    } else {
      for (int i = least; i < repeat.most(); i++) {
        run.add(new Repeat(part, 0, 1));
      }
    }
  }

  private void copies(PatternTree part, int count) {
    for (int i = 0; i < count; i++) {
      run.add(part);
    }
  }

  private static PatternTree trimmed(PatternTree segment) {
    PatternTree result = segment;
    for (double bits : TRIMS) {
      result = trimmed(flat(segment), bits);
      if (length(result) <= LONGEST) {
        break;
      }
    }
    return result;
  }

  private static List<PatternTree> flat(PatternTree tree) {
    return tree instanceof Sequence(var parts)
        ? parts.stream().flatMap(part -> flat(part).stream()).toList()
        : List.of(tree);
  }

  /**
   * As much of the beginning as is rare enough. Where a branch of a choice is rare by itself, it
   * ends the segment, while the others go on.
   */
  private static PatternTree trimmed(List<PatternTree> parts, double bits) {
    if (parts.isEmpty() || bits <= 0) {
      return PatternTree.EMPTY;
    }
    PatternTree first = parts.getFirst();
    List<PatternTree> rest = parts.subList(1, parts.size());
    if (!(first instanceof Choice(var branches))) {
      return joined(first, trimmed(rest, bits - Rarity.bits(first)));
    }
    List<PatternTree> ends = new ArrayList<>();
    List<PatternTree> common = new ArrayList<>();
    for (PatternTree branch : branches) {
      if (Rarity.bits(branch) >= bits) {
        ends.add(trimmed(flat(branch), bits));
      } else {
        common.add(branch);
      }
    }
    if (!common.isEmpty()) {
      Choice others = new Choice(common);
      ends.add(joined(others, trimmed(rest, bits - Rarity.bits(others))));
    }
    return new Choice(ends);
  }

  private static PatternTree joined(PatternTree first, PatternTree rest) {
    return rest.equals(PatternTree.EMPTY) ? first : new Sequence(List.of(first, rest));
  }

  private static boolean hasWide(PatternTree tree) {
    return switch (tree) {
      case One(OctetSet set) -> Rarity.isWide(set);
      case Sequence(var parts) -> parts.stream().anyMatch(Segments::hasWide);
      case Choice(var branches) -> branches.stream().anyMatch(Segments::hasWide);
      case Repeat(PatternTree part, int least, int most) -> hasWide(part);
      case Start start -> false;
      case Anything anything -> true;
    };
  }

  /** How many octet positions an automaton needs for it. */
  private static int length(PatternTree tree) {
    return switch (tree) {
      case One one -> 1;
      case Sequence(var parts) -> length(parts);
      case Choice(var branches) -> length(branches);
      case Repeat(PatternTree part, int least, int most) -> length(part);
      case Start start -> 0;
      case Anything anything -> 0;
    };
  }

  private static int length(List<PatternTree> parts) {
    int sum = 0;
    for (PatternTree part : parts) {
      sum += length(part);
    }
    return sum;
  }
}
