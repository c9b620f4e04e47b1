package org.mailweir.quarantine.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.Search;
import org.mailweir.sqlite.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index of the quarantine in one SQLite file, {@code index.sqlite}, beside the folders of the
 * years.
 *
 * <p>Nobody writes to it when mail is held or released. Each search first looks which folders of a
 * day have changed since it was last asked, and reads the records there that are new; so it is
 * never behind, whoever held, released or removed what, and a lost or damaged index is simply made
 * again. Thread-safe; several processes may use one.
 */
public final class HeldIndex implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HeldIndex.class);
  private static final String FILE = "index.sqlite";
  private static final int VERSION = 1;
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE day (name TEXT PRIMARY KEY, seen INTEGER NOT NULL) WITHOUT ROWID",
          "CREATE TABLE held (id TEXT PRIMARY KEY, changed INTEGER NOT NULL, day TEXT NOT NULL,"
              + " score REAL NOT NULL, sender TEXT NOT NULL, author TEXT NOT NULL,"
              + " subject TEXT NOT NULL, findings TEXT NOT NULL, waiting INTEGER NOT NULL)"
              + " WITHOUT ROWID",
          "CREATE INDEX held_by_day ON held (day)",
          "CREATE TABLE recipient (id TEXT NOT NULL, address TEXT NOT NULL, domain TEXT NOT NULL,"
              + " waiting INTEGER NOT NULL, PRIMARY KEY (id, address)) WITHOUT ROWID",
          "CREATE INDEX recipient_by_address ON recipient (address, waiting)",
          "CREATE INDEX recipient_by_domain ON recipient (domain, waiting)",
          "PRAGMA user_version = " + VERSION);

  private final QuarantineFolder quarantine;
  private final Database db;
  private final FolderReader reader;

  private HeldIndex(QuarantineFolder quarantine, Database db) {
    this.quarantine = quarantine;
    this.db = db;
    this.reader = new FolderReader(quarantine, db);
  }

  /**
   * Opens the index of a quarantine, or begins a new one.
   *
   * @throws IOException when it cannot be used here, such as by another user than the folder's
   */
  public static HeldIndex open(QuarantineFolder quarantine) throws IOException {
    Path folder = quarantine.folder();
    Object me = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!me.equals(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
      throw new IOException(folder + " belongs to another user");
    }
    Path file = folder.resolve(FILE);
    try {
      return new HeldIndex(quarantine, ready(file));
    } catch (DamagedIndexException e) {
      LOG.warn("{} is damaged and made anew: {}", file, e.getMessage());
      remove(file);
      return new HeldIndex(quarantine, ready(file));
    }
  }

  private static Database ready(Path file) throws IOException {
    Database db = Database.open(file, WAIT, false, DamagedIndexException::new);
    try {
      db.writing(
          () -> {
            long version = db.number("PRAGMA user_version");
            if (version == 0) {
              db.script(SCHEMA);
            } else if (version != VERSION) {
              throw new DamagedIndexException(
                  file + " is of version " + version, new IOException());
            }
            return version;
          });
      return db;
    } catch (IOException e) {
      db.close();
      throw e;
    }
  }

  private static void remove(Path file) throws IOException {
    for (String ending : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(Path.of(file + ending));
    }
  }

  /**
   * A page of what was found.
   *
   * @param total how many there are altogether
   */
  public record Page(List<HeldMessage> messages, long total) {
    public Page {
      messages = List.copyOf(messages);
    }
  }

  /**
   * Held mail that is meant, newest first.
   *
   * @param offset how many to pass over
   * @param limit at most that many
   */
  public synchronized Page find(Search search, int offset, int limit) throws IOException {
    reader.read();
    Conditions conditions = Conditions.of(search);
    return db.reading(
        () -> {
          long total =
              db.number("SELECT count(*) FROM held WHERE " + conditions.sql(), conditions.values());
          List<String> ids =
              db.list(
                  "SELECT id FROM held WHERE "
                      + conditions.sql()
                      + " ORDER BY id DESC LIMIT "
                      + limit
                      + " OFFSET "
                      + offset,
                  row -> row.getString(1),
                  conditions.values());
          return new Page(messages(ids), total);
        });
  }

  /** As the folder has them now. */
  private List<HeldMessage> messages(List<String> ids) throws IOException {
    List<HeldMessage> messages = new ArrayList<>();
    for (String id : ids) {
      Optional<HeldMessage> message = quarantine.find(new TransactionId(id));
      message.ifPresent(messages::add);
    }
    return messages;
  }

  @Override
  public synchronized void close() {
    db.close();
  }
}
