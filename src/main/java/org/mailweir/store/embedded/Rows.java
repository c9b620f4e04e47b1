package org.mailweir.store.embedded;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.mailweir.store.Event;
import org.mailweir.store.Lesson;
import org.mailweir.store.LessonKind;
import org.mailweir.store.LessonStatus;

/** Rows of the tables as values, and values as they stand in rows. */
final class Rows {

  /** The columns of {@link #lesson}. */
  static final String LESSON =
      "l.number, l.taught_at, l.teacher, l.source, l.kind, l.status, l.digest, l.message_id,"
          + " l.subject, l.weight, l.administrator, l.active_since, l.feature_bytes";

  /** The columns of {@link #event}. */
  static final String EVENT = "e.number, e.at, e.who, e.source, e.what, e.lesson";

  /** Always of the same length, so that texts sort as the times do. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Rows() {}

  static Lesson lesson(ResultSet row) throws SQLException {
    return lesson(row, 0);
  }

  /** Of a row that has that many columns before the lesson's. */
  static Lesson lesson(ResultSet row, int before) throws SQLException {
    return new Lesson(
        row.getLong(before + 1),
        time(row.getString(before + 2)),
        row.getString(before + 3),
        row.getString(before + 4),
        word(LessonKind.class, row.getString(before + 5)),
        word(LessonStatus.class, row.getString(before + 6)),
        row.getString(before + 7),
        row.getString(before + 8),
        row.getString(before + 9),
        row.getDouble(before + 10),
        row.getInt(before + 11) != 0,
        row.getLong(before + 12),
        row.getInt(before + 13));
  }

  static Event event(ResultSet row) throws SQLException {
    return new Event(
        row.getLong(1),
        time(row.getString(2)),
        row.getString(3),
        row.getString(4),
        word(Event.Kind.class, row.getString(5)),
        row.getLong(6));
  }

  /** As people write it. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E word(Class<E> type, String text) throws SQLException {
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new SQLException("\"" + text + "\" is no " + type.getSimpleName(), e);
    }
  }

  static String time(Instant when) {
    return TIME.format(when.truncatedTo(ChronoUnit.MILLIS));
  }

  private static Instant time(String text) throws SQLException {
    try {
      return Instant.parse(text);
    } catch (java.time.DateTimeException e) {
      throw new SQLException("\"" + text + "\" is no time", e);
    }
  }

  /** Over all of a lesson that the model learns from. */
  static long checksum(
      String digest, LessonKind kind, double weight, String time, byte[] features) {
    CRC32C crc = new CRC32C();
    crc.update((digest + ' ' + kind + ' ' + time).getBytes(StandardCharsets.UTF_8));
    crc.update(ByteBuffer.allocate(8).putDouble(0, weight));
    crc.update(features);
    return crc.getValue();
  }

  static long checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return crc.getValue();
  }
}
