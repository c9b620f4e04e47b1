package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Every byte in is a byte out. Generated messages, and all files of the folders that are named, go
 * by LMTP through Mailweir to a sink; each must come out as it went in, but for the header fields
 * that a filter may touch.
 */
final class TortureExact {

  private static final int CLIENTS = 4;
  private static final int BATCH = 256;
  private static final int SHOWN = 5;

  /** Nothing is held, and no subject is tagged, whatever the verdict. */
  private static final String PASS_ALL = "[policy]\ntag_subject = 100000.0\nhold = 100000.0\n";

  private final Map<String, byte[]> underway = new ConcurrentHashMap<>();
  private final Queue<String> differences = new ConcurrentLinkedQueue<>();
  private final AtomicInteger equal = new AtomicInteger();
  private final AtomicInteger stray = new AtomicInteger();

  private TortureExact() {}

  public static void main(String[] arguments) {
    Options options = Options.of(arguments, "--messages", "--dir", "--seed");
    run(
            options.number("--messages", 5_000),
            options.all("--dir").stream().map(Path::of).toList(),
            options.number("--seed", 1))
        .end();
  }

  static Tally run(int messages, List<Path> folders, long seed) {
    try (Workshop workshop = Workshop.open("exact")) {
      return new TortureExact().through(workshop, messages, folders, seed);
    }
  }

  private Tally through(Workshop workshop, int messages, List<Path> folders, long seed) {
    Recipe.WiringPorts ports = Recipe.WiringPorts.free();
    Sink sink = workshop.own(Sink.start(ports.reinjection(), new Comparing()));
    MailweirProcess mailweir =
        MailweirProcess.start(workshop, MailweirConfig.of(ports, PASS_ALL), "");
    MailGen generator = new MailGen(seed);
    send(ports.outside(), sink, "g", messages, generator::message);
    int files = 0;
    for (Path folder : folders) {
      List<Path> all = files(folder);
      send(ports.outside(), sink, "f" + files + ".", all.size(), i -> file(all.get(i)));
      files += all.size();
    }
    mailweir.terminate();
    differences.stream().limit(SHOWN).forEach(System.err::println);
    int missing = messages + files - equal.get() - differences.size();
    return Tally.of(
        missing == 0 && differences.isEmpty() && stray.get() == 0,
        "messages",
        messages,
        "files",
        files,
        "equal",
        equal,
        "different",
        differences.size(),
        "missing",
        missing,
        "stray_line_ends",
        stray);
  }

  private void send(int port, Sink sink, String name, int count, IntFunction<byte[]> message) {
    AtomicInteger next = new AtomicInteger();
    Runnable client =
        () -> {
          try (MailClient lmtp = MailClient.greet(MailClient.Protocol.LMTP, port)) {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
              sendOne(lmtp, name + i + "@example.com", message.apply(i));
              if (i % BATCH == 0) {
                sink.forget();
              }
            }
          }
        };
    List<Thread> clients =
        Stream.generate(() -> Thread.ofVirtual().start(client)).limit(CLIENTS).toList();
    clients.forEach(TortureExact::join);
  }

  private void sendOne(MailClient lmtp, String recipient, byte[] message) {
    underway.put(recipient, message);
    Reply reply =
        lmtp.send(new Letter("sender@example.org", List.of(recipient), message)).get(recipient);
    if (!reply.isPositive()) {
      differences.add(recipient + ": " + reply);
    }
    underway.remove(recipient);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(f -> !f.toString().endsWith(".tsv"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] file(Path path) {
    try {
      return Octets.canonical(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares what arrives with what was sent. */
  private final class Comparing implements Script {
    @Override
    public Answer dot(Delivery delivery) {
      stray.addAndGet(delivery.strayLineEnds());
      String recipient = delivery.recipients().getFirst();
      byte[] sent = underway.get(recipient);
      if (sent == null) {
        differences.add(recipient + ": came twice, or late");
      } else {
        Untouched.difference(sent, delivery.message())
            .ifPresentOrElse(d -> differences.add(recipient + ": " + d), equal::incrementAndGet);
      }
      return Answer.of("250 2.0.0 Ok: queued as EXACT");
    }
  }
}
