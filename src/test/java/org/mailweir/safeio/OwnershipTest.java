package org.mailweir.safeio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What root writes into somebody's folder is that somebody's. */
class OwnershipTest {

  private static final Map<String, Object> SOMEBODY = Map.of("uid", 4711, "gid", 4712);

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void giveAway() throws IOException {
    assumeTrue(Files.getAttribute(temp, "unix:uid").equals(0), "only root can give files away");
    folder = Files.createDirectory(temp.resolve("theirs"));
    Files.setAttribute(folder, "unix:uid", 4711);
    Files.setAttribute(folder, "unix:gid", 4712);
  }

  private static Map<String, Object> ownerOf(Path path) throws IOException {
    return Files.readAttributes(path, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
  }

  @Test
  void newFilesAndFoldersAreTheirs() throws IOException {
    AtomicFile.createFolders(folder.resolve("a/b"));
    Path file = folder.resolve("a/b/file");
    AtomicFile.write(file, out -> out.write('x'));
    assertEquals(SOMEBODY, ownerOf(folder.resolve("a")));
    assertEquals(SOMEBODY, ownerOf(folder.resolve("a/b")));
    assertEquals(SOMEBODY, ownerOf(file));
  }

  @Test
  void aRewrittenFileStaysTheirs() throws IOException {
    Path file = folder.resolve("file");
    AtomicFile.write(file, out -> out.write('x'));
    AtomicFile.write(file, out -> out.write('y'));
    assertEquals(SOMEBODY, ownerOf(file));
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    Path secret = Files.writeString(temp.resolve("secret"), "root's");
    Path link = Files.createSymbolicLink(folder.resolve("link"), secret);
    Ownership.inherit(link);
    assertEquals(SOMEBODY, ownerOf(link));
    assertEquals(Map.of("uid", 0, "gid", 0), ownerOf(secret));
  }

  @Test
  void whatIsNotRootsStaysAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("of-a-third"), "x");
    Files.setAttribute(file, "unix:uid", 815);
    Ownership.inherit(file);
    assertEquals(815, Files.getAttribute(file, "unix:uid"));
  }
}
