package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A real nsd behind a {@link DnsGate}. The file that it is told is a zone for the root, so that it
 * answers every question: with what the file says, or that there is no such name.
 */
final class Nsd implements Peer {

  static final Peers.Kind KIND =
      new Peers.Kind() {
        @Override
        public String command() {
          return "nsd";
        }

        @Override
        public String debianPackage() {
          return "nsd";
        }

        @Override
        public Peer start(Workshop workshop, Path scenario, String zone) {
          return Nsd.start(workshop, scenario.resolve(zone));
        }
      };

  private final Process process;
  private final DnsGate gate;

  private Nsd(Process process, DnsGate gate) {
    this.process = process;
    this.gate = gate;
  }

  private static Nsd start(Workshop workshop, Path zone) {
    int port = Ports.free();
    Path folder = workshop.folder("nsd-" + port);
    try {
      Files.copy(zone, folder.resolve("zone"));
      Path config = Files.writeString(folder.resolve("nsd.conf"), config(folder, port));
      Process process =
          new ProcessBuilder("nsd", "-d", "-c", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      Waiting.need("nsd to answer", Duration.ofSeconds(20), () -> RblDnsd.answers(port));
      return new Nsd(process, DnsGate.before(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As whoever runs the test, without a root directory of its own, and with nothing elsewhere. */
  private static String config(Path folder, int port) {
    return """
        server:
          ip-address: 127.0.0.1
          port: %2$d
          server-count: 1
          username: ""
          chroot: ""
          zonesdir: "%1$s"
          pidfile: "%1$s/nsd.pid"
          zonelistfile: "%1$s/zone.list"
          xfrdfile: "%1$s/xfrd.state"
          xfrdir: "%1$s"
          cookie-secret-file: "%1$s/cookies"
        remote-control:
          control-enable: no
        zone:
          name: "."
          zonefile: "zone"
        """
        .formatted(folder, port);
  }

  @Override
  public String address() {
    return gate.address();
  }

  @Override
  public void behave(String how) {
    gate.behave(how);
  }

  @Override
  public void close() {
    gate.close();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
