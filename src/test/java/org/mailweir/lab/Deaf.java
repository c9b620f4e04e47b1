package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A port, TCP and UDP, whose server is there and answers nothing: connections are taken by the
 * kernel, questions are never read.
 */
final class Deaf implements AutoCloseable {

  private final ServerSocket tcp;
  private final DatagramSocket udp;

  Deaf() {
    try {
      tcp = new ServerSocket(Ports.free(), 10_000, InetAddress.getLoopbackAddress());
      udp = new DatagramSocket(new InetSocketAddress("127.0.0.1", tcp.getLocalPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "127.0.0.1:" + tcp.getLocalPort();
  }

  @Override
  public void close() {
    udp.close();
    try {
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
