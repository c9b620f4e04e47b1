package org.mailweir.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.config.MailweirSettings;
import org.mailweir.control.Status;
import org.mailweir.learn.LogInFolder;
import org.mailweir.learn.Trainer;
import org.mailweir.metrics.Metrics;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.QuarantineSettings;
import org.mailweir.review.HeldList;

/** What is trouble, and when it is over. */
class StatusReportTest {

  @TempDir Path folder;

  private final Metrics metrics = new Metrics();
  private Trainer trainer;
  private HeldList held;
  private Stock stock;
  private StatusReport report;

  @BeforeEach
  void open() {
    QuarantineFolder quarantine = new QuarantineFolder(new QuarantineSettings(folder.resolve("q")));
    trainer = LogInFolder.trainer(folder);
    held = new HeldList(quarantine);
    stock = new Stock(folder, () -> quarantine, held, trainer, metrics);
    report =
        new StatusReport(
            () -> MailweirSettings.DEFAULT, metrics, new Pulse(metrics, Clock.systemUTC()), stock);
  }

  @AfterEach
  void close() {
    held.close();
    trainer.close();
  }

  private List<String> unavailable() {
    return report.status().unavailable().stream().map(Status.Silent::name).toList();
  }

  @Test
  void theTroubleOfOneMessageIsNoneOfItsCheck() {
    metrics.sources().unavailable("spf", "temperror");
    metrics.sources().unavailable("spf", "temperror");
    assertEquals(List.of(), unavailable());
    metrics.sources().unavailable("spf", "temperror");
    assertEquals(List.of("spf"), unavailable());
    metrics.sources().available("spf");
    metrics.sources().unavailable("spf", "temperror");
    assertEquals(List.of(), unavailable());
    metrics.sources().unavailable("reinject", "refused");
    assertEquals(List.of("reinject"), unavailable());
  }

  @Test
  void aQuarantineThatCanBeWrittenAgainIsWellBeforeTheNextMessageIsHeld() throws IOException {
    metrics.sources().unavailable("quarantine", "no space");
    Path inTheWay = Files.writeString(folder.resolve("q"), "");
    stock.count();
    assertEquals(List.of("quarantine"), unavailable());
    assertEquals(1, report.reasons().size());
    Files.delete(inTheWay);
    stock.count();
    assertEquals(List.of(), report.reasons());
    try (Stream<Path> left = Files.walk(folder.resolve("q"))) {
      assertEquals(List.of(), left.filter(p -> p.toString().contains("probe")).toList());
    }
  }
}
