package org.mailweir.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mailweir.settings.Where;
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
   * @param files the configuration file and its drop-ins
   * @param where each key stands, by its name with its table, such as {@code rules.files}
   */
  public record Loaded(MailweirSettings settings, Path folder, List<Path> files, Where where) {

    /** Something wrong with a key that only shows when it is put to use. */
    public Problem problem(String key, String message) {
      return Problem.at(where.of(key), files.getFirst().toString(), key, message);
    }
  }

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
    Map<String, String> places = new HashMap<>();
    MailweirSettings settings = MailweirSettings.DEFAULT;
    for (Path each : files) {
      settings = readOver(settings, each, new Binder(each.toString(), problems, places), problems);
    }
    Loaded loaded = new Loaded(resolved(settings, folder), folder, files, new Where(places));
    if (problems.isEmpty()) {
      problems.addAll(Validation.problems(loaded));
    }
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return loaded;
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
      MailweirSettings settings, Path file, Binder binder, List<Problem> problems) {
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
      return binder.bind(settings, toml, "");
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
        s.networks(),
        s.dns(),
        s.domains(),
        s.dnsbl(),
        s.rules(),
        s.auth(),
        s.attachments(),
        s.virus(),
        s.spamd(),
        s.bayes(),
        s.learn().in(state),
        s.training(),
        s.recent().in(state),
        s.history().in(state),
        s.autolearn(),
        s.policy(),
        s.recipient(),
        s.reinject(),
        s.quarantine().in(state.resolve(s.quarantine().dir())),
        s.digest().in(folder),
        s.web().in(state),
        s.journal(),
        s.control().in(state));
  }
}
