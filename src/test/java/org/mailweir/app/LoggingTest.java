package org.mailweir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mailweir.pipeline.Journal;
import org.mailweir.pipeline.JournalSettings;
import org.slf4j.LoggerFactory;

/** What mail says can neither begin a line of the log nor steer a terminal. */
class LoggingTest {

  /**
   * Line ends of ASCII, of C1 and of Unicode; an escape sequence in both forms; a direction mark.
   */
  private static final String HOSTILE =
      "a\r\nFORGED\nFORGED\u0085FORGED\u2028FORGED\u001b[2J\u009b2J\u202egnp\u0007";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private PrintStream before;

  @BeforeEach
  void listen() {
    before = System.out;
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    Logging.forDaemon(settings(JournalSettings.Format.TEXT));
  }

  @AfterEach
  void restore() {
    System.setOut(before);
    Logging.forCommand();
  }

  private static JournalSettings settings(JournalSettings.Format format) {
    return new JournalSettings(format, Duration.ofMinutes(10));
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private static boolean steers(int c) {
    return c != '\n' && c != '\t' && (Character.isISOControl(c) || c == 0x2028 || c == 0x202e);
  }

  @Test
  void aMessageIsOneLine() {
    LoggerFactory.getLogger("test").error("{}", HOSTILE);
    assertEquals(1, text().lines().count(), text());
    assertTrue(text().codePoints().noneMatch(LoggingTest::steers), text());
  }

  @Test
  void everyLineOfAnExceptionIsIndented() {
    Exception cause = new IllegalStateException(HOSTILE);
    LoggerFactory.getLogger("test").error("it broke", new IllegalArgumentException(HOSTILE, cause));
    List<String> lines = text().lines().toList();
    assertTrue(lines.getFirst().endsWith("ERROR test it broke"), text());
    assertTrue(lines.size() > 4, text());
    for (String line : lines.subList(1, lines.size())) {
      assertTrue(line.startsWith("    "), text());
    }
    assertTrue(text().codePoints().noneMatch(LoggingTest::steers), text());
  }

  @Test
  void noLineIsLostWhileTheSettingsChange() throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    Thread reloads =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!done.get()) {
                    Logging.forDaemon(settings(JournalSettings.Format.TEXT));
                  }
                });
    for (int i = 0; i < 2_000; i++) {
      LoggerFactory.getLogger(Journal.LOGGER).info("id={}", i);
    }
    done.set(true);
    reloads.join();
    Set<String> ids =
        text().lines().map(l -> l.substring(l.indexOf("id="))).collect(Collectors.toSet());
    assertEquals(2_000, ids.size());
    written.reset();
    LoggerFactory.getLogger(Journal.LOGGER).info("id=last");
    assertEquals(1, text().lines().count(), text());
  }

  @Test
  void aNewFormatOfTheJournalHoldsFromTheNextLineOn() {
    LoggerFactory.getLogger(Journal.LOGGER).info("id=A");
    Logging.forDaemon(settings(JournalSettings.Format.JSON));
    LoggerFactory.getLogger(Journal.LOGGER).info("{\"id\":\"B\"}");
    Logging.forDaemon(settings(JournalSettings.Format.TEXT));
    LoggerFactory.getLogger(Journal.LOGGER).info("id=C");
    List<String> lines = text().lines().toList();
    assertEquals(3, lines.size(), text());
    assertTrue(lines.get(0).matches("\\d{4}-.* id=A"), text());
    assertEquals("{\"id\":\"B\"}", lines.get(1));
    assertTrue(lines.get(2).matches("\\d{4}-.* id=C"), text());
  }
}
