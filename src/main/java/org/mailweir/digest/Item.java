package org.mailweir.digest;

import java.time.Instant;
import java.util.Locale;

/**
 * One message of a digest, as templates see it. All text is cut, has no control characters, and
 * nothing in it that a mail program would make a link of.
 *
 * @param from the From field, or the sender of the envelope
 * @param when on this machine's clock
 * @param link opens the page that decides about it
 */
public record Item(
    String from, String subject, Instant when, double score, String reason, String link) {

  private static final int MOST = 160;

  public Item {
    from = plain(from);
    subject = plain(subject);
    reason = plain(reason);
  }

  /** The same with a reason. */
  public Item because(String other) {
    return new Item(from, subject, when, score, other, link);
  }

  /** The score with one digit. */
  public String points() {
    return String.format(Locale.ROOT, "%.1f", score);
  }

  private static String plain(String text) {
    String shown =
        text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", " ")
            .replaceAll("(?i)\\b(h)tt(ps?)://", "$1xx$2://")
            .replaceAll("(?i)\\bwww\\.", "www .")
            .strip();
    if (shown.codePointCount(0, shown.length()) <= MOST) {
      return shown;
    }
    return shown.substring(0, shown.offsetByCodePoints(0, MOST - 1)) + "\u2026";
  }
}
