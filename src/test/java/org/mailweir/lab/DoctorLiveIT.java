package org.mailweir.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The doctor at an installation that runs, and then piece by piece does not. */
class DoctorLiveIT {

  @BeforeEach
  void needsPostfix() {
    RealPostfix.require();
  }

  @Test
  void whatRunsIsWellAndWhatStopsIsNamed() throws IOException {
    try (Workshop workshop = Workshop.open("doctor-live")) {
      Recipe.WiringPorts ports = Recipe.WiringPorts.free();
      Sink end = workshop.own(Sink.start(Script.YES));
      PrivatePostfix postfix =
          PrivatePostfix.start(workshop, Recipe.load("sandwich-lmtp"), ports, end.port(), Map.of());
      MailweirProcess mailweir =
          MailweirProcess.start(workshop, MailweirConfig.of(ports, ""), "-Xmx600m");
      Doctor doctor = new Doctor(mailweir.configFile(), postfix.configuration());

      Doctor.Answer well = doctor.examine("--loop-to", "ann@example.com");
      assertEquals(Set.of(), well.sick(), well.report().toString());
      assertTrue(well.report().get("looked_at").toString().contains("Marked message"));
      assertTrue(end.await(1, Duration.ofSeconds(20)), "the marked message arrives");
      assertEquals(1, end.count());

      Doctor.Answer refused = doctor.examine("--loop-to", "ann@elsewhere.example.org");
      assertEquals(Set.of("loop-refused"), refused.sick());
      assertEquals(1, end.count(), "nobody else gets anything");

      Files.setPosixFilePermissions(
          mailweir.quarantine(), PosixFilePermissions.fromString("rwxr-xr-x"));
      assertEquals(Set.of("folder-open"), doctor.examine().sick());
      Files.setPosixFilePermissions(
          mailweir.quarantine(), PosixFilePermissions.fromString("rwx------"));

      mailweir.terminate();
      assertEquals(Set.of("not-running"), doctor.examine().sick());
      postfix.close();
      assertEquals(Set.of("not-running", "return-silent"), doctor.examine().sick());
    }
  }

  @Test
  void aConfigurationThatCannotBeReadIsNamedAndStopsNothing() throws IOException {
    try (Workshop workshop = Workshop.open("doctor-config")) {
      var folder = workshop.folder("mailweir");
      var config = folder.resolve("mailweir.toml");
      Files.writeString(config, "[listen]\noutsid = \"127.0.0.1:10024\"\n");
      Doctor.Answer answer = new Doctor(config, folder).examine();
      assertEquals(Set.of("config", "no-postfix"), answer.sick());
      assertEquals(1, answer.code());
    }
  }
}
