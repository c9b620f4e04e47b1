package org.mailweir.learn.forward;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what an original may be known again that was quoted inline.
 *
 * @param messageIds Message-IDs that may be its own, the likeliest first, without brackets
 * @param subject its Subject as quoted, or empty
 * @param from the address of its author in lower case, or empty
 * @param date its Date as quoted, or null
 */
public record Hints(List<String> messageIds, String subject, String from, @Nullable SaidDate date) {

  /** What mail programs, lists and filters put before a Subject. */
  private static final Pattern PREFIXES =
      Pattern.compile(
          "(?:\\s*(?:[A-Za-z]{1,4}(?:\\[\\d{1,3}])?:|\\[[^\\]]{1,40}]|\\*{2,6}[^*]{1,30}\\*{2,6}))*+\\s*");

  private static final int LONGEST = 150;

  public Hints {
    messageIds = List.copyOf(messageIds);
  }

  /** The address of an author in lower case, or empty. */
  public static String author(String fromField) {
    return Addresses.last(fromField);
  }

  /** A Subject so that the one quoted and the one that came in are equal. */
  public static String plain(String subject) {
    String cut = subject.length() <= 1_000 ? subject : subject.substring(0, 1_000);
    String bare = PREFIXES.matcher(cut).replaceFirst("").replaceAll("\\s+", " ").strip();
    String lower = bare.toLowerCase(Locale.ROOT);
    return lower.length() <= LONGEST ? lower : lower.substring(0, LONGEST);
  }
}
