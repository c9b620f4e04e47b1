package org.mailweir.doctor.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;

class FoldersAndClockTest {

  @TempDir private Path folder;

  private MailweirSettings settings() throws IOException, ConfigException {
    return settings("spool");
  }

  private MailweirSettings settings(String spool) throws IOException, ConfigException {
    Path file = folder.resolve("mailweir.toml");
    Files.writeString(file, "state_dir = \"state\"\n[listen]\nspool_dir = \"" + spool + "\"\n");
    return ConfigLoader.load(file).settings();
  }

  private Path made(String name, String permissions) throws IOException {
    Path made = Files.createDirectories(folder.resolve(name));
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(permissions));
    return made;
  }

  /** Without what is about the disk of the machine that runs the tests. */
  private static List<String> ids(List<Diagnosis> found) {
    return found.stream()
        .map(Diagnosis::id)
        .filter(id -> !id.equals("disk-full") && !id.equals("clock-unsynchronised"))
        .toList();
  }

  private List<String> folders() throws IOException, ConfigException {
    return ids(new Folders(settings()).examine());
  }

  @Test
  void aStateFolderThatIsMissingIsNamed() throws Exception {
    assertEquals(List.of("no-state-dir"), folders());
  }

  @Test
  void foldersThatOnlyTheOwnerSeesAreWell() throws Exception {
    made("state", "rwx------");
    made("state/quarantine", "rwx------");
    assertEquals(List.of(), folders());
  }

  @Test
  void aQuarantineThatEverybodyMayReadIsNamed() throws Exception {
    made("state", "rwx------");
    made("state/quarantine", "rwxr-xr-x");
    assertEquals(List.of("folder-open"), folders());
  }

  @Test
  void aFolderThatItsOwnerMayNotWriteIsNamed() throws Exception {
    made("state", "rwx------");
    made("state/learn", "r-x------");
    assertEquals(List.of("folder-permissions"), folders());
  }

  /** What is found about a spool folder outside of the state folder. */
  private Diagnosis spool(int mode) throws IOException, ConfigException {
    made("state", "rwx------");
    Path spool = made("elsewhere", "rwx------");
    Files.setAttribute(spool, "unix:mode", mode);
    List<Diagnosis> found =
        new Folders(settings(spool.toString()))
            .examine().stream().filter(d -> d.where().contains("spool_dir")).toList();
    assertEquals(1, found.size(), found::toString);
    return found.getFirst();
  }

  @Test
  void aSpoolThatAllShareAsTheyShareTmpIsNotTakenFromThem() throws Exception {
    Diagnosis shared = spool(01777);
    assertEquals("folder-shared", shared.id());
    assertTrue(shared.remedy().getFirst().endsWith("elsewhere/mailweir"), shared::toString);
  }

  @Test
  void rightsOfAFolderThatMayBelongToOthersAreNotChanged() throws Exception {
    Diagnosis open = spool(0777);
    assertEquals("folder-open", open.id());
    assertFalse(open.remedy().getFirst().contains("chmod"), open::toString);
  }

  @Test
  void aClockThatKnowsTheTimeIsWell() throws Exception {
    made("state", "rwx------");
    Files.createFile(folder.resolve("state/daemon.lock"));
    assertEquals(List.of(), ids(new Clock(folder.resolve("state"), Instant.now()).examine()));
  }

  @Test
  void aClockOfAnotherCenturyIsNamed() throws Exception {
    Path state = made("state", "rwx------");
    Instant then = Instant.parse("1970-01-01T00:10:00Z");
    assertEquals(List.of("clock"), ids(new Clock(state, then).examine()));
  }

  @Test
  void aFileOfTheFutureShowsThatTheClockWasSetBack() throws Exception {
    Path state = made("state", "rwx------");
    Path file = Files.createFile(state.resolve("lessons.sqlite"));
    Instant now = Instant.parse("2027-05-01T12:00:00Z");
    Files.setLastModifiedTime(file, FileTime.from(now.plus(Duration.ofDays(2))));
    assertEquals(List.of("clock"), ids(new Clock(state, now).examine()));
  }
}
