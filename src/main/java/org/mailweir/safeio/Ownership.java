package org.mailweir.safeio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * What root writes into a folder of somebody else belongs to that somebody: otherwise a command
 * that an administrator runs as root would leave files that the daemon can neither read nor change.
 */
public final class Ownership {

  private Ownership() {}

  /**
   * Gives a file or folder, just created by us, to the owner and group of the folder it stands in.
   * Does nothing when it is theirs already, and nothing for anybody but root. Links are not
   * followed.
   *
   * @throws IOException when it cannot be given away
   */
  public static void inherit(Path created) throws IOException {
    PosixFileAttributeView mine = view(created, LinkOption.NOFOLLOW_LINKS);
    Path folder = created.toAbsolutePath().getParent();
    if (mine == null || folder == null || !isRoots(created)) {
      return;
    }
    PosixFileAttributes wanted = Files.readAttributes(folder, PosixFileAttributes.class);
    PosixFileAttributes now = mine.readAttributes();
    if (!now.group().equals(wanted.group())) {
      mine.setGroup(wanted.group());
    }
    if (!now.owner().equals(wanted.owner())) {
      mine.setOwner(wanted.owner());
    }
  }

  private static boolean isRoots(Path file) throws IOException {
    return Integer.valueOf(0)
        .equals(Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }

  /** Null on a file system without owners and groups. */
  private static @Nullable PosixFileAttributeView view(Path path, LinkOption... options) {
    return Files.getFileAttributeView(path, PosixFileAttributeView.class, options);
  }
}
