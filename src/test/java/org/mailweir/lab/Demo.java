package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shows what Mailweir does: a private Postfix wired by the recommended recipe, a dozen messages of
 * src/it/demo, and one table of what became of them.
 */
final class Demo {

  private static final Path FOLDER = Path.of("src/it/demo");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Sink sink;
  private final PrivatePostfix postfix;
  private final MailweirProcess mailweir;
  private final int web = Ports.free();

  private Demo(Workshop workshop) throws IOException {
    Recipe.WiringPorts ports = Recipe.WiringPorts.free();
    say("starting a private Postfix in " + workshop.folder());
    sink = workshop.own(Sink.start(Script.YES));
    postfix =
        PrivatePostfix.start(workshop, Recipe.load("sandwich-lmtp"), ports, sink.port(), Map.of());
    say("starting Mailweir");
    String settings =
        Files.readString(FOLDER.resolve("mailweir.toml"))
            + "[web]\nlisten = \"127.0.0.1:%d\"\n".formatted(web);
    mailweir = MailweirProcess.start(workshop, MailweirConfig.of(ports, settings), "");
  }

  public static void main(String[] arguments) throws IOException {
    boolean keep = List.of(arguments).contains("--keep");
    boolean complete;
    try (Workshop workshop = Workshop.open("demo")) {
      Demo demo = new Demo(workshop);
      complete = demo.showAll();
      if (keep) {
        demo.tellHowToPlay();
        Waiting.sleep(Duration.ofDays(365));
      }
    }
    System.exit(complete ? 0 : 1);
  }

  private static void say(String what) {
    System.err.println("demo: " + what);
  }

  /** Sends everything and prints the table; whether every recipient is accounted for. */
  private boolean showAll() throws IOException {
    List<DemoMessage> messages =
        Files.readAllLines(FOLDER.resolve("index")).stream()
            .filter(l -> !l.isBlank() && !l.startsWith("#"))
            .map(DemoMessage::parse)
            .toList();
    say("sending " + messages.size() + " messages");
    TextTable table =
        new TextTable("message", "bytes", "to", "analyses", "score", "became", "lies now", "ms");
    boolean complete = true;
    for (DemoMessage message : messages) {
      DemoResult result = send(message);
      complete &= result.isComplete();
      table.row(result.cells());
    }
    System.out.println();
    System.out.print(table);
    System.out.println(
        "\nms: from the first byte to Postfix to the last copy in its place, Postfix' own time included.");
    if (!complete) {
      System.out.println("NOT EVERY COPY IS ACCOUNTED FOR. Postfix' log:");
      postfix.log().lines().forEach(System.out::println);
    }
    return complete;
  }

  private DemoResult send(DemoMessage message) {
    byte[] bytes = bytes(message.file());
    Letter letter =
        new Letter(message.sender(), message.recipients(), bytes).with(message.parameters(), "");
    long start = System.nanoTime();
    try (MailClient client = MailClient.greet(MailClient.Protocol.SMTP, postfix.port())) {
      client
          .send(letter)
          .forEach(
              (r, reply) -> {
                if (!reply.isPositive()) {
                  say("Postfix refuses " + r + ": " + reply);
                }
              });
    }
    DemoResult[] result = {DemoResult.of(message, bytes.length, sink, mailweir, start)};
    Waiting.until(
        PATIENCE,
        () -> {
          result[0] = DemoResult.of(message, bytes.length, sink, mailweir, start);
          return result[0].isComplete();
        });
    return result[0];
  }

  private static byte[] bytes(String file) {
    try {
      return file.endsWith(".eml")
          ? Octets.canonical(Files.readAllBytes(FOLDER.resolve(file)))
          : GeneratedMessages.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String password() {
    byte[] random = new byte[9];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().encodeToString(random);
  }

  private void addUser(String password) {
    Execution.of(
            Map.of("MAILWEIR_NO_BUILD", "1", "JAVA_HOME", System.getProperty("java.home")),
            "scripts/mailweir",
            "user",
            "add",
            "admin",
            "--administrator",
            "--config",
            mailweir.configFile().toString())
        .withInput((password + "\n").getBytes(StandardCharsets.UTF_8))
        .run();
  }

  private void tellHowToPlay() {
    String password = password();
    addUser(password);
    String folder = mailweir.configFile().getParent().toString();
    System.out.printf(
        Locale.ROOT,
        """

        All of it keeps running until Ctrl-C.
          Postfix, port 25      127.0.0.1:%d, for anybody@example.com and @example.net, for example
                                swaks --server 127.0.0.1:%d --to tom@example.com --body "hello"
          submission            127.0.0.1:%d, from %s
          Mailweir              %s
          journal               %s
          quarantine            scripts/mailweir quarantine list --config %s
          in the browser        http://127.0.0.1:%d, user admin, password %s
          what it is doing      scripts/mailweir status --config %s
          Postfix' log          %s
        """,
        postfix.port(),
        postfix.port(),
        postfix.submissionPort(),
        PrivatePostfix.HOUSE,
        folder,
        mailweir.journalFile(),
        mailweir.configFile(),
        web,
        password,
        mailweir.configFile(),
        postfix.log().file());
  }
}
