package org.mailweir.receive;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.mailweir.act.RecipientResult;
import org.mailweir.decide.Disposition;
import org.mailweir.mail.Origin;
import org.mailweir.mail.Recipient;
import org.mailweir.metrics.Metrics;
import org.mailweir.net.Endpoint;
import org.mailweir.pipeline.Outcome;
import org.mailweir.pipeline.Transaction;
import org.mailweir.reinject.SmtpReply;
import org.mailweir.settings.DataSize;

/** A listener on a free port with a pipeline that only writes down what it is given. */
final class Dialogue implements AutoCloseable {

  /** What the pipeline was given, read out while the message was there. */
  record Received(Transaction tx, String message) {
    List<String> recipients() {
      return tx.envelope().recipients().stream().map(r -> r.address().text()).toList();
    }
  }

  final List<Received> received = new CopyOnWriteArrayList<>();
  private final SmtpListener listener;
  private final Admission admission;
  private Function<Recipient, RecipientResult> answer = Dialogue::delivered;

  Dialogue(Path spool) throws IOException {
    admission = new Admission(8, this::process, new Metrics());
    listener =
        new SmtpListener(settings(spool), new Endpoint("127.0.0.1", 0), Origin.OUTSIDE, admission);
    listener.start();
  }

  private static ListenSettings settings(Path spool) {
    ListenSettings d = ListenSettings.DEFAULT;
    return new ListenSettings(
        d.outside(),
        null,
        "filter.test",
        d.allowFrom(),
        false,
        50,
        8,
        10,
        DataSize.ofKiB(64),
        spool,
        Duration.ofSeconds(20),
        Duration.ofSeconds(5));
  }

  private Outcome process(Transaction tx) {
    try (InputStream in = tx.message().open()) {
      received.add(new Received(tx, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return new Outcome(tx.envelope().recipients().stream().map(answer).toList());
  }

  void answer(Function<Recipient, RecipientResult> perRecipient) {
    answer = perRecipient;
  }

  static RecipientResult delivered(Recipient recipient) {
    return new RecipientResult.Delivered(
        recipient,
        new Disposition.Pass(new Disposition.Marks("5.0", false), ""),
        new SmtpReply(250, "2.0.0 Ok: queued as X1"));
  }

  /** Waits for the pipeline to have got that many messages. */
  List<Received> await(int count) throws InterruptedException {
    for (int i = 0; i < 500 && received.size() < count; i++) {
      Thread.sleep(10);
    }
    return List.copyOf(received);
  }

  Client connect() throws IOException {
    Client client = new Client(listener.port());
    client.reply();
    return client;
  }

  void drain() {
    admission.shut();
    listener.stop(Duration.ofSeconds(5));
  }

  @Override
  public void close() {
    listener.stop(Duration.ZERO);
  }

  /** Says what it is told to. */
  static final class Client implements AutoCloseable {
    private final Socket socket;

    Client(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
    }

    void raw(String octets) throws IOException {
      socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /** One reply with all its lines, joined by a bar; "closed" when there is none. */
    String reply() throws IOException {
      StringBuilder reply = new StringBuilder();
      while (true) {
        String line = line();
        if (line == null) {
          return "closed";
        }
        reply.append(reply.isEmpty() ? "" : "|").append(line);
        if (line.length() < 4 || line.charAt(3) != '-') {
          return reply.toString();
        }
      }
    }

    private String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int b = socket.getInputStream().read(); b >= 0; b = socket.getInputStream().read()) {
        if (b == '\n') {
          return line.toString().stripTrailing();
        }
        line.append((char) b);
      }
      return null;
    }

    String ask(String command) throws IOException {
      raw(command + "\r\n");
      return reply();
    }

    /** Greets, and opens a transaction for the recipients up to DATA. */
    void open(String hello, String... recipients) throws IOException {
      ask(hello + " client.test");
      ask("MAIL FROM:<s@client.test>");
      for (String recipient : recipients) {
        ask("RCPT TO:<" + recipient + ">");
      }
      ask("DATA");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
