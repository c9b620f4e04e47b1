package org.mailweir.check.rules.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a Java pattern, as {@link PerlTranslation} writes it, into a {@link PatternTree}.
 *
 * <p>What asserts without consuming becomes empty, but for {@code ^}. What a class holds is asked
 * of {@link Pattern} itself, octet by octet.
 */
final class PatternReader {

  private static final int DEEPEST = 250;
  private static final int INSENSITIVE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  private final String pattern;
  private final StatePool shared;
  private int flags;
  private int at;
  private int depth;

  private PatternReader(Pattern pattern, StatePool shared) {
    this.shared = shared;
    this.pattern = pattern.pattern();
    this.flags = pattern.flags();
  }

  /**
   * The tree; {@link PatternTree#ANYTHING} when the pattern uses what is not known here.
   *
   * @param shared where sets are kept for other patterns
   */
  static PatternTree read(Pattern pattern, StatePool shared) {
    PatternReader reader = new PatternReader(pattern, shared);
    try {
      PatternTree tree = reader.choice();
      return reader.at == reader.pattern.length() ? tree : PatternTree.ANYTHING;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return PatternTree.ANYTHING;
    }
  }

  private PatternTree choice() {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("nested too deeply");
    }
    int before = flags;
    List<PatternTree> branches = new ArrayList<>();
    branches.add(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      branches.add(sequence());
    }
    flags = before;
    depth--;
    return branches.size() == 1 ? branches.getFirst() : new PatternTree.Choice(branches);
  }

  private PatternTree sequence() {
    List<PatternTree> parts = new ArrayList<>();
    while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
      PatternTree part = repeated(atom());
      if (!part.equals(PatternTree.EMPTY)) {
        parts.add(part);
      }
    }
    return parts.size() == 1 ? parts.getFirst() : new PatternTree.Sequence(parts);
  }

  private PatternTree repeated(PatternTree part) {
    PatternTree result = part;
    while (at < pattern.length() && "?*+{".indexOf(pattern.charAt(at)) >= 0) {
      result =
          switch (pattern.charAt(at++)) {
            case '?' -> repeat(result, 0, 1);
            case '*' -> repeat(result, 0, PatternTree.Repeat.UNLIMITED);
            case '+' -> repeat(result, 1, PatternTree.Repeat.UNLIMITED);
            default -> counted(result);
          };
      if (at < pattern.length() && "?+".indexOf(pattern.charAt(at)) >= 0) {
        at++; // lazy or possessive: which match, not whether there can be one
      }
    }
    return result;
  }

  private static PatternTree repeat(PatternTree part, int least, int most) {
    return part.equals(PatternTree.EMPTY)
        ? PatternTree.EMPTY
        : new PatternTree.Repeat(part, least, most);
  }

  private PatternTree counted(PatternTree part) {
    int close = pattern.indexOf('}', at);
    String count = pattern.substring(at, close);
    at = close + 1;
    int comma = count.indexOf(',');
    int least = Integer.parseInt(comma < 0 ? count : count.substring(0, comma));
    if (comma < 0) {
      return repeat(part, least, least);
    }
    String most = count.substring(comma + 1);
    return repeat(
        part, least, most.isEmpty() ? PatternTree.Repeat.UNLIMITED : Integer.parseInt(most));
  }

  private PatternTree atom() {
    int start = at;
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> {
        skipClass();
        yield set(start);
      }
      case '.' -> set(start);
      case '^' -> new PatternTree.Start(has(Pattern.MULTILINE));
      case '$' -> PatternTree.EMPTY;
      case '\\' -> escape(start);
      default -> single(c);
    };
  }

  private void skipClass() {
    if (pattern.charAt(at) == '^') {
      at++;
    }
    while (pattern.charAt(at) != ']') {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
    at++;
  }

  private PatternTree group() {
    if (!startsWith("?")) {
      return closed(choice());
    }
    if (startsWith("?=") || startsWith("?!") || startsWith("?<=") || startsWith("?<!")) {
      at += startsWith("?<") ? 3 : 2;
      closed(choice());
      return PatternTree.EMPTY;
    }
    if (startsWith("?<")) {
      at = pattern.indexOf('>', at) + 1;
      return closed(choice());
    }
    if (startsWith("?>")) {
      at += 2;
      return closed(choice());
    }
    return flagged();
  }

  private PatternTree flagged() {
    int before = flags;
    at++;
    boolean on = true;
    while (":)".indexOf(pattern.charAt(at)) < 0) {
      char c = pattern.charAt(at++);
      if (c == '-') {
        on = false;
      } else {
        int flag = flag(c);
        flags = on ? flags | flag : flags & ~flag;
      }
    }
    if (has(Pattern.COMMENTS)) {
      throw new IllegalArgumentException("(?x) is not read here");
    }
    if (pattern.charAt(at++) == ')') {
      return PatternTree.EMPTY; // holds until the group around it ends
    }
    PatternTree inner = closed(choice());
    flags = before;
    return inner;
  }

  private static int flag(char c) {
    return switch (c) {
      case 'i' -> Pattern.CASE_INSENSITIVE;
      case 'm' -> Pattern.MULTILINE;
      case 's' -> Pattern.DOTALL;
      case 'x' -> Pattern.COMMENTS;
      default -> throw new IllegalArgumentException("flag " + c);
    };
  }

  private PatternTree closed(PatternTree inner) {
    if (pattern.charAt(at++) != ')') {
      throw new IllegalArgumentException("no closing )");
    }
    return inner;
  }

  private PatternTree escape(int start) {
    char c = pattern.charAt(at++);
    return switch (c) {
      case 'x' -> hex();
      case 'n' -> single('\n');
      case 'r' -> single('\r');
      case 't' -> single('\t');
      case 'f' -> single('\f');
      case 'a' -> single('\u0007');
      case 'e' -> single('\u001b');
      case 'b', 'B', 'z', 'Z', 'G' -> PatternTree.EMPTY;
      case 'A' -> new PatternTree.Start(false);
      case 'd', 'D', 'w', 'W', 's', 'S', 'h', 'H', 'v', 'V' -> set(start);
      case 'p', 'P' -> {
        at = startsWith("{") ? pattern.indexOf('}', at) + 1 : at + 1;
        yield set(start);
      }
      case 'k' -> {
        at = pattern.indexOf('>', at) + 1;
        yield PatternTree.ANYTHING;
      }
      default -> Character.isLetterOrDigit(c) ? PatternTree.ANYTHING : single(c);
    };
  }

  private PatternTree hex() {
    if (startsWith("{")) {
      at = pattern.indexOf('}', at) + 1;
      return PatternTree.ANYTHING;
    }
    int value = Integer.parseInt(pattern.substring(at, at + 2), 16);
    at += 2;
    return single((char) value);
  }

  private PatternTree single(char c) {
    return c < OctetSet.SIZE
        ? shared.one(c, (flags & INSENSITIVE) != 0)
        : new PatternTree.One(OctetSet.of(o -> false));
  }

  /** What the class or shorthand from there to here holds. */
  private PatternTree set(int start) {
    String text = pattern.substring(start, at);
    int flagsHere = flags;
    return shared.one(
        flagsHere + text,
        () -> {
          Pattern one = Pattern.compile(text, flagsHere);
          return OctetSet.of(o -> one.matcher(String.valueOf((char) o)).matches());
        });
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  private boolean startsWith(String s) {
    return pattern.startsWith(s, at);
  }
}
