package org.mailweir.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.config.ConfigLoader;

/** A new configuration comes into force whole or not at all. */
class ReloadTest {

  private static final String GOOD =
      "state_dir = \"state\"\n[rules]\nfiles = [\"*.cf\"]\nset = \"own\"\n";

  @TempDir Path folder;
  private Path config;
  private Daemon daemon;
  private boolean closed;

  @BeforeEach
  void open() throws Exception {
    Files.writeString(folder.resolve("1.cf"), "body A /x/\n");
    config = Files.writeString(folder.resolve("mailweir.toml"), GOOD);
    daemon = new Daemon(config, ConfigLoader.load(config));
  }

  @AfterEach
  void close() throws IOException {
    if (!closed) {
      closed = true;
      daemon.close();
    }
  }

  @Test
  void aWrongOneIsRefusedAndARightOneTaken() throws IOException {
    Files.writeString(config, GOOD + "[policy]\nhodl = 3\n");
    assertFalse(daemon.reload());
    Files.writeString(config, GOOD + "[policy]\nhold = 3\n");
    assertTrue(daemon.reload());
  }

  @Test
  void lostRuleFilesAreRefused() throws IOException {
    Files.delete(folder.resolve("1.cf"));
    assertFalse(daemon.reload());
  }

  @Test
  void anUnforeseenFailureIsAnAnswerAndNoException() throws IOException {
    close(); // The worker threads are gone, so nothing new can be wired.
    assertFalse(daemon.reload());
  }
}
