package org.mailweir.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A socket in the file system that nobody but its owner can open at any moment: it is made in a
 * folder of its own that is 0700, becomes 0600 there, and is then renamed into its place, over one
 * that a killed daemon left behind.
 */
record SocketFile(ServerSocketChannel channel, Path path, @Nullable Object key)
    implements AutoCloseable {

  /** The limit of the JDK, one less than the 107 of the kernel (unix(7)). */
  private static final int LONGEST = 106;

  /** In the socket's folder, and as short as can be: the socket is born under this name. */
  private static final String NURSERY = ".c";

  private static final String BORN = "s";
  private static final int LONGEST_FOLDER = LONGEST - ("/" + NURSERY + "/" + BORN).length();
  private static final int BACKLOG = 16;

  /**
   * Opens it.
   *
   * @throws IOException when another program answers there, when the name is too long or no socket,
   *     or when the folder cannot be written
   */
  static SocketFile open(Path path) throws IOException {
    Path folder = Objects.requireNonNull(path.getParent(), "a socket stands in a folder");
    requireShort(path, "a socket's name", LONGEST);
    requireShort(folder, "the name of a socket's folder", LONGEST_FOLDER);
    requireDead(path);
    Path nursery = folder.resolve(NURSERY);
    Path born = nursery.resolve(BORN);
    clear(nursery);
    Files.createDirectory(
        nursery,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(born), BACKLOG);
      Files.setPosixFilePermissions(born, PosixFilePermissions.fromString("rw-------"));
      Files.move(born, path, StandardCopyOption.ATOMIC_MOVE);
      return new SocketFile(channel, path, key(path));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    } finally {
      clear(nursery);
    }
  }

  /** Also what a daemon that was killed in here has left; a link is not followed. */
  private static void clear(Path nursery) throws IOException {
    if (Files.isDirectory(nursery, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(nursery.resolve(BORN));
    }
    Files.deleteIfExists(nursery);
  }

  private static void requireShort(Path path, String what, int longest) throws IOException {
    int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > longest) {
      throw new IOException(
          path + " has " + length + " bytes, and " + what + " at most " + longest);
    }
  }

  /** What a killed daemon left behind may go; what answers, and what is no socket, may not. */
  private static void requireDead(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!isSocket(path)) {
      throw new IOException(path + " is there already and no socket");
    }
    boolean answers = true;
    try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      answers = other.isConnected();
    } catch (IOException nobody) {
      answers = false;
    }
    if (answers) {
      throw new IOException("another program answers at " + path);
    }
  }

  private static boolean isSocket(Path path) throws IOException {
    int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return (mode & 0170000) == 0140000; // S_IFSOCK, inode(7)
  }

  private static @Nullable Object key(Path path) throws IOException {
    return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  /** Takes it away, unless another one has come in its place. */
  @Override
  public void close() throws IOException {
    channel.close();
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && Objects.equals(key, key(path))) {
      Files.deleteIfExists(path);
    }
  }
}
