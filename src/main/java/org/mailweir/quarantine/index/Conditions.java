package org.mailweir.quarantine.index;

import static java.util.Collections.nCopies;

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
    List<String> copy = new ArrayList<>();
    List<Object> with = new ArrayList<>();
    String recipient = search.recipient();
    if (recipient != null) {
      copy.add((recipient.startsWith("@") ? "domain" : "address") + " = ?");
      with.add(recipient);
    }
    if (!search.among().isEmpty()) {
      copy.add("address IN (" + String.join(",", nCopies(search.among().size(), "?")) + ")");
      with.addAll(search.among());
    }
    if (copy.isEmpty()) {
      parts.add(search.all() ? "1" : "waiting > 0");
      return;
    }
    if (!search.all()) {
      copy.add("waiting = 1");
    }
    boolean many = recipient != null && recipient.startsWith("@") && search.among().isEmpty();
    add(many ? eachMessage(copy) : theirs(copy), with.toArray());
  }

  private static String theirs(List<String> copy) {
    return "id IN (SELECT id FROM recipient WHERE " + String.join(" AND ", copy) + ")";
  }

  /**
   * A domain may have nearly all the mail: then it is cheaper to ask each message. The signs keep
   * SQLite from looking the domain up first all the same.
   */
  private static String eachMessage(List<String> copy) {
    return "EXISTS (SELECT 1 FROM recipient r WHERE r.id = held.id AND +r."
        + String.join(" AND +r.", copy)
        + ")";
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
