package org.mailweir.lab;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Mailweir's journal tells of the messages of one sender. */
record Journal(List<JsonObject> entries) {

  static Journal of(List<String> lines, String sender) {
    return new Journal(
        lines.stream()
            .flatMap(l -> entry(l).stream())
            .filter(e -> text(e, "from").equals("<" + sender + ">"))
            .toList());
  }

  /** The JSON of a line; other lines of the log have none. */
  private static Optional<JsonObject> entry(String line) {
    int start = line.indexOf('{');
    try {
      return start < 0
          ? Optional.empty()
          : Optional.of(new Gson().fromJson(line.substring(start), JsonObject.class));
    } catch (JsonSyntaxException anotherLine) {
      return Optional.empty();
    }
  }

  /** How often a message was looked at, not counting what was remembered. */
  long analyses() {
    return entries.stream().filter(e -> text(e, "analysis").equals("new")).count();
  }

  /** How often a message came, chunks and retries included. */
  int transactions() {
    return entries.size();
  }

  List<String> origins() {
    return entries.stream().map(e -> text(e, "origin")).distinct().toList();
  }

  /** The score of the last look. */
  Optional<Double> score() {
    return entries.stream()
        .filter(e -> e.has("score"))
        .map(e -> e.get("score").getAsDouble())
        .reduce((first, last) -> last);
  }

  /** The names of the rules that hit, points left off. */
  List<String> rules() {
    return entries.stream()
        .flatMap(e -> words(e, "rules"))
        .map(r -> r.substring(0, Math.max(0, r.lastIndexOf(':'))))
        .distinct()
        .toList();
  }

  /** Checks without a full answer, with the reason; ports left off. */
  List<String> missing() {
    return entries.stream()
        .flatMap(e -> words(e, "unavailable"))
        .map(m -> m.replaceAll("127\\.0\\.0\\.1:\\d+", "HOST"))
        .distinct()
        .toList();
  }

  /** What was learned, numbers left off. */
  List<String> lessons() {
    return entries.stream()
        .flatMap(e -> words(e, "lessons"))
        .map(l -> l.replaceAll(" #\\d+", ""))
        .toList();
  }

  private static Stream<String> words(JsonObject entry, String key) {
    JsonElement value = entry.get(key);
    return value instanceof JsonArray array
        ? array.asList().stream().map(JsonElement::getAsString)
        : Stream.empty();
  }

  private static String text(JsonObject entry, String key) {
    return entry.has(key) ? entry.get(key).getAsString() : "";
  }
}
