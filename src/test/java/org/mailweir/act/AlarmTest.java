package org.mailweir.act;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every error has its line, and few have a stack trace. */
class AlarmTest {

  private final Logger log = new LoggerContext().getLogger("test");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private long now = Long.MAX_VALUE; // System.nanoTime() may wrap around.

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @Test
  void aStackTraceComesOnceAMinute() {
    Alarm alarm = new Alarm(() -> now);
    for (int seconds : List.of(0, 1, 58, 1, 59, 1)) {
      now += Duration.ofSeconds(seconds).toNanos();
      alarm.raise(log, "disk", new IOException("full"));
    }
    assertEquals(
        List.of(
            "disk +",
            "disk: java.io.IOException: full",
            "disk: java.io.IOException: full",
            "disk +",
            "disk: java.io.IOException: full",
            "disk +"),
        lines.list.stream()
            .map(e -> e.getFormattedMessage() + (e.getThrowableProxy() == null ? "" : " +"))
            .toList());
  }
}
