package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Everything that a scenario plays with, running: Postfix, Mailweir, the gate before 10025, the
 * sink.
 */
final class Stage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final Workshop workshop = Workshop.open("scenario");
  private final Scenario scenario;
  private final Sink sink = workshop.own(Sink.start(Script.YES));
  private final PrivatePostfix postfix;
  private final Peers peers;
  private final Gate gate;
  private final MailweirProcess mailweir;
  private StoreLock storeLock;
  private final Map<String, Sent> sent = new HashMap<>();
  private final Map<String, Expectation> checked = new LinkedHashMap<>();

  /** A message that was sent, and what port 25 said to each recipient. */
  record Sent(Letter letter, Map<String, Reply> replies) {}

  Stage(Scenario scenario) {
    this.scenario = scenario;
    Recipe.WiringPorts ports = Recipe.WiringPorts.free();
    try {
      postfix =
          PrivatePostfix.start(
              workshop, scenario.recipe(), ports, sink.port(), scenario.postfixSettings());
      gate = workshop.own(Gate.before(ports.reinjection()));
      peers = Peers.start(scenario, workshop);
      mailweir =
          MailweirProcess.start(
              workshop,
              new MailweirConfig(ports, gate.port(), peers.filledIn(scenario.mailweirSettings())),
              "");
    } catch (RuntimeException e) {
      workshop.close();
      throw e;
    }
  }

  /** Plays one step. */
  void play(String step) {
    String[] words = step.strip().split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    switch (words[0]) {
      case "recipe" -> {}
      case "send" -> send(SendStep.parse(rest));
      case "check" -> check(rest);
      case "flush" -> postfix.flush();
      case "deferred" -> awaitDeferred(rest);
      case "mailweir" -> mailweir(rest);
      case "reinjection" -> reinjection(rest);
      case "quarantine" -> quarantine(rest);
      case "store" -> store(rest);
      case "peer" -> peers.play(rest);
      case "rest" -> Waiting.sleep(Duration.ofSeconds(Integer.parseInt(rest)));
      case "addresses" -> new AddressList(postfix, sink).check(scenario.meaningfulLines(rest));
      default -> throw new IllegalArgumentException("no such step: " + step);
    }
  }

  private void send(SendStep step) {
    Letter letter = step.letter(scenario.message(step.name()));
    sent.put(step.name(), new Sent(letter, step.through(postfix, letter)));
  }

  /**
   * Waits until the message is where it must be. The queue is flushed now and then meanwhile,
   * unless the step says {@code unaided}.
   */
  private void check(String words) {
    boolean unaided = words.endsWith(" unaided");
    String name = words.replace(" unaided", "");
    Expectation expectation =
        new Expectation(scenario.expectations(name), sent.get(name), sink, mailweir);
    checked.put(name, expectation);
    BooleanSupplier met = () -> expectation.unmet().isEmpty();
    boolean ok = unaided ? Waiting.until(PATIENCE, met) : postfix.awaitRetrying(PATIENCE, met);
    if (!ok) {
      fail(name, expectation);
    }
  }

  /**
   * When nothing is under way any more, everything that was checked must still be so: a copy too
   * many comes late.
   */
  void finish() {
    if (!postfix.awaitEmptyQueue(PATIENCE)) {
      throw new AssertionError("mail is left in the queue\n" + everythingKnown());
    }
    checked.forEach(
        (name, expectation) -> {
          if (!expectation.unmet().isEmpty()) {
            fail(name, expectation);
          }
        });
  }

  private void fail(String name, Expectation expectation) {
    String problems = String.join("\n  ", expectation.unmet());
    throw new AssertionError(name + ":\n  " + problems + "\n" + everythingKnown());
  }

  /** Waits until Postfix has put the message off. */
  private void awaitDeferred(String name) {
    String recipient = sent.get(name).letter().recipients().getFirst();
    Waiting.need(
        name + " to be deferred",
        PATIENCE,
        () ->
            postfix.log().attempts().stream()
                .anyMatch(a -> a.recipient().equals(recipient) && a.status().equals("deferred")));
  }

  private void mailweir(String what) {
    switch (what) {
      case "stop" -> {
        int code = mailweir.terminate();
        if (code != 0) {
          throw new AssertionError("Mailweir ended with " + code + " on SIGTERM");
        }
      }
      case "kill" -> mailweir.kill();
      case "start" -> mailweir.start();
      default -> throw new IllegalArgumentException("mailweir " + what);
    }
  }

  private void reinjection(String what) {
    switch (what) {
      case "down" -> gate.shut();
      case "up" -> gate.open();
      default -> throw new IllegalArgumentException("reinjection " + what);
    }
  }

  /** A file in place of the folder: not even root can write there. */
  private void quarantine(String what) {
    Path folder = mailweir.quarantine();
    Path aside = folder.resolveSibling("quarantine.aside");
    try {
      switch (what) {
        case "unwritable" -> {
          if (Files.exists(folder)) {
            Files.move(folder, aside);
          }
          Files.createFile(folder);
        }
        case "writable" -> {
          Files.delete(folder);
          if (Files.exists(aside)) {
            Files.move(aside, folder);
          }
        }
        default -> throw new IllegalArgumentException("quarantine " + what);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The training log is locked by another program, as long as that pleases. */
  private void store(String what) {
    switch (what) {
      case "locked" -> storeLock = workshop.own(StoreLock.on(mailweir.state()));
      case "free" -> storeLock.close();
      default -> throw new IllegalArgumentException("store " + what);
    }
  }

  private String everythingKnown() {
    List<String> known = new ArrayList<>(List.of("--- Postfix"));
    known.addAll(postfix.log().lines());
    known.add("--- Mailweir");
    known.addAll(mailweir.journal());
    known.add(mailweir.errors());
    return String.join("\n", known);
  }

  @Override
  public void close() {
    workshop.close();
  }
}
