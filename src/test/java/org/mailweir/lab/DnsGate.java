package org.mailweir.lab;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A DNS port, UDP and TCP, before that of a real server, which can make it behave badly, and knows
 * what was asked when.
 */
final class DnsGate implements AutoCloseable {

  private static final int HEADER = 12;
  private static final int REFUSED = 5;
  private static final int PATIENCE_MILLIS = 5_000;

  private final int behind;
  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile String manner = "well";
  private volatile long delayMillis;

  /** A question, and when it came and its answer left; 0 while none has. */
  record Asked(String name, long arrived, long[] left) {}

  private DnsGate(int behind) throws IOException {
    this.behind = behind;
    InetAddress here = InetAddress.getLoopbackAddress();
    this.tcp = new ServerSocket(0, 100, here);
    this.udp = new DatagramSocket(new InetSocketAddress(here, tcp.getLocalPort()));
    udp.setReceiveBufferSize(4 << 20);
    Thread.ofPlatform().daemon().name("dns-gate").start(this::serveUdp);
    Thread.ofPlatform().daemon().name("dns-gate-tcp").start(this::serveTcp);
  }

  static DnsGate before(int behind) {
    try {
      return new DnsGate(behind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String address() {
    return "127.0.0.1:" + tcp.getLocalPort();
  }

  /**
   * How it behaves: {@code well}, {@code dead} (silence), {@code slow MILLIS}, {@code nonsense}
   * (noise behind a proper header), {@code refused}, {@code cut} (an answer that breaks off).
   */
  void behave(String how) {
    String[] words = how.strip().split("\\s+");
    if (!List.of("well", "dead", "slow", "nonsense", "refused", "cut").contains(words[0])) {
      throw new IllegalArgumentException("a DNS server does not behave " + how);
    }
    manner = words[0];
    delayMillis = words.length > 1 ? Long.parseLong(words[1]) : words[0].equals("slow") ? 50 : 0;
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  private void serveUdp() {
    while (!udp.isClosed()) {
      DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
      try {
        udp.receive(packet);
      } catch (IOException closed) {
        return;
      }
      byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
      Asked note = note(query);
      SocketAddress from = packet.getSocketAddress();
      Thread.startVirtualThread(() -> answerUdp(query, from, note));
    }
  }

  private void answerUdp(byte[] query, SocketAddress from, Asked note) {
    try {
      Optional<byte[]> answer = answer(query, false);
      if (answer.isPresent()) {
        note.left()[0] = System.nanoTime();
        udp.send(new DatagramPacket(answer.get(), answer.get().length, from));
      }
    } catch (IOException | InterruptedException e) {
      // Silence is an answer, too.
    }
  }

  private void serveTcp() {
    while (!tcp.isClosed()) {
      try {
        Socket socket = tcp.accept();
        Thread.startVirtualThread(() -> talk(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      while (true) {
        byte[] query = in.readNBytes(in.readUnsignedShort());
        Asked note = note(query);
        Optional<byte[]> answer = answer(query, true);
        if (answer.isEmpty()) {
          continue;
        }
        note.left()[0] = System.nanoTime();
        out.writeShort(answer.get().length);
        out.write(answer.get());
      }
    } catch (IOException | InterruptedException e) {
      // The client has gone.
    }
  }

  private Optional<byte[]> answer(byte[] query, boolean byTcp)
      throws IOException, InterruptedException {
    String how = manner;
    if (how.equals("dead")) {
      return Optional.empty();
    }
    Thread.sleep(delayMillis);
    return Optional.of(
        switch (how) {
          case "refused" -> reply(query, REFUSED, query.length);
          case "nonsense" -> nonsense(query);
          case "cut" -> cut(real(query, byTcp));
          default -> real(query, byTcp);
        });
  }

  private static byte[] cut(byte[] answer) {
    return Arrays.copyOf(answer, Math.max(HEADER, answer.length / 2));
  }

  /** The question sent back as an answer with that result code. */
  private static byte[] reply(byte[] query, int code, int length) {
    byte[] reply = Arrays.copyOf(query, length);
    reply[2] |= (byte) 0x80;
    reply[3] = (byte) (reply[3] & 0xf0 | code);
    return reply;
  }

  private static byte[] nonsense(byte[] query) {
    byte[] noise = reply(query, 0, query.length + 40);
    noise[7] = 9; // It claims nine answers.
    Arrays.fill(noise, query.length, noise.length, (byte) 0xc1);
    return noise;
  }

  private byte[] real(byte[] query, boolean byTcp) throws IOException {
    if (byTcp) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), behind)) {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeShort(query.length);
        out.write(query);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        return in.readNBytes(in.readUnsignedShort());
      }
    }
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(InetAddress.getLoopbackAddress(), behind);
      socket.send(new DatagramPacket(query, query.length));
      DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
      socket.receive(answer);
      return Arrays.copyOf(answer.getData(), answer.getLength());
    }
  }

  private Asked note(byte[] query) {
    StringBuilder name = new StringBuilder();
    int at = HEADER;
    while (at < query.length && query[at] > 0 && at + 1 + query[at] <= query.length) {
      name.append(new String(query, at + 1, query[at], StandardCharsets.ISO_8859_1)).append('.');
      at += 1 + query[at];
    }
    Asked note = new Asked(name.toString(), System.nanoTime(), new long[1]);
    asked.add(note);
    return note;
  }

  @Override
  public void close() {
    try {
      udp.close();
      tcp.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
