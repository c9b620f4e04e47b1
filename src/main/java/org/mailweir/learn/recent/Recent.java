package org.mailweir.learn.recent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.bayes.Features;
import org.mailweir.learn.LessonDigest;
import org.mailweir.learn.forward.Hints;
import org.mailweir.parse.ParsedMessage;

/**
 * One message that was scored lately.
 *
 * @param seen when
 * @param messageId without brackets, or empty
 * @param digest its identity, see {@link LessonDigest}
 * @param subject its beginning
 * @param from the address of its author, or empty
 * @param date its Date, or null when that cannot be read
 * @param features what the classifier looks at
 */
public record Recent(
    Instant seen,
    String messageId,
    String digest,
    String subject,
    String from,
    @Nullable Instant date,
    Features features) {

  private static final int MAX_SUBJECT = 200;
  private static final int MAX_FROM = 300;

  static Recent of(ParsedMessage message, Features features, Instant now) {
    return new Recent(
        now,
        LessonDigest.messageId(message),
        LessonDigest.of(message),
        cut(message.headers().value("Subject"), MAX_SUBJECT),
        cut(Hints.author(message.headers().value("From")), MAX_FROM),
        date(message.headers().value("Date")),
        features);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }

  private static @Nullable Instant date(String field) {
    String plain = cut(field, 100).replaceAll("\\([^)]*\\)", " ").strip();
    try {
      return OffsetDateTime.parse(plain, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** What a lookup by Message-ID compares first. */
  static long idKey(String messageId) {
    return key(messageId);
  }

  /** What a lookup by author and Subject compares first. */
  static long sightKey(String from, String subject) {
    return key(from + "\n" + Hints.plain(subject));
  }

  private static long key(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
    }
    return hash ^ hash >>> 29;
  }

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeLong(seen.getEpochSecond());
      out.writeUTF(messageId);
      out.writeUTF(digest);
      out.writeUTF(subject);
      out.writeUTF(from);
      out.writeLong(date == null ? Long.MIN_VALUE : date.getEpochSecond());
      out.write(features.encode());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The opposite; IOException when the bytes are damaged. */
  static Recent decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    Instant seen = Instant.ofEpochSecond(in.readLong());
    String messageId = in.readUTF();
    String digest = in.readUTF();
    String subject = in.readUTF();
    String from = in.readUTF();
    long date = in.readLong();
    byte[] features = Arrays.copyOfRange(bytes, bytes.length - in.available(), bytes.length);
    try {
      return new Recent(
          seen,
          messageId,
          digest,
          subject,
          from,
          date == Long.MIN_VALUE ? null : Instant.ofEpochSecond(date),
          Features.decode(features));
    } catch (IllegalArgumentException e) {
      throw new IOException("damaged features: " + e.getMessage(), e);
    }
  }

  /** Whether this may be the message that was quoted with that Subject. */
  boolean hasSubject(String quoted) {
    return Hints.plain(subject).equals(Hints.plain(quoted));
  }

  boolean isFrom(String author) {
    return Objects.equals(from, author);
  }
}
