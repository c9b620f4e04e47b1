package org.mailweir.check.rules.eval;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Addresses in which {@code *} stands for any text and {@code ?} for any character. */
final class AddressList {

  static final AddressList EMPTY = new AddressList(List.of());

  private final Set<String> plain = new HashSet<>();
  private final List<String> patterns = new ArrayList<>();

  /**
   * @param addresses in any case
   */
  AddressList(List<String> addresses) {
    for (String address : addresses) {
      String lower = address.toLowerCase(Locale.ROOT);
      if (isPattern(lower)) {
        patterns.add(lower.replaceAll("\\*+", "*"));
      } else {
        plain.add(lower);
      }
    }
  }

  boolean isEmpty() {
    return plain.isEmpty() && patterns.isEmpty();
  }

  /** Whether the list has the address, in any case. */
  boolean contains(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    return plain.contains(lower) || patterns.stream().anyMatch(p -> matches(p, lower));
  }

  static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  /** In time that grows with the product of both lengths at most. */
  static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && fits(pattern.charAt(p), text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean fits(char pattern, char c) {
    return pattern == c || pattern == '?' && c != '\n';
  }
}
