package org.mailweir.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mailweir.net.Endpoint;
import org.mailweir.peer.ServerAddress;
import org.mailweir.settings.DataSize;

/** Single values: from TOML to a component's type, and back to how they are written. */
final class Values {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,18})\\s*(ms|s|m|h|d)");

  /** Beyond every limit of {@link TimeLimit}, and far below where arithmetic overflows. */
  private static final Duration LONGEST = Duration.ofDays(3_650);

  /** Types that are written as strings. */
  private static final Map<Class<?>, Function<String, Object>> STRINGS =
      Map.of(
          String.class, s -> s,
          Path.class, Path::of,
          Duration.class, Values::duration,
          DataSize.class, DataSize::parse,
          Endpoint.class, Endpoint::parse,
          ServerAddress.class, ServerAddress::parse);

  private Values() {}

  static boolean isSimple(Class<?> type) {
    return STRINGS.containsKey(type)
        || type.isPrimitive()
        || type.isEnum()
        || type == Double.class
        || type == Boolean.class;
  }

  /** Converts; throws IllegalArgumentException that says what is expected. */
  static Object convert(Class<?> type, Object toml) {
    if (STRINGS.containsKey(type)) {
      return STRINGS.get(type).apply(as(String.class, toml, "a string in quotes"));
    }
    if (type == boolean.class || type == Boolean.class) {
      return as(Boolean.class, toml, "true or false");
    }
    if (type == double.class || type == Double.class) {
      return number(toml);
    }
    if (type == int.class) {
      return Math.toIntExact(whole(toml));
    }
    if (type == long.class) {
      return whole(toml);
    }
    return word(type, as(String.class, toml, "a word in quotes"));
  }

  private static <T> T as(Class<T> type, Object toml, String expected) {
    if (!type.isInstance(toml)) {
      throw new IllegalArgumentException(expected + " is expected, not " + toml);
    }
    return type.cast(toml);
  }

  private static double number(Object toml) {
    double value = as(Number.class, toml, "a number, or inf for never,").doubleValue();
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("a number is expected, not nan");
    }
    return value;
  }

  private static long whole(Object toml) {
    long value = as(Long.class, toml, "a whole number");
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a whole number from 0 to 2147483647 is expected");
    }
    return value;
  }

  private static Object word(Class<?> type, String text) {
    for (Object constant : type.getEnumConstants()) {
      if (constant.toString().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    String words =
        Arrays.stream(type.getEnumConstants())
            .map(c -> c.toString().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw new IllegalArgumentException("one of " + words + " is expected, not \"" + text + '"');
  }

  private static Duration duration(String text) {
    Matcher m = DURATION.matcher(text.trim());
    if (!m.matches()) {
      throw new IllegalArgumentException("a time such as \"30s\", \"5m\" or \"2h\" is expected");
    }
    Duration unit =
        switch (m.group(2)) {
          case "ms" -> Duration.ofMillis(1);
          case "s" -> Duration.ofSeconds(1);
          case "m" -> Duration.ofMinutes(1);
          case "h" -> Duration.ofHours(1);
          default -> Duration.ofDays(1);
        };
    long most = LONGEST.dividedBy(unit);
    return unit.multipliedBy(Math.min(most, Long.parseLong(m.group(1))));
  }

  /** As it is written in a file. */
  static String text(Object value) {
    return switch (value) {
      case Boolean b -> b.toString();
      case Double d -> d.isInfinite() ? "inf" : d.toString();
      case Number n -> n.toString();
      case Duration d -> quoted(durationText(d));
      case Enum<?> e -> quoted(e.name().toLowerCase(Locale.ROOT));
      case List<?> list ->
          list.stream().map(Values::text).collect(Collectors.joining(", ", "[", "]"));
      default -> quoted(value.toString());
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String durationText(Duration d) {
    if (d.toMillis() % 1000 != 0) {
      return d.toMillis() + "ms";
    }
    long seconds = d.toSeconds();
    if (seconds != 0 && seconds % 86400 == 0) {
      return seconds / 86400 + "d";
    }
    if (seconds != 0 && seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds >= 600 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
