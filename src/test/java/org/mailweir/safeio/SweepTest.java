package org.mailweir.safeio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leftovers go; what is not ours stays; nothing stops the start. */
class SweepTest {

  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  private Path old(String name) throws IOException {
    return aged(Files.writeString(folder.resolve(name), "x"));
  }

  private static Path aged(Path path) throws IOException {
    return Files.setLastModifiedTime(
        path, FileTime.from(Instant.now().minus(HOUR.multipliedBy(2))));
  }

  @Test
  void onlyOldSpoolFilesGo() throws IOException {
    Path left = old("spool-1.tmp");
    Path foreign = old("spool-notes.txt");
    Path other = old("other.tmp");
    Path fresh = Files.writeString(folder.resolve("spool-2.tmp"), "being written");
    assertEquals(1, SpoolFile.sweep(folder, HOUR));
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(foreign) && Files.exists(other) && Files.exists(fresh));
  }

  @Test
  void whatCannotBeRemovedIsLeftAloneAndTheRestGoesOn() throws IOException {
    Path inTheWay = Files.createDirectories(folder.resolve("spool-a.tmp"));
    Files.writeString(inTheWay.resolve("inside"), "x");
    aged(inTheWay);
    Path link = Files.createSymbolicLink(folder.resolve("spool-b.tmp"), folder.resolve("gone"));
    Path left = old("spool-c.tmp");
    assertEquals(1, SpoolFile.sweep(folder, HOUR));
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(inTheWay) && Files.exists(link, LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void whatHasVanishedIsNoTrouble() {
    assertFalse(Abandoned.remove(folder.resolve("spool-gone.tmp"), Instant.now()));
    assertEquals(0, SpoolFile.sweep(folder.resolve("no-such-folder"), HOUR));
  }
}
