package org.mailweir.check.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mailweir.check.rules.language.RuleBook;
import org.mailweir.check.rules.language.RuleBookBuilder;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/** Finds and reads the files that the settings name. */
final class RuleFiles {

  /** Rules are text; a file beyond that is none. */
  private static final long LARGEST = 64 << 20;

  private final RulesSettings settings;
  private final Path base;
  private final RuleBookBuilder builder;
  private final List<String> unread = new ArrayList<>();
  private String origin = "Mailweir's own rules";

  /**
   * @param base the folder that relative names count from
   */
  RuleFiles(RulesSettings settings, Path base) {
    this.settings = settings;
    this.base = base;
    this.builder = new RuleBookBuilder(settings.situation().network(), RuleFiles::included);
  }

  /** Whose rules were chosen, in words. */
  String origin() {
    return origin;
  }

  /**
   * Reads everything.
   *
   * @throws RuleFilesException when a file is missing or unreadable: with half of the rules every
   *     spam would be called clean
   */
  RuleBook read() throws RuleFilesException {
    Optional<StockRules> stock =
        settings.set() == RuleSource.OWN
            ? Optional.empty()
            : StockRules.find(settings.stockDirs(), settings.siteDirs());
    if (stock.isPresent()) {
      origin = stock.get().toString();
      stock.get().files().forEach(file -> readFile(file.toString(), file));
    } else if (settings.set() == RuleSource.SPAMASSASSIN) {
      unread("set = spamassassin", "finds no rules in " + settings.stockDirs());
    } else {
      builder.withAllPlugins();
      settings.files().forEach(this::readEntry);
    }
    settings.local().forEach(this::readEntry);
    if (!unread.isEmpty()) {
      throw new RuleFilesException(unread);
    }
    return builder.build();
  }

  /** Reads what one entry names; every entry must name at least one file. */
  private void readEntry(String entry) {
    try {
      List<Path> found = find(entry);
      if (found.isEmpty()) {
        unread(entry, "matches no file below " + base);
      }
      found.forEach(file -> readFile(entry, file));
    } catch (IOException e) {
      unread(entry, "cannot be looked up: " + reason(e));
    } catch (IllegalArgumentException e) {
      unread(entry, "is no file name or pattern: " + e.getMessage());
    }
  }

  private void readFile(String entry, Path file) {
    try {
      builder.addFile(file.toString(), octets(file));
    } catch (IOException e) {
      unread(entry, file + " cannot be read: " + reason(e));
    }
  }

  private static String octets(Path file) throws IOException {
    if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
      throw new IOException("larger than " + LARGEST + " bytes");
    }
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static String included(String name) throws RuleSyntaxException {
    try {
      return octets(Path.of(name));
    } catch (IOException | IllegalArgumentException e) {
      String why = e instanceof IOException io ? reason(io) : String.valueOf(e.getMessage());
      throw new RuleSyntaxException(
          name + " cannot be included: " + why, "mend the file or its name, or remove the line");
    }
  }

  private void unread(String entry, String what) {
    unread.add("\"" + entry + "\" " + what + "; mend the file or its name, or remove the entry");
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException none -> "no such file";
      case AccessDeniedException denied -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }

  private List<Path> find(String entry) throws IOException {
    int slash = entry.lastIndexOf('/');
    String last = entry.substring(slash + 1);
    Path folder = base.resolve(entry.substring(0, slash + 1));
    if (last.indexOf('*') < 0 && last.indexOf('?') < 0) {
      return List.of(folder.resolve(last));
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, last)) {
      stream.forEach(found::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    found.sort(null);
    return found;
  }
}
