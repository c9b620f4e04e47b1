package org.mailweir.check.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds and reads the files that the settings name. */
final class RuleFolder {

  private final Path base;
  private final RuleSetBuilder builder;

  RuleFolder(Path base, RuleSetBuilder builder) {
    this.base = base;
    this.builder = builder;
  }

  void read(String files) {
    try {
      List<Path> found = find(files);
      if (found.isEmpty()) {
        problem(files, "no such file");
      }
      for (Path file : found) {
        builder.addFile(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      problem(files, "cannot be read: " + e);
    }
  }

  private void problem(String files, String what) {
    String remedy = "mend the setting \"files\" of the rules, or the file's permissions";
    builder.problem(new RuleProblem(new Location(files, 0), what, remedy));
  }

  private List<Path> find(String files) throws IOException {
    int slash = files.lastIndexOf('/');
    String last = files.substring(slash + 1);
    Path folder = base.resolve(files.substring(0, slash + 1));
    List<Path> found = new ArrayList<>();
    if (last.indexOf('*') < 0 && last.indexOf('?') < 0) {
      if (Files.exists(folder.resolve(last))) {
        found.add(folder.resolve(last));
      }
    } else if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, last)) {
        stream.forEach(found::add);
      }
    }
    found.sort(null);
    return found;
  }
}
