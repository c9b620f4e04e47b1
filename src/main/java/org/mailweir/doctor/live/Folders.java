package org.mailweir.doctor.live;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Subject;

/** Mailweir's folders: whose they are, who may look into them, and whether there is room. */
final class Folders {

  private static final Note NOTE = new Note(Subject.MACHINE);
  private static final long TOO_LITTLE = 64L << 20;
  private static final long LITTLE = 1L << 30;
  private static final int LITTLE_PER_CENT = 5;
  private static final int INODES_USED = 95;

  /** Bits of st_mode in inode(7). */
  private static final int STICKY = 0x200;

  private static final int OTHERS_WRITE = 0x2;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);
  private static final Set<PosixFilePermission> GROUP =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE);

  private final Path state;
  private final Path quarantine;
  private final Map<String, Path> folders = new LinkedHashMap<>();

  Folders(MailweirSettings settings) {
    this.state = settings.stateDir();
    this.quarantine = settings.quarantine().dir();
    folders.put("state_dir", state);
    folders.put("dir of [quarantine]", quarantine);
    folders.put("spool_dir of [listen]", settings.listen().spoolDir());
    folders.put("dir of [learn]", settings.learn().dir());
    folders.put("dir of [recent]", settings.recent().dir());
  }

  List<Diagnosis> examine() {
    if (!Files.isDirectory(state)) {
      return List.of(missing());
    }
    if (!Files.isReadable(state)) {
      return List.of(unreadable("state_dir", state, "permission denied"));
    }
    List<Diagnosis> found = new ArrayList<>();
    Map<FileStore, Path> disks = new LinkedHashMap<>();
    folders.forEach(
        (name, folder) -> {
          try {
            if (Files.exists(folder)) {
              found.addAll(rights(name, folder));
              disks.putIfAbsent(Files.getFileStore(folder), folder);
            }
          } catch (IOException | UnsupportedOperationException e) {
            found.add(unreadable(name, folder, e.toString()));
          }
        });
    disks.forEach((disk, folder) -> found.addAll(room(disk, folder)));
    return found;
  }

  private Diagnosis missing() {
    return NOTE.error(
        "no-state-dir",
        "The folder of Mailweir's state does not exist, or may not be seen by this user.",
        state + " (state_dir)",
        "Mailweir does not start without it.",
        "install -d -o mailweir -g mailweir -m 700 " + state);
  }

  private static Diagnosis unreadable(String name, Path folder, String why) {
    return NOTE.advice(
        "folder-unseen",
        "The folder cannot be looked at: " + why + ".",
        folder + " (" + name + ")",
        "Whether there is room cannot be told.",
        "run this as root");
  }

  private List<Diagnosis> rights(String name, Path folder) throws IOException {
    String where = folder + " (" + name + ")";
    if (isShared(folder)) {
      return List.of(shared(where, folder));
    }
    PosixFileAttributes mine = Files.readAttributes(folder, PosixFileAttributes.class);
    PosixFileAttributes states = Files.readAttributes(state, PosixFileAttributes.class);
    // Where the state folder is one that all share, its owner is nobody to compare with.
    if (!isShared(state) && !mine.owner().equals(states.owner())) {
      return mayWriteAnyhow(mine, states)
          ? List.of()
          : List.of(foreign(where, folder, mine, states));
    }
    return permissions(name, where, folder, mine);
  }

  /** A sticky folder that everybody may write to, such as /tmp: each owns what he has made. */
  private static boolean isShared(Path folder) throws IOException {
    int mode = (Integer) Files.getAttribute(folder, "unix:mode");
    return (mode & STICKY) != 0 && (mode & OTHERS_WRITE) != 0;
  }

  private static Diagnosis shared(String where, Path folder) {
    return NOTE.advice(
        "folder-shared",
        "It is shared with every user of this machine.",
        where,
        "Mailweir can write there, and others cannot read what it writes; but they see the names,"
            + " and can fill the disk.",
        "name a folder below that is Mailweir's own, which it makes itself: "
            + folder.resolve("mailweir"));
  }

  /** By its group, or as everybody may. */
  private static boolean mayWriteAnyhow(PosixFileAttributes mine, PosixFileAttributes states) {
    Set<PosixFilePermission> allowed = mine.permissions();
    return allowed.containsAll(OTHERS)
        || (mine.group().equals(states.group()) && allowed.containsAll(GROUP));
  }

  private Diagnosis foreign(
      String where, Path folder, PosixFileAttributes mine, PosixFileAttributes states)
      throws IOException {
    String owner = states.owner().getName();
    return NOTE.error(
        "folder-owner",
        "It belongs to " + mine.owner().getName() + ", the state folder to " + owner + ".",
        where,
        "Mailweir cannot write there: what is held or taught waits in Postfix.",
        isOurs(folder) ? "chown -R " + owner + ": " + folder : ownFolder(folder));
  }

  /** Whether nobody else has anything there, so that its rights may be changed. */
  private boolean isOurs(Path folder) throws IOException {
    Path real = folder.toRealPath();
    return real.startsWith(state.toRealPath())
        || (Files.exists(quarantine) && real.startsWith(quarantine.toRealPath()));
  }

  private String ownFolder(Path folder) throws IOException {
    PosixFileAttributes states = Files.readAttributes(state, PosixFileAttributes.class);
    return "make a folder of its own and name that in the configuration: install -d -o "
        + states.owner().getName()
        + " -g "
        + states.group().getName()
        + " -m 700 "
        + folder.resolve("mailweir");
  }

  private List<Diagnosis> permissions(
      String name, String where, Path folder, PosixFileAttributes mine) throws IOException {
    Set<PosixFilePermission> allowed = mine.permissions();
    List<Diagnosis> found = new ArrayList<>();
    if (!allowed.contains(PosixFilePermission.OWNER_WRITE)
        || !allowed.contains(PosixFilePermission.OWNER_EXECUTE)) {
      found.add(
          NOTE.error(
              "folder-permissions",
              "Its owner " + mine.owner().getName() + " may not write there.",
              where,
              "What is held or taught waits in Postfix.",
              isOurs(folder) ? "chmod u+rwx " + folder : ownFolder(folder)));
    }
    if (allowed.contains(PosixFilePermission.OTHERS_READ) && !name.startsWith("spool")
        || allowed.contains(PosixFilePermission.OTHERS_WRITE)) {
      found.add(
          NOTE.warning(
              "folder-open",
              "Every user of this machine may look into it.",
              where,
              "It holds people's mail, or what was learned from it.",
              isOurs(folder) ? "chmod o-rwx " + folder : ownFolder(folder)));
    }
    return found;
  }

  private static List<Diagnosis> room(FileStore disk, Path folder) {
    List<Diagnosis> found = new ArrayList<>();
    try {
      long free = disk.getUsableSpace();
      long all = Math.max(1, disk.getTotalSpace());
      long share = 100 * free / all;
      boolean little = free < LITTLE && share < LITTLE_PER_CENT;
      if (free < TOO_LITTLE || little) {
        found.add(full(folder, (free >> 20) + " MiB", free < TOO_LITTLE));
      }
    } catch (IOException e) {
      found.add(unreadable("disk", folder, e.toString()));
    }
    if (inodesUsed(folder) >= INODES_USED) {
      found.add(full(folder, 100 - inodesUsed(folder) + " % of the inodes", false));
    }
    return found;
  }

  private static Diagnosis full(Path folder, String left, boolean now) {
    String what = "The disk is nearly full: " + left + " are left.";
    String why =
        "When it is full, what would be held or taught waits in Postfix; clean mail flows.";
    String[] remedy = {
      "mailweir quarantine expire", "make room, or lower keep and keep_bytes of [quarantine]"
    };
    return now
        ? NOTE.error("disk-full", what, folder.toString(), why, remedy)
        : NOTE.warning("disk-full", what, folder.toString(), why, remedy);
  }

  private static int inodesUsed(Path folder) {
    List<String> lines = Tool.lines("df", "-Pi", folder.toString());
    String[] columns = lines.isEmpty() ? new String[0] : lines.getLast().split("\\s+");
    return columns.length >= 5 && columns[4].matches("\\d{1,3}%")
        ? Integer.parseInt(columns[4].replace("%", ""))
        : 0;
  }
}
