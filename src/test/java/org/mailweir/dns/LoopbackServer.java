package org.mailweir.dns;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A DNS server on loopback, UDP and TCP on one port, that says what a test tells it to, and knows
 * what it was asked.
 */
public final class LoopbackServer implements AutoCloseable {

  /** What it says: any number of replies, none for silence. */
  public interface Script {
    List<byte[]> replies(Message query, boolean tcp) throws IOException, InterruptedException;
  }

  /** One question as it arrived. */
  public record Asked(String name, String type, long nanoTime) {}

  static {
    // A line for each question would cost more than the question.
    ((Logger) LoggerFactory.getLogger("org.xbill")).setLevel(Level.WARN);
  }

  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Script script;

  public LoopbackServer(Script script) throws IOException {
    this.script = script;
    InetAddress here = InetAddress.getLoopbackAddress();
    this.tcp = new ServerSocket(0, 50, here);
    this.udp = new DatagramSocket(new InetSocketAddress(here, tcp.getLocalPort()));
    udp.setReceiveBufferSize(4 << 20);
    Thread.ofPlatform().daemon().start(this::serveUdp);
    Thread.ofPlatform().daemon().start(this::serveTcp);
  }

  public String address() {
    return "127.0.0.1:" + tcp.getLocalPort();
  }

  public List<Asked> asked() {
    return List.copyOf(asked);
  }

  public void says(Script other) {
    script = other;
  }

  private void serveUdp() {
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        udp.receive(packet);
        byte[] query = Arrays.copyOf(packet.getData(), packet.getLength());
        SocketAddress from = packet.getSocketAddress();
        note(query);
        Thread.startVirtualThread(
            () -> {
              try {
                for (byte[] reply : script.replies(new Message(query), false)) {
                  udp.send(new DatagramPacket(reply, reply.length, from));
                }
              } catch (IOException | InterruptedException e) {
                // The test is over.
              }
            });
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void note(byte[] query) throws IOException {
    Record question = new Message(query).getQuestion();
    asked.add(
        new Asked(
            question.getName().toString(true), Type.string(question.getType()), System.nanoTime()));
  }

  private void serveTcp() {
    try {
      while (true) {
        Socket socket = tcp.accept();
        Thread.startVirtualThread(() -> talk(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      while (true) {
        byte[] query = in.readNBytes(in.readUnsignedShort());
        for (byte[] reply : script.replies(new Message(query), true)) {
          out.writeShort(reply.length);
          out.write(reply);
        }
      }
    } catch (IOException | InterruptedException e) {
      // The client has gone, or the test is over.
    }
  }

  /** A reply to that question with these records, written as in a zone file. */
  public static Message reply(Message query, int rcode, String... answers) throws IOException {
    Message reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.getHeader().setFlag(Flags.RA);
    reply.getHeader().setRcode(rcode);
    reply.addRecord(query.getQuestion(), Section.QUESTION);
    for (String answer : answers) {
      reply.addRecord(record(answer), Section.ANSWER);
    }
    return reply;
  }

  /** A record from {@code NAME TTL TYPE DATA}. */
  static Record record(String text) throws IOException {
    String[] words = text.split(" ", 4);
    return Record.fromString(
        Name.fromString(words[0], Name.root),
        Type.value(words[2]),
        DClass.IN,
        Long.parseLong(words[1]),
        words[3],
        Name.root);
  }

  @Override
  public void close() throws IOException {
    tcp.close();
    udp.close();
  }
}
