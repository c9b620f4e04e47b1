package org.mailweir.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Reads the configuration file and its drop-ins. */
public final class ConfigLoader {

  private static final long MAX_BYTES = 16L << 20;

  private ConfigLoader() {}

  /**
   * Settings and where they come from.
   *
   * @param folder of the configuration file; relative rule files count from here
   */
  public record Loaded(MailweirSettings settings, Path folder, List<Path> files) {}

  /**
   * Reads a file and {@code mailweir.d/*.toml} beside it.
   *
   * @throws ConfigException with every problem in all of them
   */
  public static Loaded load(Path file) throws ConfigException {
    List<Problem> problems = new ArrayList<>();
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      throw new ConfigException(List.of(new Problem(file.toString(), 0, "", "is not a file")));
    }
    List<Path> files = new ArrayList<>(List.of(file));
    files.addAll(dropIns(folder, problems));
    MailweirSettings settings = MailweirSettings.DEFAULT;
    for (Path each : files) {
      settings = readOver(settings, each, problems);
    }
    if (problems.isEmpty()) {
      Validation.problems(settings, file.toString()).forEach(problems::add);
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Loaded(resolved(settings, folder), folder, files);
  }

  private static List<Path> dropIns(Path folder, List<Problem> problems) {
    Path dropIns = folder.resolve("mailweir.d");
    if (!Files.isDirectory(dropIns)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(dropIns)) {
      return files.filter(f -> f.toString().endsWith(".toml")).sorted().toList();
    } catch (IOException e) {
      problems.add(new Problem(dropIns.toString(), 0, "", "cannot be listed: " + e.getMessage()));
      return List.of();
    }
  }

  private static MailweirSettings readOver(
      MailweirSettings settings, Path file, List<Problem> problems) {
    String name = file.toString();
    try {
      if (Files.size(file) > MAX_BYTES) {
        problems.add(new Problem(name, 0, "", "is larger than 16 MiB"));
        return settings;
      }
      TomlParseResult toml = Toml.parse(file);
      if (toml.hasErrors()) {
        toml.errors()
            .forEach(
                e ->
                    problems.add(
                        new Problem(
                            name, e.position().line(), "", String.valueOf(e.getMessage()))));
        return settings;
      }
      return new Binder(name, problems).bind(settings, toml, "");
    } catch (java.nio.file.NoSuchFileException e) {
      problems.add(
          new Problem(name, 0, "", "does not exist; \"mailweir config default\" prints one"));
    } catch (IOException e) {
      problems.add(new Problem(name, 0, "", "cannot be read: " + e.getMessage()));
    }
    return settings;
  }

  /** Paths made absolute: state_dir from the file's folder, the others from state_dir. */
  private static MailweirSettings resolved(MailweirSettings s, Path folder) {
    Path state = folder.resolve(s.stateDir());
    return new MailweirSettings(
        state,
        s.listen().spoolIn(state),
        s.analysis(),
        s.limits(),
        s.rules(),
        s.policy(),
        s.recipient(),
        s.reinject(),
        new org.mailweir.quarantine.QuarantineSettings(state.resolve(s.quarantine().dir())),
        s.journal());
  }
}
