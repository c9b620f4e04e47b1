package org.mailweir.check.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * SpamAssassin's rules as they are installed: where they are, and their files in the order in which
 * SpamAssassin reads them.
 *
 * @param stock the folder of the rules
 * @param site the folder of the settings, if there is one
 */
record StockRules(Path stock, Optional<Path> site) {

  /** How folders of a version are named, such as {@code 4.000001}. */
  private static final Pattern VERSION = Pattern.compile("[34]\\.\\d{6}");

  /** Looks for them; empty when they are not installed. */
  static Optional<StockRules> find(List<Path> stockFolders, List<Path> siteFolders) {
    return stockFolders.stream()
        .map(StockRules::newest)
        .filter(StockRules::hasRules)
        .findFirst()
        .map(
            stock ->
                new StockRules(stock, siteFolders.stream().filter(Files::isDirectory).findFirst()));
  }

  private static Path newest(Path folder) {
    return entries(folder).stream()
        .filter(path -> VERSION.matcher(path.getFileName().toString()).matches())
        .filter(StockRules::hasRules)
        .max(Comparator.naturalOrder())
        .orElse(folder);
  }

  private static boolean hasRules(Path folder) {
    return !files(folder, ".cf").isEmpty();
  }

  /** Settings of plugins first, those of the site before those of the stock; then rules. */
  List<Path> files() {
    List<Path> all = new ArrayList<>();
    site.ifPresent(folder -> all.addAll(files(folder, ".pre")));
    all.addAll(files(stock, ".pre"));
    all.addAll(files(stock, ".cf"));
    site.ifPresent(folder -> all.addAll(files(folder, ".cf")));
    return all;
  }

  private static List<Path> files(Path folder, String ending) {
    return entries(folder).stream()
        .filter(path -> path.toString().toLowerCase(Locale.ROOT).endsWith(ending))
        .filter(Files::isRegularFile)
        .sorted(Comparator.comparing(path -> path.getFileName().toString()))
        .toList();
  }

  /** A folder that is missing or may not be read has none. */
  private static List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  @Override
  public String toString() {
    return "SpamAssassin's rules in " + stock + site.map(s -> " with " + s).orElse("");
  }
}
