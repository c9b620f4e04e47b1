package org.mailweir.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import picocli.CommandLine.Option;

/** The option that every command with a configuration has. */
final class ConfigOption {

  private static final Path SYSTEM = Path.of("/etc/mailweir/mailweir.toml");

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "Configuration file. Default: $MAILWEIR_CONFIG, /etc/mailweir/mailweir.toml, or the one"
              + " that comes with the program, whichever is there first.")
  private @Nullable Path file;

  /** The file that is meant. */
  Path path() {
    if (file != null) {
      return file;
    }
    String fromEnvironment = System.getenv("MAILWEIR_CONFIG");
    if (fromEnvironment != null) {
      return Path.of(fromEnvironment);
    }
    String home = System.getProperty("mailweir.home");
    return Files.exists(SYSTEM) || home == null ? SYSTEM : Path.of(home, "etc", "mailweir.toml");
  }

  ConfigLoader.Loaded load() throws ConfigException {
    return ConfigLoader.load(path());
  }
}
