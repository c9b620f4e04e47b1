package org.mailweir.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A TCP port in front of a real server that can make it behave badly. */
final class Unruly implements Peer {

  /** How much of a reply arrives before it is cut. */
  private static final int BEGINNING = 9;

  private enum Manner {
    WELL,
    DEAD,
    SLOW,
    NONSENSE,
    CUT
  }

  private final int port = Ports.free();
  private final int behind;
  private final AutoCloseable server;
  private final @Nullable Path log;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile Manner manner = Manner.DEAD;
  private ServerSocket listener;

  private Unruly(int behind, AutoCloseable server, @Nullable Path log) {
    this.behind = behind;
    this.server = server;
    this.log = log;
  }

  /**
   * @param behind the port of the real server
   * @param server what ends it
   */
  static Unruly before(int behind, AutoCloseable server) {
    return before(behind, server, null);
  }

  /**
   * The same.
   *
   * @param log where the server writes what it does
   */
  static Unruly before(int behind, AutoCloseable server, @Nullable Path log) {
    Unruly unruly = new Unruly(behind, server, log);
    unruly.behave("well");
    return unruly;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public String log() {
    try {
      return log == null || !Files.exists(log) ? "" : Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connections that are open are cut: they belong to the time before. */
  @Override
  public synchronized void behave(String how) {
    Manner next = Manner.valueOf(how.toUpperCase(Locale.ROOT));
    shut();
    manner = next;
    if (next != Manner.DEAD) {
      listen();
    }
  }

  private void listen() {
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

  private void shut() {
    if (listener == null) {
      return;
    }
    quietly(listener);
    listener = null;
    sockets.forEach(Unruly::quietly);
    sockets.clear();
    // A thread that is accepting may keep the port alive for a moment.
    Waiting.need("the port to shut", Duration.ofSeconds(5), () -> !Waiting.answers(port));
  }

  private void accept(ServerSocket opened) {
    while (!opened.isClosed()) {
      try {
        Socket client = opened.accept();
        sockets.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try {
      switch (manner) {
        case WELL -> connect(client, Long.MAX_VALUE);
        case CUT -> connect(client, BEGINNING);
        case NONSENSE -> babble(client);
        case SLOW -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
        case DEAD -> {}
      }
    } catch (IOException gone) {
      // The client has had enough.
    } finally {
      quietly(client);
      sockets.remove(client);
    }
  }

  /** Passes everything on, and of the server's words at most that many bytes. */
  private void connect(Socket client, long most) throws IOException {
    try (Socket inside = new Socket("127.0.0.1", behind)) {
      sockets.add(inside);
      Thread.ofVirtual().start(() -> forward(client, inside));
      InputStream in = inside.getInputStream();
      byte[] block = new byte[8192];
      long left = most;
      for (int n = in.read(block); n >= 0 && left > 0; n = left > 0 ? in.read(block) : -1) {
        int passed = (int) Math.min(n, left);
        client.getOutputStream().write(block, 0, passed);
        left -= passed;
      }
    }
  }

  private static void forward(Socket client, Socket inside) {
    try {
      client.getInputStream().transferTo(inside.getOutputStream());
      inside.shutdownOutput();
    } catch (IOException gone) {
      // The other direction notices it.
    }
  }

  /** Says what no protocol says, the same each time. */
  private static void babble(Socket client) throws IOException {
    byte[] words = new byte[200];
    new Random(4).nextBytes(words);
    client.getInputStream().read();
    client.getOutputStream().write(words);
    client.getOutputStream().write("\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    client.shutdownOutput();
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private static void quietly(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception e) {
      // It was closed already.
    }
  }

  @Override
  public synchronized void close() {
    shut();
    quietly(server);
  }
}
