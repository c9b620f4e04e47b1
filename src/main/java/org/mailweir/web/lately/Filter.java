package org.mailweir.web.lately;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailweir.history.Fate;
import org.mailweir.history.Look;
import org.mailweir.web.Parameters;

/**
 * What somebody wants to see of what came through, as it stands in the address of the page.
 *
 * @param fate of a copy, as a word; "" for all
 * @param unsure only what the classifier could not tell
 * @param age {@code 1d}, {@code 7d}, {@code 30d}, or "" for all that is remembered
 * @param page from 1 on
 */
public record Filter(
    String words,
    String sender,
    String recipient,
    String fate,
    boolean unsure,
    String age,
    int page) {

  private static final int LONGEST = 200;

  /** What is further back is found by narrower questions. */
  static final int MOST_PAGES = 200;

  static Filter of(Parameters query) {
    return new Filter(
        cut(query.get("q")),
        cut(query.get("from")),
        cut(query.get("to")),
        fate(query.get("fate")) == null ? "" : query.get("fate"),
        query.has("unsure"),
        days(query.get("age")) == 0 ? "" : query.get("age"),
        query.number("page", 1, MOST_PAGES));
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  private static @Nullable Fate fate(String word) {
    return Stream.of(Fate.values()).filter(f -> word(f).equals(word)).findFirst().orElse(null);
  }

  static String word(Fate fate) {
    return fate.name().toLowerCase(Locale.ROOT);
  }

  private static int days(String age) {
    return switch (age) {
      case "1d" -> 1;
      case "7d" -> 7;
      case "30d" -> 30;
      default -> 0;
    };
  }

  /** As the history is asked. */
  Look look(Instant now) {
    List<String> parts =
        Arrays.stream(words.split("\\s+")).filter(w -> !w.isEmpty()).limit(10).toList();
    return new Look(
        recipient.isEmpty() ? null : recipient,
        sender.isEmpty() ? null : sender,
        parts,
        fate(fate),
        unsure,
        age.isEmpty() ? null : now.minus(Duration.ofDays(days(age))),
        null);
  }

  /** Whether something is asked for besides words of the subject. */
  public boolean isDetailed() {
    return !(sender + recipient + fate + age).isEmpty();
  }

  public boolean isNarrow() {
    return unsure || !(words + sender + recipient + fate + age).isEmpty();
  }

  /** The address of another page of the same list. */
  public String address(int other) {
    StringBuilder out = new StringBuilder("/lately?page=").append(other);
    add(out, "q", words);
    add(out, "from", sender);
    add(out, "to", recipient);
    add(out, "fate", fate);
    add(out, "age", age);
    add(out, "unsure", unsure ? "1" : "");
    return out.toString();
  }

  private static void add(StringBuilder out, String name, String value) {
    if (!value.isEmpty()) {
      out.append('&').append(name).append('=');
      out.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
