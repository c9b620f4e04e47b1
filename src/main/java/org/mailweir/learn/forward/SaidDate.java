package org.mailweir.learn.forward;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date as a mail program wrote it into a quotation: in the words of some language and the time
 * zone of its reader. Only what does not depend on either is kept.
 *
 * @param day of the month
 * @param minute of the hour
 */
public record SaidDate(int year, int day, int minute) {

  private static final Pattern TIME = Pattern.compile("\\b\\d{1,2}[:.h](\\d{2})\\b");
  private static final Pattern YEAR = Pattern.compile("\\b(19|20)\\d{2}\\b|(19|20)\\d{2}(?=年)");
  private static final Pattern ISO =
      Pattern.compile("\\b(?:19|20)\\d{2}\\s?[-/.年]\\s?\\d{1,2}\\s?[-/.月]\\s?(\\d{1,2})(?!\\d)");
  private static final Pattern DAY = Pattern.compile("(?<![\\d:.])(\\d{1,2})(?![\\d:])");
  private static final int LONGEST = 120;
  private static final int QUARTERS_WEST = -48;
  private static final int QUARTERS_EAST = 56;

  /** Reads it; null when it has no year, day and time of day in digits. */
  static @Nullable SaidDate of(String text) {
    String date = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    Matcher time = TIME.matcher(date);
    Matcher year = YEAR.matcher(date);
    if (!time.find() || !year.find()) {
      return null;
    }
    int minute = Integer.parseInt(time.group(1));
    Matcher iso = ISO.matcher(date);
    if (iso.find()) {
      return make(year.group(), iso.group(1), minute);
    }
    String withoutTime = date.substring(0, time.start()) + " " + date.substring(time.end());
    Matcher day = DAY.matcher(withoutTime.replace(year.group(), " "));
    return day.find() ? make(year.group(), day.group(1), minute) : null;
  }

  private static @Nullable SaidDate make(String year, String day, int minute) {
    int number = Integer.parseInt(day);
    return number >= 1 && number <= 31 && minute < 60
        ? new SaidDate(Integer.parseInt(year), number, minute)
        : null;
  }

  /**
   * Whether that moment may be meant: in some time zone of the earth (they differ by quarters of an
   * hour) the clock shows this minute on this day.
   */
  public boolean matches(Instant moment) {
    for (int quarter = QUARTERS_WEST; quarter <= QUARTERS_EAST; quarter++) {
      LocalDateTime there =
          LocalDateTime.ofEpochSecond(moment.getEpochSecond() + quarter * 900L, 0, ZoneOffset.UTC);
      if (there.getYear() == year && there.getDayOfMonth() == day && there.getMinute() == minute) {
        return true;
      }
    }
    return false;
  }
}
