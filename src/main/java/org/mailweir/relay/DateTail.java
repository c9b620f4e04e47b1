package org.mailweir.relay;

import java.util.Set;

/** The date at the end of a {@code Received} field. */
final class DateTail {

  private static final Set<String> MONTHS =
      Set.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
  private static final Set<String> DAYS =
      Set.of("Mon,", "Tue,", "Wed,", "Thu,", "Fri,", "Sat,", "Sun,");

  private DateTail() {}

  /**
   * The field without the date {@code ; Tue, 23 May 2006 13:06:35 -0400} at its end; as it is when
   * it does not end so.
   *
   * @param field blanks are single
   */
  static String cut(String field) {
    int zone = wordBefore(field, field.length());
    int time = wordBefore(field, zone - 1);
    int year = wordBefore(field, time - 1);
    int month = wordBefore(field, year - 1);
    if (month < 0
        || !isTime(field.substring(time, zone - 1))
        || !isNumber(field, year, time - 1)
        || !MONTHS.contains(field.substring(month, year - 1))) {
      return field;
    }
    return cutDay(field, month - 1);
  }

  private static String cutDay(String field, int end) {
    int day = end;
    while (day > 0 && Character.isDigit(field.charAt(day - 1))) {
      day--;
    }
    if (day == end || day == 0) {
      return field;
    }
    int name = day - "Mon, ".length();
    boolean named =
        name > 0 && field.charAt(day - 1) == ' ' && DAYS.contains(field.substring(name, day - 1));
    int start = named && isSeparator(field.charAt(name - 1)) ? name : day;
    int cut = start;
    while (cut > 0 && isSeparator(field.charAt(cut - 1))) {
      cut--;
    }
    return cut == start ? field : field.substring(0, cut);
  }

  /** Where the word that ends there begins; -1 if it is the first or none. */
  private static int wordBefore(String field, int end) {
    return end <= 0 ? -1 : field.lastIndexOf(' ', end - 1) + 1 == 0 ? -1 : start(field, end);
  }

  private static int start(String field, int end) {
    int start = field.lastIndexOf(' ', end - 1) + 1;
    return start == end ? -1 : start;
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == ';';
  }

  private static boolean isTime(String word) {
    String[] parts = word.split(":", -1);
    if (parts.length < 2 || parts.length > 3) {
      return false;
    }
    for (String part : parts) {
      if (!isNumber(part, 0, part.length())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return start < end;
  }
}
