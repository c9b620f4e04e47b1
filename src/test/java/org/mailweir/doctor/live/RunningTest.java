package org.mailweir.doctor.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;

class RunningTest {

  private final Running running =
      new Running(MailweirSettings.DEFAULT, Path.of("/etc/mailweir/mailweir.toml"));

  private List<String> heap(String... arguments) {
    return ids(running.heap(List.of(arguments)));
  }

  private static List<String> ids(List<Diagnosis> found) {
    return found.stream().map(Diagnosis::id).toList();
  }

  private boolean isOurs(Path folder, String... arguments) {
    return running.isOurs(
        Stream.concat(
                Stream.of("-Xmx512m", "-c", "org.mailweir.cli.Main", "serve"), Stream.of(arguments))
            .toList(),
        folder);
  }

  @Test
  void aDaemonIsKnownByItsConfigurationHoweverThatWasSaid(@TempDir Path folder) throws IOException {
    Path root = Path.of("/");
    String ours = "/etc/mailweir/mailweir.toml";
    assertTrue(isOurs(root));
    assertTrue(isOurs(root, "--config", ours));
    assertTrue(isOurs(root, "--config=" + ours));
    assertTrue(isOurs(root, "-c" + ours));
    assertTrue(isOurs(root, "--config=etc/./mailweir/mailweir.toml"));
    assertFalse(isOurs(folder, "--config=etc/mailweir/mailweir.toml"));
    assertFalse(isOurs(folder.resolve("gone"), "--config=etc/mailweir/mailweir.toml"));
    assertFalse(isOurs(root, "--config=/etc/mailweir/other.toml"));
    assertFalse(running.isOurs(List.of("java", "serve"), root));
  }

  @Test
  void theHeapOfTheUnitFileIsEnough() {
    assertEquals(List.of(), heap("-Xss512k", "-Xmx512m"));
  }

  @Test
  void theLastWordAboutTheHeapCounts() {
    assertEquals(List.of("heap-small"), heap("-Xmx512m", "-Xmx64m"));
    assertEquals(List.of("heap-small"), heap("-Xmx65536K"));
  }

  @Test
  void aHeapLargerThanAnyMachineIsNamed() {
    assertEquals(List.of("heap-large"), heap("-Xmx900t"));
  }

  @Test
  void filesThatMayBeOpenAreComparedWithConnections(@TempDir Path folder) throws IOException {
    Path limits = folder.resolve("limits");
    String line = "Max open files            %s                 524288               files\n";
    Files.writeString(limits, "Limit  Soft Limit  Hard Limit  Units\n" + line.formatted("1024"));
    assertEquals(List.of("open-files"), ids(running.files(limits)));
    Files.writeString(limits, line.formatted("524288"));
    assertEquals(List.of(), ids(running.files(limits)));
    assertEquals(List.of(), ids(running.files(folder.resolve("not-there"))));
  }
}
