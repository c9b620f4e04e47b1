package org.mailweir.quarantine;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
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
import org.mailweir.mail.RawMessage;
import org.mailweir.mail.TransactionId;
import org.mailweir.safeio.AtomicFile;
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
  private static final String RECORD = ".json";
  private static final String MESSAGE = ".eml";
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path folder;
  private final FileLocks locks;

  public QuarantineFolder(QuarantineSettings settings) {
    this.folder = settings.dir();
    this.locks = new FileLocks(folder.resolve("locks"));
  }

  @Override
  public void hold(HeldMessage record, RawMessage message) throws IOException {
    TransactionId id = new TransactionId(record.id());
    AtomicFile.createFolders(day(id));
    AtomicFile.write(
        file(id, MESSAGE),
        out -> {
          try (InputStream in = message.open()) {
            in.transferTo(out);
          }
        });
    write(record);
  }

  private void write(HeldMessage record) throws IOException {
    byte[] json = GSON.toJson(record).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file(new TransactionId(record.id()), RECORD), out -> out.write(json));
  }

  @Override
  public List<HeldMessage> list(int limit) throws IOException {
    List<HeldMessage> found = new ArrayList<>();
    for (Path year : newestFirst(folder)) {
      for (Path month : newestFirst(year)) {
        for (Path day : newestFirst(month)) {
          listDay(day, limit, found);
          if (found.size() >= limit) {
            return found;
          }
        }
      }
    }
    return found;
  }

  private static void listDay(Path day, int limit, List<HeldMessage> found) throws IOException {
    for (Path file : newestFirst(day)) {
      String name = String.valueOf(file.getFileName());
      if (found.size() < limit && name.endsWith(RECORD)) {
        readable(file).ifPresent(found::add);
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

  private static List<Path> newestFirst(Path folder) throws IOException {
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

  /** When every recipient has deleted a message, its bytes go; the record stays as history. */
  private void removeWhenDone(TransactionId id, HeldMessage record) throws IOException {
    if (record.recipients().stream().allMatch(r -> r.state() == HeldMessage.State.DELETED)) {
      Files.deleteIfExists(file(id, MESSAGE));
    }
  }

  /**
   * Removes the unfinished files that a killed process has left. A finished message without its
   * record stays, though nobody counts on it: deleting mail is for people.
   *
   * @return how many were removed
   */
  public int sweep() throws IOException {
    int removed = 0;
    Instant limit = Instant.now().minus(ABANDONED);
    for (Path year : newestFirst(folder)) {
      for (Path month : newestFirst(year)) {
        for (Path day : newestFirst(month)) {
          for (Path file : newestFirst(day)) {
            removed += isAbandoned(file, limit) && Files.deleteIfExists(file) ? 1 : 0;
          }
        }
      }
    }
    return removed;
  }

  private static boolean isAbandoned(Path file, Instant limit) throws IOException {
    return file.toString().endsWith(AtomicFile.UNFINISHED)
        && Files.getLastModifiedTime(file).toInstant().isBefore(limit);
  }

  private static HeldMessage read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      HeldMessage record = GSON.fromJson(json, HeldMessage.class);
      if (record == null || record.version() != 1) {
        throw new IOException(file + " is not a quarantine record");
      }
      return record;
    } catch (JsonParseException e) {
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
