package org.mailweir.check.rules.eval;

import java.util.Locale;
import org.mailweir.check.rules.text.DomainNames;

/**
 * Finds addresses in text: a name of RFC 5322 atoms, and a host whose end is a top level domain.
 * Takes time in proportion to the text.
 */
final class AddressScan {

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_LABEL = 61;
  private static final int MOST_LABELS = 5;
  private static final String SPECIAL = "!#$%&'*+/=?^_`{|}~-";

  private final String text;
  private final DomainNames domains;
  private int start;
  private int end;

  AddressScan(String text, DomainNames domains) {
    this.text = text;
    this.domains = domains;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** What was found, in lower case. */
  String address() {
    return text.substring(start, end).toLowerCase(Locale.ROOT);
  }

  /** Looks for the first address from there on. */
  boolean find(int from) {
    for (int at = text.indexOf('@', from); at >= 0; at = text.indexOf('@', at + 1)) {
      int first = startOfName(at, from);
      int last = first < at ? endOfHost(at + 1) : -1;
      if (last > 0) {
        start = first;
        end = last;
        return true;
      }
    }
    return false;
  }

  /** Whether an address begins exactly there. */
  boolean at(int from) {
    return find(from) && start == from;
  }

  /** The next place within the name of what was found where an address could begin; -1 if none. */
  int nextStart() {
    for (int i = start; text.charAt(i) != '@'; i++) {
      if (text.charAt(i) == '.') {
        return i + 1;
      }
    }
    return -1;
  }

  private int startOfName(int at, int from) {
    int least = Math.max(from, at - LONGEST_NAME);
    int begin = at;
    int i = at;
    while (i > from) {
      char c = text.charAt(i - 1);
      boolean dot = c == '.' && i < at && text.charAt(i) != '.';
      if (!dot && !isAtom(c)) {
        break;
      }
      i--;
      if (at - i > LONGEST_NAME + 1) {
        break;
      }
      begin = isAtom(c) && i >= least && boundary(i) ? i : begin;
    }
    return begin;
  }

  private boolean boundary(int i) {
    return i == 0 || !isAtom(text.charAt(i - 1));
  }

  /** Behind the host that begins there; -1 if there is none. */
  private int endOfHost(int from) {
    int labels = 0;
    int i = from;
    while (true) {
      int begin = i;
      while (i < text.length() && isHostCharacter(text.charAt(i))) {
        i++;
      }
      labels++;
      boolean more =
          i + 1 < text.length() && text.charAt(i) == '.' && isAlphanumeric(text.charAt(i + 1));
      if (!more) {
        boolean enough = labels >= 2 && labels <= MOST_LABELS;
        return enough && i > begin && domains.isTopLevel(text.substring(begin, i)) ? i : -1;
      }
      if (!isLabel(begin, i) || labels >= MOST_LABELS) {
        return -1;
      }
      i++;
    }
  }

  private boolean isLabel(int begin, int behind) {
    return behind > begin
        && behind - begin <= LONGEST_LABEL
        && isAlphanumeric(text.charAt(begin))
        && isAlphanumeric(text.charAt(behind - 1));
  }

  private static boolean isHostCharacter(char c) {
    return c == '-' || isAlphanumeric(c);
  }

  private static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private static boolean isAtom(char c) {
    return isAlphanumeric(c) || SPECIAL.indexOf(c) >= 0;
  }
}
