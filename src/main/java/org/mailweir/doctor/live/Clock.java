package org.mailweir.doctor.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Subject;

/** Whether this machine knows what time it is. */
final class Clock {

  private static final Note NOTE = new Note(Subject.MACHINE);
  private static final int RELEASED = 2026;
  private static final Duration TOLERANCE = Duration.ofMinutes(10);
  private static final String SET = "timedatectl set-ntp true";

  private final Path stateFolder;
  private final Instant now;

  Clock(Path stateFolder, Instant now) {
    this.stateFolder = stateFolder;
    this.now = now;
  }

  List<Diagnosis> examine() {
    List<Diagnosis> found = new ArrayList<>();
    int year = now.atZone(ZoneOffset.UTC).getYear();
    if (year < RELEASED || year > RELEASED + 50) {
      found.add(
          NOTE.error(
              "clock",
              "The clock says it is the year " + Year.of(year) + ".",
              "clock",
              "Dates of mail look forged, signatures expired, and held mail is removed too soon or"
                  + " never.",
              SET));
    } else {
      newest().filter(t -> t.isAfter(now.plus(TOLERANCE))).map(this::setBack).ifPresent(found::add);
      if (Tool.lines("timedatectl", "show", "-p", "NTPSynchronized")
          .contains("NTPSynchronized=no")) {
        found.add(
            NOTE.advice(
                "clock-unsynchronised",
                "The clock is not kept by a time server, as far as systemd knows.",
                "clock",
                "Rules about dates and expiry of signatures rest on it.",
                SET));
      }
    }
    return found;
  }

  private Diagnosis setBack(Instant newest) {
    return NOTE.warning(
        "clock",
        "The clock was ahead, or is behind: a file was written at "
            + newest
            + ", and now it is "
            + now
            + ".",
        stateFolder.toString(),
        "Dates of mail look forged, and signatures expired or not yet valid.",
        SET);
  }

  /** When the daemon last wrote something, by its own clock. */
  private Optional<Instant> newest() {
    try (Stream<Path> files = Files.list(stateFolder)) {
      return files.flatMap(f -> changed(f).stream()).max(Instant::compareTo);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> changed(Path file) {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
