package org.mailweir.check.rules.eval;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates as they stand in mail (RFC 5322 3.3, 4.3), read with much patience: parts in any place,
 * missing ones are zero, impossible ones are bent to the nearest possible.
 */
final class MailDate {

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final String MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
  private static final Pattern DAY_FIRST =
      Pattern.compile("(?i) (?<d>\\d++) (?<m>" + MONTH + ") (?<y>\\d{4}) ");
  private static final Pattern MONTH_FIRST =
      Pattern.compile("(?i) (?<m>" + MONTH + ") (?<d>\\d++) \\d++:\\d++:\\d++ (?<y>\\d{4}) ");
  private static final Pattern SHORT_YEAR =
      Pattern.compile("(?i) (?<d>\\d++) (?<m>" + MONTH + ") (?<y>\\d{2,3}) ");
  private static final Pattern TIME = Pattern.compile(" (\\d?\\d):(\\d\\d)(?::(\\d\\d))? ");
  private static final Pattern OFFSET = Pattern.compile(" ([-+])(\\d\\d)(\\d\\d) ");
  private static final Pattern ZONE = Pattern.compile("\\b([A-Z]{2,4}(?:-DST)?)\\b");

  /** In minutes. */
  private static final Map<String, Integer> ZONES =
      Map.ofEntries(
          Map.entry("NDT", -150),
          Map.entry("AST", -240),
          Map.entry("ADT", -180),
          Map.entry("NST", -210),
          Map.entry("EST", -300),
          Map.entry("EDT", -240),
          Map.entry("CST", -360),
          Map.entry("CDT", -300),
          Map.entry("MST", -420),
          Map.entry("MDT", -360),
          Map.entry("PST", -480),
          Map.entry("PDT", -420),
          Map.entry("HST", -600),
          Map.entry("AKST", -540),
          Map.entry("AKDT", -480),
          Map.entry("HADT", -540),
          Map.entry("HAST", -600),
          Map.entry("BST", 60),
          Map.entry("IST", 60),
          Map.entry("WEST", 60),
          Map.entry("CET", 60),
          Map.entry("CEST", 120),
          Map.entry("EET", 120),
          Map.entry("EEST", 180),
          Map.entry("MSK", 180),
          Map.entry("MSD", 240),
          Map.entry("MET", 60),
          Map.entry("MEZ", 60),
          Map.entry("MEST", 120),
          Map.entry("MESZ", 120),
          Map.entry("BRST", -120),
          Map.entry("BRT", -180),
          Map.entry("AEST", 600),
          Map.entry("AEDT", 660),
          Map.entry("ACST", 570),
          Map.entry("ACDT", 630),
          Map.entry("AWST", 480),
          Map.entry("NZST", 720),
          Map.entry("NZDT", 780),
          Map.entry("JST", 540),
          Map.entry("KST", 540),
          Map.entry("HKT", 480),
          Map.entry("SGT", 480),
          Map.entry("PHT", 480),
          Map.entry("IDT", 180));

  private MailDate() {}

  /** Seconds since 1970; empty when there is no date in the text. */
  static OptionalLong parse(String text) {
    String words = words(text);
    for (Pattern form : List.of(DAY_FIRST, MONTH_FIRST, SHORT_YEAR)) {
      Matcher date = form.matcher(words);
      if (date.find()) {
        String rest = words.substring(0, date.start()) + " " + words.substring(date.end());
        return parse(date, rest);
      }
    }
    return OptionalLong.empty();
  }

