package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real rbldnsd behind a {@link DnsGate}. The file that it is told holds a zone a line, as on its
 * command line, {@code bl.example:ip4set:clients.zone}; the zone files lie beside it.
 */
final class RblDnsd implements Peer {

  static final Peers.Kind KIND =
      new Peers.Kind() {
        @Override
        public String command() {
          return "rbldnsd";
        }

        @Override
        public String debianPackage() {
          return "rbldnsd";
        }

        @Override
        public Peer start(Workshop workshop, Path scenario, String zones) {
          return RblDnsd.start(workshop, scenario, zones);
        }
      };

  /** A question about the version, which every server answers somehow. */
  private static final byte[] PROBE = {
    1, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 4, 't', 'e', 's', 't', 0, 0, 1, 0, 1
  };

  private final Process process;
  private final DnsGate gate;

  private RblDnsd(Process process, DnsGate gate) {
    this.process = process;
    this.gate = gate;
  }

  static RblDnsd start(Workshop workshop, Path scenario, String zones) {
    int port = Ports.free();
    Path folder = workshop.folder("rbldnsd-" + port);
    try {
      List<String> command =
          new ArrayList<>(
              List.of("rbldnsd", "-n", "-4", "-q", "-t", "60", "-b", "127.0.0.1/" + port));
      command.addAll(List.of("-w", folder.toString()));
      for (String zone : Files.readAllLines(scenario.resolve(zones))) {
        if (!zone.isBlank() && !zone.startsWith("#")) {
          String file = zone.substring(zone.lastIndexOf(':') + 1).strip();
          Files.copy(scenario.resolve(file), folder.resolve(file));
          command.add(zone.strip());
        }
      }
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      Waiting.need("rbldnsd to answer", Duration.ofSeconds(20), () -> answers(port));
      return new RblDnsd(process, DnsGate.before(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a DNS server answers there. */
  static boolean answers(int port) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(200);
      socket.connect(InetAddress.getLoopbackAddress(), port);
      socket.send(new DatagramPacket(PROBE, PROBE.length));
      socket.receive(new DatagramPacket(new byte[512], 512));
      return true;
    } catch (IOException silent) {
      return false;
    }
  }

  DnsGate gate() {
    return gate;
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
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
