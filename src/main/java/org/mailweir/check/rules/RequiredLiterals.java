package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds literals of which at least one stands in every text that a pattern matches, so that one
 * search for all literals of all rules tells which rules are worth running.
 *
 * <p>The pattern is read once from left to right. For each piece two things are known:
 * <em>exact</em>, all strings that it can match (where they are few), and <em>required</em>,
 * strings of which one must be there. In a sequence exact pieces are joined to longer strings until
 * a piece is not exact; the best run wins (the one whose weakest member is strongest). A choice
 * requires the union of what its branches require. What asserts without consuming (anchors, looking
 * around) counts as the empty string; whatever is not understood counts as "anything". So the
 * answer may be weak but never wrong. Strings are folded by {@link LatinFold}, which suits patterns
 * with and without {@code /i}.
 *
 * <p>The method is that of trigram indexes: R. Cox, "Regular Expression Matching with a Trigram
 * Index", 2012.
 */
final class RequiredLiterals {

  private static final int MOST_STRINGS = 48;
  private static final int MOST_REQUIRED = 400;
  private static final int LONGEST = 24;
  private static final int USEFUL = 3;
  private static final int STRONG = 6;

  /** Strings that nearly every text of some kind holds; they tell nothing. */
  private static final Set<String> COMMON = Set.of("http", "https", "http://", "https://", "href");

  /**
   * What is known of a piece; null means: nothing.
   *
   * @param exact every string that it matches
   * @param required one of them stands in every match
   */
  private record Known(@Nullable Set<String> exact, @Nullable Set<String> required) {
    static final Known ANYTHING = new Known(null, null);
    static final Known EMPTY = new Known(Set.of(""), null);

    static Known of(char c) {
      return new Known(Set.of(String.valueOf(LatinFold.fold(c))), null);
    }

    @Nullable Set<String> strongest() {
      return exact != null ? exact : required;
    }
  }

  private final String pattern;
  private int at;

  private RequiredLiterals(String pattern) {
    this.pattern = pattern;
  }

  /**
   * @param pattern in Java's language, as {@link PerlTranslation} writes it
   * @return folded literals, one of which is in every match; empty when there are no useful ones
   */
  static Set<String> of(String pattern) {
    RequiredLiterals reader = new RequiredLiterals(pattern);
    Set<String> found = reader.choice().strongest();
    boolean whole = reader.at == pattern.length();
    return whole && found != null && weakest(found) >= USEFUL ? found : Set.of();
  }

  private Known choice() {
    List<Known> branches = new ArrayList<>();
    branches.add(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      branches.add(sequence());
    }
    return branches.size() == 1 ? branches.getFirst() : union(branches);
  }

  private static Known union(List<Known> branches) {
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

  private Known sequence() {
    Run run = new Run();
    while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
      run.add(repeated(atom()));
    }
    return run.known();
  }

  /** The pieces of a sequence, joined as far as they are exact. */
  private static final class Run {
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

  private static int weakest(Set<String> strings) {
    return strings.stream().mapToInt(RequiredLiterals::weight).min().orElse(0);
  }

  /** How telling a string is: its length, where an octet of another script counts twice. */
  private static int weight(String s) {
    return COMMON.contains(s) ? 1 : s.length() + (int) s.chars().filter(c -> c >= 0x80).count();
  }

  private static int longest(Set<String> strings) {
    return strings.stream().mapToInt(String::length).max().orElse(0);
  }

  private Known repeated(Known piece) {
    if (at >= pattern.length()) {
      return piece;
    }
    Known result =
        switch (pattern.charAt(at)) {
          case '?' -> optional(piece);
          case '*' -> Known.ANYTHING;
          case '+' -> new Known(null, piece.strongest());
          case '{' -> counted(piece);
          default -> null;
        };
    if (result == null) {
      return piece;
    }
    at++;
    if (at < pattern.length() && "?+".indexOf(pattern.charAt(at)) >= 0) {
      at++;
    }
    return result;
  }

