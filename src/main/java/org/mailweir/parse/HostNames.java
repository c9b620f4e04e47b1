package org.mailweir.parse;

import java.util.Set;

/** Tells host names from other words with dots in them. */
final class HostNames {

  // Not a list of all top-level domains: those that spam and people write without a scheme.
  private static final Set<String> COMMON =
      Set.of(
          "com",
          "net",
          "org",
          "info",
          "biz",
          "edu",
          "gov",
          "mil",
          "int",
          "name",
          "pro",
          "mobi",
          "asia",
          "tel",
          "jobs",
          "travel",
          "xyz",
          "top",
          "club",
          "online",
          "site",
          "shop",
          "store",
          "app",
          "dev",
          "icu",
          "vip",
          "work",
          "live",
          "click",
          "link",
          "buzz",
          "space",
          "website",
          "tech",
          "cloud",
          "digital",
          "today",
          "world",
          "life",
          "email",
          "win",
          "bid",
          "loan",
          "men",
          "date",
          "review",
          "download",
          "stream",
          "racing",
          "party",
          "trade",
          "science",
          "cam",
          "fun",
          "rest",
          "monster",
          "cyou",
          "bar",
          "host",
          "press",
          "page",
          "one",
          "zone");

  private static final boolean[] HOST_CHARS = hostChars();

  private HostNames() {}

  /** Whether the text begins with a host that ends at a slash, a query, or the text's end. */
  static boolean startsLikeHost(String text) {
    int end = 0;
    while (end < Math.min(text.length(), 254) && isHostChar(text.charAt(end))) {
      end++;
    }
    boolean ends = end == text.length() || "/?#:".indexOf(text.charAt(end)) >= 0;
    return ends && isHost(text.substring(0, end), end < text.length());
  }

  /**
   * Whether a word is a host name.
   *
   * @param path whether a path follows; then every country's domain counts too
   */
  static boolean isHost(String word, boolean path) {
    int dot = word.lastIndexOf('.');
    if (dot <= 0 || dot > 250 || word.contains("..") || word.charAt(0) == '.') {
      return false;
    }
    String top = Latin1.lower(word.substring(dot + 1));
    return COMMON.contains(top) || (path && isCountry(top));
  }

  private static boolean isCountry(String top) {
    return top.length() == 2
        && top.charAt(0) >= 'a'
        && top.charAt(0) <= 'z'
        && top.charAt(1) >= 'a'
        && top.charAt(1) <= 'z';
  }

  /** Asked for nearly every character of a message, hence a table. */
  static boolean isHostChar(char c) {
    return c < HOST_CHARS.length && HOST_CHARS[c];
  }

  private static boolean[] hostChars() {
    boolean[] table = new boolean[128];
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._"
        .chars()
        .forEach(c -> table[c] = true);
    return table;
  }
}
