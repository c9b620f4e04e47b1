package org.mailweir.check.rules.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.rules.pattern.RuleSyntaxException;
import org.mailweir.check.rules.text.HeaderSelector;

/** Functions about the date that a message bears, against those of the hosts that it came by. */
final class DateEvals {

  private static final HeaderSelector RESENT = HeaderSelector.parse("Resent-Date");
  private static final HeaderSelector DATE = HeaderSelector.parse("Date");
  private static final HeaderSelector RECEIVED = HeaderSelector.parse("Received");
  private static final HeaderSelector MESSAGE_ID = HeaderSelector.parse("MESSAGEID");
  private static final double MONTH = 31_556_952 / 12.0;

  private static final Pattern FROM_HERE =
      Pattern.compile(
          "\\bfrom (?:localhost\\s|(?:\\S++ ){1,2}\\S*\\b127\\.0\\.0\\.1\\b)|qmail \\d+ invoked by uid \\d");
  private static final Pattern FETCHED =
      Pattern.compile("\\bby localhost with \\w+ \\(fetchmail-[\\d.]+");

  /** Of the identifiers that Outlook makes: a number that grows with time. */
  private static final Pattern OUTLOOK_ID =
      Pattern.compile("<[0-9a-f]{4}([0-9a-f]{8})\\$[0-9a-f]{8}\\$[0-9a-f]{8}@");

  private static final int OUTLOOK_TOLERANCE = 250;

  private DateEvals() {}

  static Map<String, Evals.Maker> makers() {
    return Map.of(
        "check_for_shifted_date", DateEvals::shifted,
        "received_within_months", DateEvals::withinMonths,
        "check_outlook_message_id", a -> Eval.of(DateEvals::outlookIdOfOtherTime));
  }

  private static Eval shifted(Arguments arguments) {
    double least = arguments.limit(0, Double.NEGATIVE_INFINITY) * 3600;
    double below = arguments.limit(1, Double.POSITIVE_INFINITY) * 3600;
    return Eval.of(
        input -> {
          long seconds = Dates.of(input).difference();
          return seconds >= least && seconds < below;
        });
  }

  private static Eval withinMonths(Arguments arguments) throws RuleSyntaxException {
    double least = arguments.limit(0, Double.NEGATIVE_INFINITY) * MONTH;
    double below = arguments.limit(1, Double.POSITIVE_INFINITY) * MONTH;
    return Eval.of(
        input -> {
          long age = System.currentTimeMillis() / 1000 - Dates.of(input).received();
          return age >= least && age < below;
        });
  }

  private static boolean outlookIdOfOtherTime(EvalInput input) {
    Matcher id = OUTLOOK_ID.matcher(input.header(MESSAGE_ID));
    if (!id.lookingAt()) {
      return false;
    }
    long token = Long.parseLong(id.group(1), 16);
    return isFar(token, input.header(DATE)) && isFar(token, input.header(RECEIVED));
  }

  private static boolean isFar(long token, String date) {
    long seconds = MailDate.parse(date).orElse(0);
    long expected = (long) (seconds * 0.0023283064365387 + 27_111_902.8329849);
    return Math.abs(token - expected) >= OUTLOOK_TOLERANCE;
  }

  /**
   * @param date of the message
   * @param hosts dates of the hosts, nearest first
   * @param fetched of the program that fetched it from a mailbox
   */
  private record Dates(OptionalLong date, List<Long> hosts, OptionalLong fetched) {

    static Dates of(EvalInput input) {
      return input.once(Dates.class, Dates::make);
    }

    private static Dates make(EvalInput input) {
      List<String> lines = new ArrayList<>(lines(input.header(RECEIVED)));
      List<String> local = takeLocal(lines);
      long now = System.currentTimeMillis() / 1000;
      OptionalLong fetched = times(local).stream().mapToLong(t -> t).filter(t -> t <= now).max();
      return new Dates(headerDate(input), times(lines), fetched);
    }

    private static OptionalLong headerDate(EvalInput input) {
      for (HeaderSelector selector : List.of(RESENT, DATE)) {
        for (String value : input.values(selector)) {
          OptionalLong time = MailDate.parse(value);
          if (time.isPresent()) {
            return time;
          }
        }
      }
      return OptionalLong.empty();
    }

    private static List<String> lines(String received) {
      return Arrays.stream(received.split("\n")).filter(line -> !line.isBlank()).toList();
    }

    /** What fetchmail has added. */
    private static List<String> takeLocal(List<String> lines) {
      int first = !lines.isEmpty() && FROM_HERE.matcher(lines.get(0)).find() ? 1 : 0;
      if (lines.size() <= first || !FETCHED.matcher(lines.get(first)).find()) {
        return List.of();
      }
      List<String> local = new ArrayList<>(lines.subList(0, first + 1));
      lines.subList(0, first + 1).clear();
      return local;
    }

    private static List<Long> times(List<String> lines) {
      List<Long> times = new ArrayList<>();
      for (String line : lines) {
        MailDate.parse(MailDate.stamp(line)).ifPresent(times::add);
      }
      return times;
    }

    /** Seconds from the nearest date of a host to that of the message; 0 if one is missing. */
    long difference() {
      if (date.isEmpty() || hosts.isEmpty()) {
        return 0;
      }
      List<Long> others = hosts;
      if (others.size() > 1 && others.getLast() == date.getAsLong()) {
        others = others.subList(0, others.size() - 1);
      }
      long nearest = date.getAsLong() - others.get(0);
      for (long other : others) {
        long difference = date.getAsLong() - other;
        nearest = Math.abs(difference) < Math.abs(nearest) ? difference : nearest;
      }
      return nearest;
    }

    /** The middle of all that is known. */
    long received() {
      List<Long> all = new ArrayList<>();
      date.ifPresent(all::add);
      hosts.stream().limit(1).forEach(all::add);
      fetched.ifPresent(all::add);
      if (date.isPresent() && !hosts.isEmpty()) {
        all.add(date.getAsLong() - difference());
      }
      all.sort(java.util.Comparator.reverseOrder());
      return all.isEmpty() ? 0 : all.get((all.size() - 1) / 2);
    }
  }
}
