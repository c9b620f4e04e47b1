package org.mailweir.web.held;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailweir.quarantine.Search;
import org.mailweir.web.Parameters;

/**
 * What somebody typed to find held mail; whatever cannot be understood does not matter to the
 * search.
 *
 * @param words of the subject
 * @param sender a part of it
 * @param recipient an address, or {@code @} and a domain
 * @param lowest score, as it was typed
 * @param highest score, as it was typed
 * @param finding its whole name
 * @param age {@code 1d}, {@code 7d}, {@code 30d} or empty
 * @param all what was released and deleted, too
 * @param page from 1
 */
public record Filter(
    String words,
    String sender,
    String recipient,
    String lowest,
    String highest,
    String finding,
    String age,
    boolean all,
    int page) {

  private static final int LONGEST = 200;
  private static final int MOST_WORDS = 10;
  private static final int MOST_PAGES = 1_000_000;

  static Filter of(Parameters query) {
    return new Filter(
        text(query, "q"),
        text(query, "from"),
        text(query, "to"),
        text(query, "min"),
        text(query, "max"),
        text(query, "finding"),
        text(query, "age"),
        query.get("state").equals("all"),
        query.number("page", 1, MOST_PAGES));
  }

  private static String text(Parameters query, String name) {
    String text = query.get(name).replaceAll("\\p{Cntrl}", "");
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  Search search(Instant now) {
    return new Search(
        recipient.indexOf('@') < 0 ? null : recipient,
        sender.isEmpty() ? null : sender,
        words.isEmpty()
            ? List.of()
            : List.of(words.split("\\s+")).stream().limit(MOST_WORDS).toList(),
        number(lowest, Double.NEGATIVE_INFINITY),
        number(highest, Double.POSITIVE_INFINITY),
        finding.isEmpty() ? null : finding,
        days() == 0 ? null : now.minus(Duration.ofDays(days())),
        null,
        all);
  }

  private int days() {
    return age.matches("\\d{1,4}d") ? Integer.parseInt(age.substring(0, age.length() - 1)) : 0;
  }

  private static double number(String text, double otherwise) {
    return text.matches("-?\\d{1,6}([.,]\\d{1,3})?")
        ? Double.parseDouble(text.replace(',', '.'))
        : otherwise;
  }

  /** Whether anything is filtered out. */
  public boolean isNarrow() {
    return !query(1, false).isEmpty();
  }

  /** Whether the less usual fields are in use, which then must be seen. */
  public boolean isDetailed() {
    return !(sender + recipient + lowest + highest + finding + age).isEmpty() || all;
  }

  /** The address of the same list at another page. */
  String path(int otherPage) {
    String query = query(otherPage, all);
    return query.isEmpty() ? "/held" : "/held?" + query;
  }

  private String query(int otherPage, boolean everything) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("q", words);
    fields.put("from", sender);
    fields.put("to", recipient);
    fields.put("min", lowest);
    fields.put("max", highest);
    fields.put("finding", finding);
    fields.put("age", age);
    fields.put("state", everything ? "all" : "");
    fields.put("page", otherPage == 1 ? "" : Integer.toString(otherPage));
    return fields.entrySet().stream()
        .filter(f -> !f.getValue().isEmpty())
        .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** Whether that age is chosen. */
  public boolean isAge(@Nullable String other) {
    return age.equals(other);
  }
}
