package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** A spamd with the rules of the Debian package, no network, and a Bayes of its own. */
final class RealSpamd implements Peers.Kind {

  @Override
  public String command() {
    return "spamd";
  }

  @Override
  public String debianPackage() {
    return "spamd";
  }

  @Override
  public Peer start(Workshop workshop, Path scenario, String argument) {
    int port = Ports.free();
    Path folder = workshop.folder("spamd-" + port);
    try {
      Path site = Files.createDirectory(folder.resolve("site"));
      plugins(site);
      Path learned = Files.createDirectory(folder.resolve("learned"));
      // Started by root, spamd works as nobody.
      Files.setPosixFilePermissions(learned, PosixFilePermissions.fromString("rwxrwxrwx"));
      Files.writeString(
          site.resolve("local.cf"),
          "use_bayes 1\nbayes_auto_learn 0\nbayes_path %s/bayes\n".formatted(learned));
      AutoCloseable server =
          RealServer.start(
              port,
              folder,
              Duration.ofSeconds(60),
              "spamd",
              "-x",
              "-L",
              "--allow-tell",
              "--max-children=2",
              "--listen=127.0.0.1:" + port,
              "--siteconfigpath=" + site,
              "--helper-home-dir=" + folder,
              "--syslog=" + folder.resolve("log"),
              "--pidfile=" + folder.resolve("pid"));
      return Unruly.before(port, server, folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Which plugins are loaded, as the package has it. */
  private static void plugins(Path site) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("/etc/spamassassin"), "*.pre")) {
      for (Path file : files) {
        Files.copy(file, site.resolve(file.getFileName()));
      }
    }
  }
}
