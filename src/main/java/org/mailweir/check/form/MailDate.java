package org.mailweir.check.form;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the dates of header fields (RFC 5322 3.3, 4.3), obsolete forms included. */
final class MailDate {

  private static final Pattern DATE =
      Pattern.compile(
          "\\b(\\d{1,2})[ -]{1,3}([A-Za-z]{3})[a-z]{0,6}[ -]{1,3}(\\d{2,4})[ ,]{1,3}"
              + "(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\.\\d{1,9})? {0,3}([+-]\\d{4}|[A-Z]{1,4})?");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final Map<String, Integer> ZONES =
      Map.of(
          "EST", -300, "EDT", -240, "CST", -360, "CDT", -300, "MST", -420, "MDT", -360, "PST", -480,
          "PDT", -420);
  private static final int LONGEST = 200;

  private MailDate() {}

  /** Seconds since 1970, or nothing when there is no date in the text. */
  static OptionalLong seconds(String text) {
    Matcher date = DATE.matcher(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
    if (!date.find()) {
      return OptionalLong.empty();
    }
    int month = MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1;
    try {
      LocalDateTime local =
          LocalDateTime.of(
              year(number(date.group(3))),
              month,
              number(date.group(1)),
              number(date.group(4)),
              number(date.group(5)),
              date.group(6) == null ? 0 : Math.min(59, number(date.group(6))));
      return OptionalLong.of(local.toEpochSecond(ZoneOffset.UTC) - 60L * zone(date.group(7)));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** RFC 5322 4.3: two digits up to 49 are of this century, three count from 1900. */
  private static int year(int year) {
    return year < 50 ? year + 2000 : year < 1000 ? year + 1900 : year;
  }

  /** Minutes east of Greenwich; an unknown name is Greenwich itself. */
  private static int zone(String zone) {
    if (zone == null || Character.isLetter(zone.charAt(0))) {
      return zone == null ? 0 : ZONES.getOrDefault(zone, 0);
    }
    int minutes = number(zone.substring(1, 3)) * 60 + number(zone.substring(3));
    return zone.startsWith("-") ? -minutes : minutes;
  }
}
