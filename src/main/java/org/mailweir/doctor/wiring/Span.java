package org.mailweir.doctor.wiring;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Postfix' way to write times: {@code 600s}, {@code 5m}, {@code 1h}, {@code 20}. */
final class Span {

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*([smhdw]?)");

  private Span() {}

  /** Reads one of which seconds are the unit where none is given; empty when it is none. */
  static Optional<Duration> parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(m.group(1));
    return Optional.of(
        switch (m.group(2)) {
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          case "d" -> Duration.ofDays(number);
          case "w" -> Duration.ofDays(7 * number);
          default -> Duration.ofSeconds(number);
        });
  }
}
