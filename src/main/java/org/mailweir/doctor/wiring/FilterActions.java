package org.mailweir.doctor.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds {@code FILTER transport:destination} in restrictions and in the tables that they consult,
 * as far as those are text files beside their databases. What is in LDAP or SQL stays unknown.
 */
final class FilterActions {

  private static final Pattern ACTION =
      Pattern.compile("\\bFILTER\\s+([^\\s:,{}]+:[^\\s,{}]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern TABLE =
      Pattern.compile(
          "\\b(?:hash|btree|lmdb|cdb|dbm|texthash|regexp|pcre|cidr)\\s*:\\s*(/[^\\s,{}]+)");
  private static final int LARGEST_TABLE = 4 << 20;

  private FilterActions() {}

  /** Those in the value of a parameter. */
  static List<Destination> in(String value) {
    List<Destination> found = new ArrayList<>(actions(value));
    Matcher tables = TABLE.matcher(value);
    while (tables.find()) {
      text(Path.of(tables.group(1))).ifPresent(t -> found.addAll(actions(t)));
    }
    return found;
  }

  private static List<Destination> actions(String text) {
    List<Destination> found = new ArrayList<>();
    Matcher m = ACTION.matcher(text.replaceAll("(?m)^\\s*#.*$", ""));
    while (m.find()) {
      found.add(Destination.parse(m.group(1)));
    }
    return found;
  }

  private static Optional<String> text(Path table) {
    try {
      return Files.isRegularFile(table) && Files.size(table) <= LARGEST_TABLE
          ? Optional.of(Files.readString(table, StandardCharsets.ISO_8859_1))
          : Optional.empty();
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }
}
