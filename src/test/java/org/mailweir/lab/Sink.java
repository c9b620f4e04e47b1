package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * An SMTP and LMTP server on 127.0.0.1 that answers by a script and remembers what it took: the
 * place where mail ends, and the stand-in for Postfix on port 10025.
 */
public final class Sink implements AutoCloseable {

  private final ServerSocket socket;
  private final Script script;
  private final List<Delivery> deliveries = new ArrayList<>();
  private final Set<Socket> sessions = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> commands = new CopyOnWriteArrayList<>();

  private Sink(ServerSocket socket, Script script) {
    this.socket = socket;
    this.script = script;
  }

  static Sink start(Script script) {
    return start(Ports.free(), script);
  }

  static Sink start(int port, Script script) {
    try {
      Sink sink = new Sink(new ServerSocket(port, 1_024, InetAddress.getLoopbackAddress()), script);
      Thread.ofVirtual().name("sink").start(sink::accept);
      return sink;
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port, e);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        connections.incrementAndGet();
        sessions.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      new SinkSession(client, script, this).run();
    } catch (IOException gone) {
      // The client went away; a transaction that was not finished does not count.
    } finally {
      sessions.remove(client);
    }
  }

  int port() {
    return socket.getLocalPort();
  }

  /** How many connections were made since the start. */
  int connections() {
    return connections.get();
  }

  /** MAIL, RCPT and DATA of all sessions as they came, refused ones too. */
  List<String> commands() {
    return List.copyOf(commands);
  }

  void heard(String command) {
    commands.add(command);
  }

  void took(Delivery delivery) {
    synchronized (deliveries) {
      deliveries.add(delivery);
    }
  }

  List<Delivery> deliveries() {
    synchronized (deliveries) {
      return List.copyOf(deliveries);
    }
  }

  List<Delivery> deliveries(Predicate<Delivery> which) {
    return deliveries().stream().filter(which).toList();
  }

  int count() {
    synchronized (deliveries) {
      return deliveries.size();
    }
  }

  void forget() {
    synchronized (deliveries) {
      deliveries.clear();
    }
    commands.clear();
  }

  /** Waits until at least so many messages are here. */
  boolean await(int messages, Duration atMost) {
    return Waiting.until(atMost, () -> count() >= messages);
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket session : sessions) {
        session.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
