package org.mailweir.check.rules.pattern;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  private static final int USEFUL = 3;
  private static final int MOST_MEMBERS = 48;

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
    return whole && found != null && Known.weakest(found) >= USEFUL ? found : Set.of();
  }

  private Known choice() {
    List<Known> branches = new ArrayList<>();
    branches.add(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      branches.add(sequence());
    }
    return branches.size() == 1 ? branches.getFirst() : Known.union(branches);
  }

  private Known sequence() {
    Known.Run run = new Known.Run();
    while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
      run.add(repeated(atom()));
    }
    return run.known();
  }

  private Known repeated(Known piece) {
    if (at >= pattern.length()) {
      return piece;
    }
    Known result =
        switch (pattern.charAt(at)) {
          case '?' -> Known.optional(piece);
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

  /** Leaves the reader on the closing brace. */
  private Known counted(Known piece) {
    int close = pattern.indexOf('}', at);
    String count = pattern.substring(at + 1, close);
    at = close;
    int comma = count.indexOf(',');
    int least = Integer.parseInt(comma < 0 ? count : count.substring(0, comma));
    return least == 0 ? Known.ANYTHING : Known.times(piece, least, comma < 0);
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
    return few && members.size() <= MOST_MEMBERS ? new Known(members, null) : Known.ANYTHING;
  }
}