  /** With single blanks between, before and behind; commas are blanks. */
  private static String words(String text) {
    StringBuilder words = new StringBuilder(text.length() + 2).append(' ');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = c == ',' || c == ' ' || c >= '\t' && c <= '\r';
      if (!blank || words.charAt(words.length() - 1) != ' ') {
        words.append(blank ? ' ' : c);
      }
    }
    return words.append(words.charAt(words.length() - 1) == ' ' ? "" : " ").toString();
  }

  /**
   * The first date in a text, with what stands around it: {@code 23 May 2006 13:06:35 -0400}. Empty
   * if there is none.
   */
  static String stamp(String text) {
    for (int colon = text.indexOf(':'); colon > 0; colon = text.indexOf(':', colon + 1)) {
      int hour = digitsBefore(text, colon);
      if (hour < colon && hour > 0 && text.charAt(hour - 1) == ' ') {
        int start = startOfDay(text, hour - 1);
        int end = start < 0 ? -1 : endOfZone(text, colon);
        if (end > 0) {
          return text.substring(start, end);
        }
      }
    }
    return "";
  }

  /** Where the blank before the day stands, given where the year ends; -1 if there is no date. */
  private static int startOfDay(String text, int end) {
    int year = digitsBefore(text, end);
    int month = year - 5;
    if (year == end || month < 1 || text.charAt(year - 1) != ' ' || text.charAt(month) != ' ') {
      return -1;
    }
    boolean word = text.substring(month + 1, year - 1).chars().noneMatch(c -> c <= ' ');
    int day = digitsBefore(text, month);
    if (!word || day == month) {
      return -1;
    }
    boolean blank = day >= 1 && text.charAt(day - 1) <= ' ';
    boolean other = day >= 2 && text.charAt(day - 2) <= ' ';
    return other ? day - 2 : blank ? day - 1 : -1;
  }

  private static int endOfZone(String text, int colon) {
    int minute = digitsBehind(text, colon + 1);
    boolean more = minute > colon + 1 && minute < text.length() && text.charAt(minute) == ':';
    int second = more ? digitsBehind(text, minute + 1) : minute;
    if (!more || second == minute + 1 || second >= text.length() || text.charAt(second) != ' ') {
      return -1;
    }
    int end = second + 1;
    while (end < text.length() && text.charAt(end) > ' ') {
      end++;
    }
    return end > second + 1 ? end : -1;
  }

  private static int digitsBefore(String text, int end) {
    int start = end;
    while (start > 0 && isDigit(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }

  private static int digitsBehind(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static OptionalLong parse(Matcher date, String words) {
    int[] clock = new int[3];
    String rest = words;
    Matcher time = TIME.matcher(words);
    if (time.find()) {
      for (int i = 0; i < 3; i++) {
        clock[i] = time.group(i + 1) == null ? 0 : number(time.group(i + 1));
      }
      rest = words.substring(0, time.start()) + " " + words.substring(time.end());
    }
    int month = MONTHS.indexOf(date.group("m").toLowerCase(Locale.ROOT)) + 1;
    try {
      long local = seconds(year(date.group("y")), month, number(date.group("d")), clock);
      return OptionalLong.of(Math.max(local - 60L * minutes(rest), 0));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static int year(String digits) {
    int year = number(digits);
    if (digits.length() == 2 && year < 50) {
      return year + 2000;
    }
    return digits.length() == 4 ? year : year + 1900;
  }

  private static long seconds(int year, int month, int day, int[] clock) {
    boolean over = day > daysOf(year, month);
    int m = over ? month % 12 + 1 : month;
    int y = over && m == 1 ? year + 1 : year;
    return LocalDateTime.of(
            Math.clamp(y, 1970, 2037),
            m,
            over ? 1 : day,
            Math.min(clock[0], 23),
            Math.min(clock[1], 59),
            Math.min(clock[2], 59))
        .toEpochSecond(ZoneOffset.UTC);
  }

  private static int daysOf(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return switch (month) {
      case 4, 6, 9, 11 -> 30;
      case 2 -> leap ? 29 : 28;
      default -> 31;
    };
  }

  private static int minutes(String words) {
    Matcher offset = OFFSET.matcher(words);
    if (offset.find()) {
      int minutes = number(offset.group(2)) * 60 + number(offset.group(3));
      return offset.group(1).equals("-") ? -minutes : minutes;
    }
    Matcher zone = ZONE.matcher(words);
    return zone.find() ? ZONES.getOrDefault(zone.group(1), 0) : 0;
  }

  /** Numbers with more digits are beyond every limit anyway. */
  private static int number(String digits) {
    return Integer.parseInt(digits.substring(0, Math.min(9, digits.length())));
  }
}
