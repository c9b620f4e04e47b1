package org.mailweir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.mailweir.config.ConfigException;
import org.mailweir.config.MailweirSettings;
import org.mailweir.control.ControlSettings;
import picocli.CommandLine.Option;

/**
 * Where the daemon is asked. It runs on with the configuration that it has read, so one on disk
 * that is broken by now must not keep anybody from asking it.
 */
final class DaemonOption {

  @Option(
      names = "--socket",
      paramLabel = "PATH",
      description =
          "Ask the daemon at this socket, whatever the configuration says. Default: socket of"
              + " [control].")
  private @Nullable Path socket;

  /**
   * The daemon to ask.
   *
   * @param err is told when the configuration cannot be used, and where the daemon is asked instead
   * @throws IOException when the configuration says that there is nobody to ask
   */
  DaemonLink link(ConfigOption config, PrintWriter err) throws IOException {
    Path path = socket != null ? socket : configured(config, err);
    if (path == null) {
      throw new IOException("control.socket is \"\", so that there is nobody to ask");
    }
    return new DaemonLink(path);
  }

  private static @Nullable Path configured(ConfigOption config, PrintWriter err) {
    try {
      return config.load().settings().control().path();
    } catch (ConfigException e) {
      Path usual = ControlSettings.DEFAULT.in(MailweirSettings.DEFAULT.stateDir()).path();
      err.println(e.getMessage());
      err.println(
          "The configuration cannot be used; the daemon is asked at "
              + usual
              + " (another place: --socket PATH).");
      return usual;
    }
  }
}
