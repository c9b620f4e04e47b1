package org.mailweir.check.rules.pattern;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a piece of a pattern, for {@link RequiredLiterals}; null means: nothing.
 *
 * @param exact every string that it matches
 * @param required one of them stands in every match
 */
record Known(@Nullable Set<String> exact, @Nullable Set<String> required) {
  private static final int MOST_STRINGS = 48;
  private static final int MOST_REQUIRED = 400;
  private static final int LONGEST = 24;
  private static final int STRONG = 6;

  /** Strings that nearly every text of some kind holds; they tell nothing. */
  private static final Set<String> COMMON = Set.of("http", "https", "http://", "https://", "href");

  static final Known ANYTHING = new Known(null, null);
  static final Known EMPTY = new Known(Set.of(""), null);

  static Known of(char c) {
    return new Known(Set.of(String.valueOf(LatinFold.fold(c))), null);
  }

  @Nullable Set<String> strongest() {
    return exact != null ? exact : required;
  }

  static Known union(List<Known> branches) {
    boolean exact = branches.stream().allMatch(b -> b.exact() != null);
    Set<String> all = new LinkedHashSet<>();
    for (Known branch : branches) {
      Set<String> strings = branch.strongest();
      if (strings == null) {
        return Known.ANYTHING;
      }
      all.addAll(strings);
    }
    if (all.size() > MOST_REQUIRED) {
      return Known.ANYTHING;
    }
    return exact && all.size() <= MOST_STRINGS ? new Known(all, null) : new Known(null, all);
  }

  /** The pieces of a sequence, joined as far as they are exact. */
  static final class Run {
    private Set<String> exact = Set.of("");
    private @Nullable Set<String> best;
    private boolean broken;

    void add(Known piece) {
      Set<String> strings = piece.exact();
      Set<String> joined = strings == null ? null : joined(exact, strings);
      if (joined != null) {
        exact = joined;
        return;
      }
      broken = true;
      best = better(best, exact);
      best = better(best, piece.required());
      exact = strings == null ? Set.of("") : strings;
    }

    Known known() {
      return broken ? new Known(null, better(best, exact)) : new Known(exact, null);
    }
  }

  private static @Nullable Set<String> joined(Set<String> left, Set<String> right) {
    if (left.size() * right.size() > MOST_STRINGS || longest(left) + longest(right) > LONGEST) {
      return null;
    }
    Set<String> all = new LinkedHashSet<>();
    for (String l : left) {
      for (String r : right) {
        all.add(l + r);
      }
    }
    return all;
  }

  private static @Nullable Set<String> better(@Nullable Set<String> a, @Nullable Set<String> b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    int difference = Math.min(weakest(a), STRONG) - Math.min(weakest(b), STRONG);
    return difference > 0 || difference == 0 && a.size() <= b.size() ? a : b;
  }

  static int weakest(Set<String> strings) {
    return strings.stream().mapToInt(Known::weight).min().orElse(0);
  }

  /** How telling a string is: its length, where an octet of another script counts twice. */
  private static int weight(String s) {
    return COMMON.contains(s) ? 1 : s.length() + (int) s.chars().filter(c -> c >= 0x80).count();
  }

  private static int longest(Set<String> strings) {
    return strings.stream().mapToInt(String::length).max().orElse(0);
  }

  static Known optional(Known piece) {
    if (piece.exact() == null || piece.exact().size() >= MOST_STRINGS) {
      return Known.ANYTHING;
    }
    Set<String> all = new LinkedHashSet<>(piece.exact());
    all.add("");
    return new Known(all, null);
  }

  /** A piece that stands so many times, or more often when it is not the exact number. */
  static Known times(Known piece, int count, boolean exactly) {
    Set<String> all = piece.exact();
    for (int i = 1; i < count && all != null; i++) {
      all = joined(all, Objects.requireNonNull(piece.exact()));
    }
    if (all == null) {
      return new Known(null, piece.strongest());
    }
    return exactly ? new Known(all, null) : new Known(null, all);
  }
}
