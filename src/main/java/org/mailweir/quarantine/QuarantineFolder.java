package org.mailweir.quarantine;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.RawMessage;
import org.mailweir.mail.TransactionId;
import org.mailweir.safeio.AtomicFile;
import org.mailweir.safeio.FileLocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The quarantine as a folder: {@code YYYY/MM/DD/<id>.eml} beside {@code <id>.json}, the day in UTC
 * and taken from the id.
 *
 * <p>The record is written last, so it is what makes a message held; a message without a record is
 * the leftover of a crash, was never acknowledged, and Postfix still has it. File names are made of
 * the id alone. Several processes may work on one folder.
 */
public final class QuarantineFolder implements Quarantine {

  private static final Logger LOG = LoggerFactory.getLogger(QuarantineFolder.class);
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final String RECORD = ".json";
  private static final String MESSAGE = ".eml";
  private static final Duration ABANDONED = Duration.ofHours(1);
  private static final int PROBE = 1 << 20;

  private final Path folder;
  private final FileLocks locks;
  private final FolderSync folderSync;
  private volatile @Nullable Path durableDay;

  public QuarantineFolder(QuarantineSettings settings) {
    this(settings, AtomicFile::syncFolder);
  }

  QuarantineFolder(QuarantineSettings settings, FolderSync folderSync) {
    this.folder = settings.dir().toAbsolutePath();
    this.locks = new FileLocks(folder.resolve("locks"));
    this.folderSync = folderSync;
  }

  /** What makes the names in a folder durable. */
  interface FolderSync {
    void sync(Path folder) throws IOException;
  }

  @Override
  public void hold(HeldMessage record, RawMessage message) throws IOException {
    TransactionId id = new TransactionId(record.id());
    makeDurable(day(id));
    try {
      AtomicFile.write(
          file(id, MESSAGE),
          out -> {
            try (InputStream in = message.open()) {
              in.transferTo(out);
            }
          });
      write(record);
    } catch (IOException e) {
      giveUp(id, RECORD, e);
      giveUp(id, MESSAGE, e);
      throw e;
    }
  }

  /**
   * Tries whether mail can be held now: writes some bytes where that of today goes, and removes
   * them.
   *
   * @throws IOException when it cannot
   */
  public void probe() throws IOException {
    Path day = folder.resolve(DAY.format(LocalDate.now(ZoneOffset.UTC)));
    AtomicFile.createFolders(day);
    Path trial = day.resolve("probe" + AtomicFile.UNFINISHED); // swept, should we die before
    try {
      AtomicFile.write(trial, out -> out.write(new byte[PROBE]));
    } finally {
      Files.deleteIfExists(trial);
    }
  }

  /** Every retry of Postfix comes with a new id: on a full disk leftovers would pile up. */
  private void giveUp(TransactionId id, String ending, IOException why) {
    try {
      Files.deleteIfExists(file(id, ending));
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  /**
   * Creates the folder of a day and makes its whole path durable. That it exists says nothing: it
   * may have been created by a process that died before its fsync. So the path is synced once by
   * each process, whoever made it.
   */
  private void makeDurable(Path day) throws IOException {
    AtomicFile.createFolders(day);
    if (day.equals(durableDay)) {
      return;
    }
    Path above = day.getParent();
    while (above != null && above.startsWith(folder)) {
      folderSync.sync(above);
      above = above.getParent();
    }
    if (above != null && Files.isReadable(above)) { // Else somebody else has made the folder.
      folderSync.sync(above);
    }
    durableDay = day;
  }

  private void write(HeldMessage record) throws IOException {
    byte[] json = GSON.toJson(record).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file(new TransactionId(record.id()), RECORD), out -> out.write(json));
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** The folders of days that hold mail, newest first. */
  public List<Path> days() throws IOException {
    List<Path> days = new ArrayList<>();
    for (Path year : newestFirst(folder)) {
      if (YEAR.matcher(String.valueOf(year.getFileName())).matches()) {
        for (Path month : newestFirst(year)) {
          days.addAll(newestFirst(month));
        }
      }
    }
    return days;
  }

  /** A record; empty when there is none, or when it cannot be read, which is named in the log. */
  public Optional<HeldMessage> readable(TransactionId id) {
    return readable(file(id, RECORD));
  }

  @Override
  public List<HeldMessage> list(Predicate<HeldMessage> wanted, int limit) throws IOException {
    List<HeldMessage> found = new ArrayList<>();
    for (Path day : days()) {
      listDay(day, wanted, limit, found);
      if (found.size() >= limit) {
        return found;
      }
    }
    return found;
  }

  private static void listDay(
      Path day, Predicate<HeldMessage> wanted, int limit, List<HeldMessage> found)
      throws IOException {
    for (Path file : newestFirst(day)) {
      String name = String.valueOf(file.getFileName());
      if (found.size() < limit && name.endsWith(RECORD)) {
        readable(file).filter(wanted).ifPresent(found::add);
      }
    }
  }

  private static Optional<HeldMessage> readable(Path file) {
    try {
      return Optional.of(read(file));
    } catch (IOException e) {
      LOG.warn("quarantine record {} cannot be read: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  /** What lies in a folder, the greatest name first; nothing when there is no such folder. */
  public static List<Path> newestFirst(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (NoSuchFileException | java.nio.file.NotDirectoryException none) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    entries.sort(Comparator.reverseOrder());
    return entries;
  }

  @Override
  public Optional<HeldMessage> find(TransactionId id) throws IOException {
    try {
      return Optional.of(read(file(id, RECORD)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream open(TransactionId id) throws IOException {
    return Files.newInputStream(file(id, MESSAGE), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public HeldMessage change(TransactionId id, Change change) throws IOException {
    try (FileLocks.Held held = locks.lock(id.text())) {
      HeldMessage before =
          find(id).orElseThrow(() -> new FileNotFoundException("no held message " + id));
      HeldMessage after = change.apply(before);
      if (!after.equals(before)) {
        write(after);
      }
      removeWhenDone(id, after);
      return after;
    }
  }

  /**
   * Removes a message and its record for ever. The bytes go first: a record without them is removed
   * by the next attempt, but bytes without a record would never be.
   */
  void remove(TransactionId id) throws IOException {
    try (FileLocks.Held held = locks.lock(id.text())) {
      Files.deleteIfExists(file(id, MESSAGE));
      Files.deleteIfExists(file(id, RECORD));
    }
  }

  /** When every recipient has deleted a message, its bytes go; the record stays as history. */
  private void removeWhenDone(TransactionId id, HeldMessage record) throws IOException {
    if (record.recipients().stream().allMatch(r -> r.state() == HeldMessage.State.DELETED)) {
      Files.deleteIfExists(file(id, MESSAGE));
    }
  }

  /**
   * Removes the unfinished files that a killed process has left. A finished message without its
   * record stays, though nobody counts on it: deleting mail is for people. What cannot be looked at
   * or removed is named in the log and left alone.
   *
   * @return how many were removed
   */
  public int sweep() {
    return Sweep.of(folder, Instant.now().minus(ABANDONED));
  }

  private static HeldMessage read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      HeldMessage record = GSON.fromJson(json, HeldMessage.class);
      if (record == null || record.version() != 1) {
        throw new IOException(file + " is not a quarantine record");
      }
      return record;
    } catch (RuntimeException e) { // Gson's own, and whatever a record with missing parts throws.
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private Path day(TransactionId id) {
    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(id.epochMillis()), ZoneOffset.UTC);
    return folder.resolve(DAY.format(date));
  }

  private Path file(TransactionId id, String ending) {
    return day(id).resolve(id.text() + ending);
  }
}
