package org.mailweir.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.RawMessage;
import org.mailweir.mail.TransactionId;
import org.mailweir.metrics.Metrics;
import org.mailweir.net.Endpoint;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.quarantine.Quarantine;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.QuarantineSettings;
import org.mailweir.reinject.ReinjectSettings;
import org.mailweir.reinject.SmtpReinjector;

/** Release and delete. */
class ReviewTest {

  private static final TransactionId ID = TransactionId.at(1_795_000_000_000L);
  private static final String TEXT = "Subject: s\r\n\r\n.dot\r\n..dots\r\nX-Spam-Flag: NO\r\n";

  private static final InMemoryMessage MESSAGE = InMemoryMessage.of(TEXT);

  @TempDir Path temp;
  private final List<String> dialogue = new CopyOnWriteArrayList<>();
  private ServerSocket server;
  private SmtpReinjector reinjector;
  private QuarantineFolder quarantine;
  private Review review;
  private volatile String afterDot = "250 2.0.0 Ok: queued as R1";

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    ReinjectSettings d = ReinjectSettings.DEFAULT;
    reinjector =
        new SmtpReinjector(
            new ReinjectSettings(
                new Endpoint("127.0.0.1", server.getLocalPort()),
                d.helo(),
                4,
                100,
                d.commandTimeout(),
                d.finalTimeout(),
                d.keepIdle()),
            new Metrics());
    quarantine = new QuarantineFolder(new QuarantineSettings(temp.resolve("q")));
    review = new Review(quarantine, reinjector);
    quarantine.hold(record(), MESSAGE);
  }

  @AfterEach
  void close() throws IOException {
    reinjector.close();
    server.close();
  }

  private static HeldMessage record() {
    return new HeldMessage(
        1,
        ID.text(),
        "2026-11-20T10:00:00Z",
        "",
        new MailParameters("8BITMIME", false, null, null),
        Stream.of("a@x.example", "\"B\"@X.example", "c@x.example")
            .map(
                r ->
                    new HeldMessage.HeldRecipient(
                        r, "NEVER", null, "because", State.HELD, null, null))
            .toList(),
        new ClientInfo(null, "192.0.2.1", null, null, null, "Q1", "REMOTE"),
        "s",
        "",
        MESSAGE.size(),
        MESSAGE.sha256(),
        20,
        "r",
        List.of(),
        List.of());
  }

  /** A small Postfix that writes down what it hears. */
  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        say(socket, "220 hi");
        boolean data = false;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          dialogue.add(line);
          if (data && !line.equals(".")) {
            continue;
          }
          if (line.startsWith("EHLO")) {
            say(socket, "250-hi\r\n250-8BITMIME\r\n250-DSN\r\n250 XFORWARD ADDR IDENT");
          } else {
            say(socket, line.equals(".") ? afterDot : line.equals("DATA") ? "354 go" : "250 ok");
          }
          data = line.equals("DATA");
        }
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void say(Socket socket, String reply) throws IOException {
    socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aReleaseHasTheOriginalEnvelopeAndTheOriginalBytes() throws IOException {
    assertEquals(List.of("\"B\"@X.example:RELEASED"), release("b@x.example"));
    assertEquals(
        List.of(
            "XFORWARD ADDR=192.0.2.1 IDENT=Q1",
            "MAIL FROM:<> BODY=8BITMIME",
            "RCPT TO:<\"B\"@X.example> NOTIFY=NEVER",
            "DATA",
            "Subject: s",
            "",
            "..dot",
            "...dots",
            "X-Spam-Flag: NO",
            "."),
        dialogue.subList(1, dialogue.size()));
    assertEquals(
        List.of(State.HELD, State.RELEASED, State.HELD),
        quarantine.find(ID).orElseThrow().recipients().stream().map(r -> r.state()).toList());
  }

  @Test
  void fiveClicksAtOnceDeliverOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
      List<Callable<List<String>>> clicks =
          java.util.Collections.nCopies(5, () -> release("a@x.example"));
      for (var click : threads.invokeAll(clicks)) {
        click.get();
      }
    }
    assertEquals(1, dialogue.stream().filter("."::equals).count());
  }

  @Test
  void whatCannotBeDeliveredStaysHeld() throws IOException {
    afterDot = "451 4.3.0 later";
    assertEquals(
        List.of(
            "a@x.example:failed 451 4.3.0 later",
            "\"B\"@X.example:failed 451 4.3.0 later",
            "c@x.example:failed 451 4.3.0 later"),
        release(null));
    assertEquals(3, quarantine.find(ID).orElseThrow().held().size());
    server.close();
    reinjector.close();
  }

  /** What lies on disk instead of the message, and what is said about it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "Subject: s ! the held message has 10 bytes, its record says 45",
        "Subject: S\\r\\n\\r\\n.dot\\r\\n..dots\\r\\nX-Spam-Flag: NO\\r\\n"
            + " ! the held message has been changed: its SHA-256 is not that of its record",
      })
  void aDamagedMessageIsNotSentAndStaysHeld(String bytes, String why) throws IOException {
    Files.writeString(eml(), bytes.translateEscapes());
    assertEquals(List.of("a@x.example:failed " + why), release("a@x.example"));
    assertEquals(List.of(), List.copyOf(dialogue));
    assertEquals(3, quarantine.find(ID).orElseThrow().held().size());
  }

  @Test
  void anUnreadableMessageIsToldFromABrokenConnection() throws IOException {
    Files.delete(eml());
    assertEquals(
        List.of(
            "a@x.example:failed the held message cannot be read:"
                + " java.nio.file.NoSuchFileException: "
                + eml()),
        release("a@x.example"));
    assertEquals(List.of(), List.copyOf(dialogue));
  }

  @Test
  void aBrokenConnectionIsNoTroubleOfTheMessage() throws IOException {
    HeldBytes bytes = new HeldBytes(quarantine, quarantine.find(ID).orElseThrow());
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("connection reset");
          }
        };
    assertThrows(IOException.class, () -> bytes.writeTo(broken));
    assertNull(bytes.trouble());
  }

  @Test
  void aMessageThatChangesWhileItIsSentIsNotCommitted() throws IOException {
    review = new Review(new CutShortTheSecondTime(quarantine), reinjector);
    assertEquals(
        List.of("a@x.example:failed 451 4.3.0 the held message has 9 bytes, its record says 45"),
        release("a@x.example"));
    assertEquals(List.of(), dialogue.stream().filter("."::equals).toList());
    assertEquals(3, quarantine.find(ID).orElseThrow().held().size());
  }

  /** A disk that loses the end of a message after it was read once. */
  private static final class CutShortTheSecondTime implements Quarantine {
    private final Quarantine real;
    private int opened;

    CutShortTheSecondTime(Quarantine real) {
      this.real = real;
    }

    @Override
    public InputStream open(TransactionId id) throws IOException {
      InputStream all = real.open(id);
      return opened++ == 0 ? all : new ByteArrayInputStream(all.readNBytes(9));
    }

    @Override
    public void hold(HeldMessage record, RawMessage message) throws IOException {
      real.hold(record, message);
    }

    @Override
    public List<HeldMessage> list(Predicate<HeldMessage> wanted, int limit) throws IOException {
      return real.list(wanted, limit);
    }

    @Override
    public Optional<HeldMessage> find(TransactionId id) throws IOException {
      return real.find(id);
    }

    @Override
    public HeldMessage change(TransactionId id, Change change) throws IOException {
      return real.change(id, change);
    }
  }

  private Path eml() {
    return temp.resolve("q/2026/11/18/" + ID + ".eml");
  }

  @Test
  void deletedMailIsNotReleased() throws IOException {
    review.delete(ID, "a@x.example");
    assertEquals(
        List.of("a@x.example:already DELETED", "\"B\"@X.example:RELEASED", "c@x.example:RELEASED"),
        release(null));
    assertEquals(2, dialogue.stream().filter(l -> l.startsWith("RCPT")).count());
  }

  @Test
  void whoIsNoRecipientGetsNothing() {
    assertThrows(IOException.class, () -> review.release(ID, "stranger@x.example"));
    assertThrows(IOException.class, () -> review.release(TransactionId.at(1), "a@x.example"));
  }

  private List<String> release(String only) throws IOException {
    return review.release(ID, only).stream()
        .map(
            result ->
                result.recipient()
                    + ":"
                    + switch (result) {
                      case Review.Result.Done d -> d.state().name();
                      case Review.Result.Already a -> "already " + a.state();
                      case Review.Result.Failed f -> "failed " + f.why();
                    })
        .toList();
  }
}
