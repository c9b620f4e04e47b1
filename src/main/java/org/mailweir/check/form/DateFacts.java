package org.mailweir.check.form;

import java.util.List;
import java.util.OptionalLong;
import org.mailweir.parse.HeaderField;
import org.mailweir.parse.ParsedMessage;

/**
 * Whether the Date field fits the times at which servers received the message.
 *
 * <ul>
 *   <li>{@code __DATE_AHEAD_HOURS}: hours that Date lies after the nearest Received
 *   <li>{@code __DATE_BEHIND_HOURS}: hours that Date lies before the nearest Received
 *   <li>{@code __DATE_UNREADABLE}: there is a Date, but no date in it
 * </ul>
 */
final class DateFacts {

  private static final int MOST_HOPS = 30;

  private DateFacts() {}

  static void add(ParsedMessage message, Facts facts) {
    String value = message.headers().value("Date");
    OptionalLong date = MailDate.seconds(value);
    facts.add("__DATE_UNREADABLE", !value.isEmpty() && date.isEmpty(), "Date cannot be read");
    List<HeaderField> received = message.headers().all("Received");
    if (date.isPresent() && !received.isEmpty()) {
      addSkew(date.getAsLong(), received, facts);
    }
  }

  private static void addSkew(long date, List<HeaderField> received, Facts facts) {
    long nearest = Long.MAX_VALUE;
    for (HeaderField field : received.subList(0, Math.min(MOST_HOPS, received.size()))) {
      OptionalLong time = MailDate.seconds(afterSemicolon(field.value()));
      if (time.isPresent() && Math.abs(date - time.getAsLong()) < Math.abs(nearest)) {
        nearest = date - time.getAsLong();
      }
    }
    if (nearest != Long.MAX_VALUE) {
      facts.add("__DATE_AHEAD_HOURS", nearest / 3600, "Date lies after it was received");
      facts.add("__DATE_BEHIND_HOURS", -nearest / 3600, "Date lies before it was received");
    }
  }

  private static String afterSemicolon(String received) {
    return received.substring(received.lastIndexOf(';') + 1);
  }
}
