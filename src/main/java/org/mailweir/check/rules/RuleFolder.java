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

/** Finds and reads the files that the settings name. */
final class RuleFolder {

  private final Path base;
  private final RuleSetBuilder builder;
  private final List<String> unread = new ArrayList<>();

  RuleFolder(Path base, RuleSetBuilder builder) {
    this.base = base;
    this.builder = builder;
  }

  /** What could not be read, one sentence each. */
  List<String> unread() {
    return unread;
  }

  /** Reads what one entry names; every entry must name at least one file. */
  void read(String entry) {
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
      builder.addFile(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      unread(entry, file + " cannot be read: " + reason(e));
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
