package org.mailweir.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port in front of another one that can be shut: connections through it are cut, and new ones are
 * refused, as if the server behind it had died.
 */
final class Gate implements AutoCloseable {

  private static final int TRIES = 5;

  private final int port;
  private final int behind;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;

  private Gate(int port, int behind) {
    this.port = port;
    this.behind = behind;
  }

  static Gate before(int behind) {
    for (int attempt = 0; ; attempt++) {
      Gate gate = new Gate(Ports.free(), behind);
      try {
        gate.open();
        return gate;
      } catch (UncheckedIOException taken) {
        if (attempt == TRIES) { // by another run, between the look at the port and its use
          throw taken;
        }
      }
    }
  }

  int port() {
    return port;
  }

  synchronized void open() {
    try {
      ServerSocket opened = new ServerSocket();
      opened.setReuseAddress(true);
      opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
      listener = opened;
      Thread.ofVirtual().start(() -> accept(opened));
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port, e);
    }
  }

  /** Cuts everything. */
  synchronized void shut() {
    quietly(listener);
    sockets.forEach(Gate::quietly);
    sockets.clear();
    // A thread that is accepting may keep the port alive for a moment.
    Waiting.need("the gate to shut", Duration.ofSeconds(5), () -> !Waiting.answers(port));
  }

  private void accept(ServerSocket opened) {
    while (!opened.isClosed()) {
      try {
        Socket outside = opened.accept();
        Thread.ofVirtual().start(() -> connect(outside));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void connect(Socket outside) {
    sockets.add(outside);
    try {
      Socket inside = new Socket("127.0.0.1", behind);
      sockets.add(inside);
      outside.setTcpNoDelay(true);
      inside.setTcpNoDelay(true);
      Thread.ofVirtual().start(() -> copy(inside, outside));
      copy(outside, inside);
    } catch (IOException refused) {
      quietly(outside);
    }
  }

  private void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException cut) {
      // Both ends learn of it below.
    } finally {
      quietly(from);
      quietly(to);
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private static void quietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // It was closed already.
    }
  }

  @Override
  public void close() {
    shut();
  }
}
