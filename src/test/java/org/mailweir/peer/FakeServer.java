package org.mailweir.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does with each connection what a test says. */
public final class FakeServer implements AutoCloseable {

  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Conversation conversation;

  /** What is said on a connection; it is closed afterwards. */
  @FunctionalInterface
  public interface Conversation {
    void hold(InputStream in, OutputStream out) throws IOException;
  }

  /** Takes everything and says nothing. */
  public static final Conversation SLOW =
      (in, out) -> in.transferTo(OutputStream.nullOutputStream());

  public FakeServer(Conversation conversation) throws IOException {
    this.conversation = conversation;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Says the same to everybody, whatever they say, and closes. */
  public static Conversation saying(String words) {
    return (in, out) -> {
      in.read();
      out.write(words.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      // What was not read would make the kernel throw the answer away.
      while (in.available() > 0 && in.read() >= 0) {}
    };
  }

  public void behave(Conversation other) {
    conversation = other;
  }

  public ServerAddress address() {
    return ServerAddress.parse("127.0.0.1:" + listener.getLocalPort());
  }

  public int connections() {
    return connections.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      conversation.hold(socket.getInputStream(), socket.getOutputStream());
    } catch (IOException gone) {
      // The client has had enough.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
