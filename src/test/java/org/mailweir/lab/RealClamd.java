package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A clamd that knows the signatures of one file of the scenario and no others; nothing is
 * downloaded.
 */
final class RealClamd implements Peers.Kind {

  @Override
  public String command() {
    return "clamd";
  }

  @Override
  public String debianPackage() {
    return "clamav-daemon";
  }

  @Override
  public Peer start(Workshop workshop, Path scenario, String argument) {
    int port = Ports.free();
    Path folder = workshop.folder("clamd-" + port);
    try {
      Path signatures = Files.createDirectory(folder.resolve("signatures"));
      Files.copy(scenario.resolve(argument), signatures.resolve("scenario.ndb"));
      Path config = folder.resolve("clamd.conf");
      Files.writeString(
          config,
          """
          Foreground yes
          TCPSocket %d
          TCPAddr 127.0.0.1
          DatabaseDirectory %s
          LogFile %s/log
          """
              .formatted(port, signatures, folder));
      return Unruly.before(
          port, RealServer.start(port, folder, Duration.ofSeconds(30), "clamd", "-c", config));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
