package org.mailweir.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.quarantine.Search;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which held mail is meant, as it is typed. */
final class SearchOptions {

  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([mhdw])");
  private static final String NUMBER = "(-?\\d{1,6}(?:\\.\\d{1,3})?)?";
  private static final Pattern RANGE = Pattern.compile(NUMBER + "(\\.\\.)?" + NUMBER);

  @Option(names = "--all", description = "Released and deleted mail too.")
  private boolean all;

  @Option(
      names = "--recipient",
      paramLabel = "ADDRESS|@DOMAIN",
      description = "Only for him, or for that domain.")
  private @Nullable String recipient;

  @Option(names = "--sender", paramLabel = "TEXT", description = "In the envelope sender or From.")
  private @Nullable String sender;

  @Option(
      names = "--subject",
      paramLabel = "TEXT",
      description = "In the subject; may be repeated.")
  private List<String> words = List.of();

  @Option(names = "--score", paramLabel = "MIN..MAX", description = "One end may be left out.")
  private @Nullable String score;

  @Option(names = "--finding", paramLabel = "NAME", description = "Such as VIRUS.")
  private @Nullable String finding;

  @Option(names = "--since", paramLabel = "WHEN", description = "2026-11-20, or 3d, 12h, 2w ago.")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "WHEN", description = "Before that; in the same form.")
  private @Nullable String until;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  Search search() {
    Matcher range = RANGE.matcher(score == null ? ".." : score);
    if (!range.matches() || score != null && score.isEmpty()) {
      throw wrong("--score: \"" + score + "\" is no range such as 5..10, 12.. or ..8");
    }
    String low = range.group(1);
    String high = range.group(2) == null ? low : range.group(3);
    return new Search(
        recipient,
        sender,
        words,
        low == null ? Double.NEGATIVE_INFINITY : Double.parseDouble(low),
        high == null ? Double.POSITIVE_INFINITY : Double.parseDouble(high),
        finding,
        time("--since", since),
        time("--until", until),
        all);
  }

  private @Nullable Instant time(String option, @Nullable String text) {
    return text == null ? null : time(spec, option, text);
  }

  /** A day, a moment, or how long ago. */
  static Instant time(CommandSpec spec, String option, String text) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      long number = Long.parseLong(ago.group(1));
      return Instant.now()
          .minus(
              switch (ago.group(2)) {
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofDays(7 * number);
              });
    }
    try {
      return text.length() > 10
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant();
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          option + ": \"" + text + "\" is neither a day such as 2026-11-20 nor 3d, 12h or 2w");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
