package org.mailweir.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A Postfix of our own: configuration, queue and data in one folder, high ports on 127.0.0.1, its
 * own log file. The mail system of the machine is not touched.
 *
 * <p>Strangers come from 127.0.0.1, people of the house from {@link #HOUSE}. What is for
 * example.com, example.net and train.example.com goes to the sink; bounces go nowhere.
 */
final class PrivatePostfix implements AutoCloseable {

  /** The source address of clients that belong to the house (mynetworks). */
  static final String HOUSE = "127.0.0.2";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_FLUSHES = Duration.ofSeconds(4);

  private final Path folder;
  private final int port = Ports.free();
  private final int submissionPort = Ports.free();
  private final PostfixLog log;

  private PrivatePostfix(Path folder) {
    this.folder = folder;
    this.log = new PostfixLog(folder.resolve("log"));
  }

  /** Whether there is a Postfix to run, and we may run it. */
  static boolean isPossible() {
    return program("postfix").isPresent() && "root".equals(System.getProperty("user.name"));
  }

  /**
   * Starts an instance wired by a recipe.
   *
   * @param sinkPort where the mail ends up
   * @param settings further parameters of main.cf; they win over the recipe
   */
  static PrivatePostfix start(
      Workshop workshop,
      Recipe recipe,
      Recipe.WiringPorts ports,
      int sinkPort,
      Map<String, String> settings) {
    PrivatePostfix postfix = configured(workshop, recipe, ports, sinkPort, settings);
    workshop.own(postfix);
    postfix.start();
    Waiting.need("Postfix' port", PATIENCE, () -> Waiting.answers(ports.reinjection()));
    return postfix;
  }

  /** The same, not yet started; for those who look at its configuration only. */
  static PrivatePostfix configured(
      Workshop workshop,
      Recipe recipe,
      Recipe.WiringPorts ports,
      int sinkPort,
      Map<String, String> settings) {
    PrivatePostfix postfix = new PrivatePostfix(workshop.folder("postfix-" + ports.reinjection()));
    postfix.configure(recipe.withPorts(ports), sinkPort, settings);
    return postfix;
  }

  private void configure(Recipe recipe, int sinkPort, Map<String, String> settings) {
    try {
      Files.createDirectories(folder.resolve("queue"));
      giveToPostfix(Files.createDirectories(folder.resolve("data")));
      Path etc = Files.createDirectories(configuration());
      Files.writeString(etc.resolve("main.cf"), filled("main.cf", sinkPort) + recipe.mainCf());
      Files.writeString(
          etc.resolve("master.cf"), filled("master.cf", sinkPort) + recipe.masterCf());
      settings.forEach((name, value) -> run("postconf", "-e", name + "=" + value));
      Path script = etc.resolve("inside-mail.sh");
      Files.writeString(
          script,
          recipe.insideMail().replace("submission/inet", "127.0.0.1:" + submissionPort + "/inet"));
      run("sh", script.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void giveToPostfix(Path data) throws IOException {
    var users = data.getFileSystem().getUserPrincipalLookupService();
    Files.setOwner(data, users.lookupPrincipalByName("postfix"));
  }

  private String filled(String template, int sinkPort) throws IOException {
    try (InputStream in = PrivatePostfix.class.getResourceAsStream("/lab/" + template)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("@folder@", folder.toString())
          .replace("@house@", HOUSE)
          .replace("@sink@", Integer.toString(sinkPort))
          .replace("@smtp@", Integer.toString(port))
          .replace("@submission@", Integer.toString(submissionPort));
    }
  }

  /** The folder of main.cf and master.cf. */
  Path configuration() {
    return folder.resolve("etc");
  }

  /** Port 25. */
  int port() {
    return port;
  }

  /** The submission port; it takes mail of the house only. */
  int submissionPort() {
    return submissionPort;
  }

  PostfixLog log() {
    return log;
  }

  void start() {
    run("postfix", "-c", configuration().toString(), "start");
    Waiting.need("port 25 of Postfix", PATIENCE, () -> Waiting.answers(port));
  }

  /** Tries everything in the queue now. */
  void flush() {
    run("postqueue", "-c", configuration().toString(), "-f");
  }

  /** Hands a message in as a local program does (sendmail, pickup). */
  void sendmail(String sender, String recipient, byte[] message) {
    Execution.of(environment(), path("sendmail"), "-i", "-f", sender, recipient)
        .withInput(message)
        .run();
  }

  /** How many messages wait in the queue. */
  int queued() {
    String list = run("postqueue", "-c", configuration().toString(), "-j");
    return (int) list.lines().filter(l -> !l.isBlank()).count();
  }

  /** Waits until nothing is queued. */
  boolean awaitEmptyQueue(Duration atMost) {
    return awaitRetrying(atMost, () -> queued() == 0);
  }

  /**
   * Waits, and flushes the queue every few seconds. A message whose file is still locked when its
   * next turn comes is put off by five minutes, whatever the settings say; with turns every second,
   * that happens now and then.
   */
  boolean awaitRetrying(Duration atMost, BooleanSupplier condition) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!Waiting.until(BETWEEN_FLUSHES, condition)) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      flush();
    }
    return true;
  }

  /** Stops the master process and waits for its end; harmless when it does not run. */
  @Override
  public void close() {
    masterProcess().ifPresent(PrivatePostfix::end);
  }

  private static void end(ProcessHandle master) {
    List<ProcessHandle> all = master.descendants().toList();
    master.destroy();
    if (!Waiting.until(PATIENCE, () -> !master.isAlive())) {
      master.destroyForcibly();
    }
    // The master ends them itself; this is for one that hangs.
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private Optional<ProcessHandle> masterProcess() {
    try {
      String pid = Files.readString(folder.resolve("queue/pid/master.pid")).strip();
      // The file outlives the process, and its number may be somebody else's by now.
      return ProcessHandle.of(Long.parseLong(pid))
          .filter(p -> p.info().command().orElse("").endsWith("/master"));
    } catch (IOException | NumberFormatException neverStarted) {
      return Optional.empty();
    }
  }

  private String run(String program, String... arguments) {
    List<String> command = new java.util.ArrayList<>(List.of(path(program)));
    command.addAll(List.of(arguments));
    return Execution.of(environment(), command.toArray(String[]::new)).run();
  }

  private Map<String, String> environment() {
    return Map.of(
        "MAIL_CONFIG", configuration().toString(), "PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
  }

  private static String path(String program) {
    return program(program)
        .orElseThrow(() -> new IllegalStateException(program + " is not installed"));
  }

  private static Optional<String> program(String name) {
    return List.of("/usr/sbin/", "/usr/bin/", "/bin/").stream()
        .map(folder -> folder + name)
        .filter(file -> Files.isExecutable(Path.of(file)))
        .findFirst();
  }
}
