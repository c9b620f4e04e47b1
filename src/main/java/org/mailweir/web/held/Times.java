package org.mailweir.web.held;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and sizes as people read them, in the server's time zone. */
final class Times {

  private static final DateTimeFormatter FULL =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm z", Locale.ENGLISH);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

  private Times() {}

  /** As short as possible: the clock for today, the year only when it is another one. */
  static String brief(Instant time) {
    ZonedDateTime local = time.atZone(ZoneId.systemDefault());
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    if (local.toLocalDate().equals(today)) {
      return CLOCK.format(local);
    }
    return local.getYear() == today.getYear() ? DAY.format(local) : local.toLocalDate().toString();
  }

  static String full(Instant time) {
    return FULL.format(time.atZone(ZoneId.systemDefault()));
  }

  static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " bytes";
    }
    return bytes < 1_000_000
        ? bytes / 1_000 + " kB"
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
