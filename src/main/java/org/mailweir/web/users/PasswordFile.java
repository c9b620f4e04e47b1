package org.mailweir.web.users;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailweir.safeio.AtomicFile;
import org.mailweir.safeio.FileLocks;
import org.mailweir.safeio.Ownership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The users in a file, one on each line, 0600. Lines that begin with {@code #} and lines that
 * cannot be understood stay as they are and let nobody in. A change is seen at the next question; a
 * file that cannot be read lets nobody in.
 */
public final class PasswordFile {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordFile.class);
  private static final long MAX_BYTES = 4 << 20;

  private final Path file;
  private final FileLocks locks;
  private @Nullable Seen seen;

  public PasswordFile(Path file) {
    this.file = file;
    this.locks = new FileLocks(file.resolveSibling(file.getFileName() + "-locks"));
  }

  /** What was read, and how the file looked then. */
  private record Seen(FileTime time, long size, @Nullable Object key, Map<String, User> users) {}

  public Path file() {
    return file;
  }

  /** A user of that name; nobody when the file cannot be read, which the log tells once. */
  public synchronized Optional<User> find(String name) {
    return Optional.ofNullable(users().get(name));
  }

  public synchronized List<User> all() {
    return List.copyOf(users().values());
  }

  private Map<String, User> users() {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Seen before = seen;
      if (before == null || !isSame(before, now)) {
        seen = new Seen(now.lastModifiedTime(), now.size(), now.fileKey(), read());
      }
      return Objects.requireNonNull(seen).users();
    } catch (NoSuchFileException e) {
      seen = null;
      return Map.of();
    } catch (IOException e) {
      if (seen == null || !seen.users().isEmpty()) {
        LOG.error("nobody can sign in to the web pages: {} cannot be read: {}", file, e.toString());
      }
      seen = new Seen(FileTime.fromMillis(0), -1, null, Map.of());
      return Map.of();
    }
  }

  private static boolean isSame(Seen before, BasicFileAttributes now) {
    return before.time().equals(now.lastModifiedTime())
        && before.size() == now.size()
        && Objects.equals(before.key(), now.fileKey());
  }

  private Map<String, User> read() throws IOException {
    Map<String, User> users = new LinkedHashMap<>();
    int number = 0;
    for (String line : lines()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        Optional<User> user = User.parse(line);
        user.ifPresent(u -> users.put(u.name(), u));
        if (user.isEmpty()) {
          LOG.warn("{}:{} is no user and lets nobody in", file, number);
        }
      }
    }
    return users;
  }

  private List<String> lines() throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + " is larger than 4 MiB");
    }
    return Files.readAllLines(file, StandardCharsets.UTF_8);
  }

  /**
   * Adds or replaces a user.
   *
   * @throws IOException when it cannot be written; the file is as it was then
   */
  public synchronized void put(User user) throws IOException {
    rewriteAlone(user.name(), user);
  }

  /**
   * Removes a user.
   *
   * @return whether there was one
   */
  public synchronized boolean remove(String name) throws IOException {
    return rewriteAlone(name, null);
  }

  /** Among all commands: of two that read the same lines, the second would undo the first. */
  private boolean rewriteAlone(String name, @Nullable User user) throws IOException {
    try (FileLocks.Held held = locks.lock("users")) {
      return rewrite(name, user);
    }
  }

  /** In the place where he was, else at the end. */
  private boolean rewrite(String name, @Nullable User user) throws IOException {
    List<String> lines = new java.util.ArrayList<>();
    boolean there = false;
    for (String line : Files.exists(file) ? lines() : List.<String>of()) {
      if (!line.startsWith(name + ":")) {
        lines.add(line);
      } else if (!there) {
        there = true;
        if (user != null) {
          lines.add(user.line());
        }
      }
    }
    if (user != null && !there) {
      lines.add(user.line());
    }
    if (user != null || there) {
      write(lines);
    }
    return there;
  }

  private void write(List<String> lines) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      AtomicFile.createFolders(folder);
    }
    String text = String.join("\n", lines) + "\n";
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    Ownership.inherit(file);
    seen = null;
  }
}
