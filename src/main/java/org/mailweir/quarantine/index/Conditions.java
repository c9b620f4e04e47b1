package org.mailweir.quarantine.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.Search;

/** A search as a condition of SQL; no text of a search is ever part of it. */
final class Conditions {

  /** What of an id is time. */
  private static final int TIME = 10;

  private final List<String> parts = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  private Conditions() {}

  static Conditions of(Search search) {
    Conditions conditions = new Conditions();
    conditions.recipient(search);
    if (search.sender() != null) {
      conditions.add(
          "(instr(sender, ?) > 0 OR instr(author, ?) > 0)", search.sender(), search.sender());
    }
    search.words().forEach(word -> conditions.add("instr(subject, ?) > 0", word));
    if (search.lowest() != Double.NEGATIVE_INFINITY) {
      conditions.add("score >= ?", search.lowest());
    }
    if (search.highest() != Double.POSITIVE_INFINITY) {
      conditions.add("score <= ?", search.highest());
    }
    if (search.finding() != null) {
      conditions.add("instr(findings, ?) > 0", " " + search.finding() + " ");
    }
    conditions.time("id >= ?", search.after());
    conditions.time("id < ?", search.before());
    return conditions;
  }

  private void recipient(Search search) {
    String recipient = search.recipient();
    if (recipient == null) {
      parts.add(search.all() ? "1" : "waiting > 0");
      return;
    }
    String column = recipient.startsWith("@") ? "domain" : "address";
    String waiting = search.all() ? "" : " AND waiting = 1";
    add("id IN (SELECT id FROM recipient WHERE " + column + " = ?" + waiting + ")", recipient);
  }

  /** Ids begin with their time. */
  private void time(String condition, @Nullable Instant time) {
    if (time != null) {
      long millis = Math.max(0, time.toEpochMilli());
      add(condition, TransactionId.at(millis).text().substring(0, TIME));
    }
  }

  private void add(String condition, Object... with) {
    parts.add(condition);
    values.addAll(List.of(with));
  }

  String sql() {
    return String.join(" AND ", parts);
  }

  Object[] values() {
    return values.toArray();
  }
}