  private static Known optional(Known piece) {
    if (piece.exact() == null || piece.exact().size() >= MOST_STRINGS) {
      return Known.ANYTHING;
    }
    Set<String> all = new LinkedHashSet<>(piece.exact());
    all.add("");
    return new Known(all, null);
  }

  /** Leaves the reader on the closing brace. */
  private Known counted(Known piece) {
    int close = pattern.indexOf('}', at);
    String count = pattern.substring(at + 1, close);
    at = close;
    int comma = count.indexOf(',');
    int least = Integer.parseInt(comma < 0 ? count : count.substring(0, comma));
    return least == 0 ? Known.ANYTHING : times(piece, least, comma < 0);
  }

  /** A piece that stands so many times, or more often when it is not the exact number. */
  private static Known times(Known piece, int count, boolean exactly) {
    Set<String> all = piece.exact();
    for (int i = 1; i < count && all != null; i++) {
      all = joined(all, Objects.requireNonNull(piece.exact()));
    }
    if (all == null) {
      return new Known(null, piece.strongest());
    }
    return exactly ? new Known(all, null) : new Known(null, all);
  }

  private Known atom() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> charClass();
      case '.' -> Known.ANYTHING;
      case '^', '$' -> Known.EMPTY;
      case '\\' -> escape();
      default -> Known.of(c);
    };
  }

  private Known group() {
    boolean asserts =
        startsWith("?=") || startsWith("?!") || startsWith("?<=") || startsWith("?<!");
    if (startsWith("?<") && !asserts) {
      at = pattern.indexOf('>', at) + 1;
    } else if (startsWith("?")) {
      skipGroupStart();
    }
    if (at > 0 && pattern.charAt(at - 1) == ')') {
      return Known.EMPTY; // (?i): flags for what follows; folding makes them irrelevant here
    }
    Known inner = choice();
    at++;
    return asserts ? Known.EMPTY : inner;
  }

  private void skipGroupStart() {
    at++;
    while (at < pattern.length() && ":=!>)".indexOf(pattern.charAt(at)) < 0) {
      at++;
    }
    at++;
  }

  private boolean startsWith(String s) {
    return pattern.startsWith(s, at);
  }

  private Known escape() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case 'x' -> hex();
      case 'n' -> Known.of('\n');
      case 'r' -> Known.of('\r');
      case 't' -> Known.of('\t');
      case 'b', 'B', 'A', 'z', 'Z', 'G' -> Known.EMPTY;
      case 'k' -> skip('>');
      case 'p', 'P' -> startsWith("{") ? skip('}') : skipOne();
      default -> Character.isLetterOrDigit(c) ? Known.ANYTHING : Known.of(c);
    };
  }

  private Known skip(char closing) {
    at = pattern.indexOf(closing, at) + 1;
    return Known.ANYTHING;
  }

  private Known skipOne() {
    at++;
    return Known.ANYTHING;
  }

  private Known hex() {
    if (startsWith("{")) {
      return skip('}');
    }
    char c = (char) Integer.parseInt(pattern.substring(at, at + 2), 16);
    at += 2;
    return Known.of(c);
  }

  /** A class of a few single characters is a choice; any other is "anything". */
  private Known charClass() {
    boolean few = true;
    Set<String> members = new LinkedHashSet<>();
    for (boolean first = true; pattern.charAt(at) != ']'; first = false) {
      char c = pattern.charAt(at++);
      if (first && c == '^' || c == '-' || c == '[') {
        few = false;
      } else {
        Known member = c == '\\' ? escape() : Known.of(c);
        few &= member.exact() != null && !member.exact().contains("");
        if (few) {
          members.addAll(member.exact());
        }
      }
    }
    at++;
    return few && members.size() <= MOST_STRINGS ? new Known(members, null) : Known.ANYTHING;
  }
}
