package org.mailweir.history;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mailweir.sqlite.Database;

/**
 * The messages in one SQLite file. One thread at a time.
 *
 * <p>Ids begin with the time, so that the order of ids is that of arrival.
 */
final class Table implements AutoCloseable {

  private static final int VERSION = 1;
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final long HOUR = 3_600_000;
  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE passage (id TEXT PRIMARY KEY, at INTEGER NOT NULL, fate TEXT NOT NULL,"
              + " score REAL NOT NULL, unsure INTEGER NOT NULL, people TEXT NOT NULL,"
              + " subject TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID",
          "CREATE INDEX passage_by_time ON passage (at, fate, score)",
          "CREATE INDEX passage_unsure ON passage (id) WHERE unsure = 1",
          "CREATE TABLE copy (id TEXT NOT NULL, address TEXT NOT NULL, domain TEXT NOT NULL,"
              + " fate TEXT NOT NULL, PRIMARY KEY (id, address)) WITHOUT ROWID",
          "CREATE INDEX copy_by_address ON copy (address, id)",
          "CREATE INDEX copy_by_domain ON copy (domain, id)",
          "CREATE TABLE missing (id TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL,"
              + " PRIMARY KEY (id, name)) WITHOUT ROWID",
          "CREATE INDEX missing_by_time ON missing (at, name)",
          "PRAGMA user_version = " + VERSION);
  private static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .registerTypeAdapter(
              Instant.class,
              (JsonSerializer<Instant>) (at, type, context) -> new JsonPrimitive(at.toString()))
          .registerTypeAdapter(
              Instant.class,
              (com.google.gson.JsonDeserializer<Instant>)
                  (json, type, context) -> Instant.parse(json.getAsString()))
          .create();

  private final Database db;

  private Table(Database db) {
    this.db = db;
  }

  static Table open(Path file) throws IOException {
    Database db = Database.open(file, WAIT, false, DamagedHistoryException::new);
    try {
      long version = db.number("PRAGMA user_version");
      if (version == 0) {
        db.writing(
            () -> {
              db.script(SCHEMA);
              return true;
            });
      } else if (version != VERSION) {
        throw new DamagedHistoryException(
            file + " is of version " + version, new IllegalStateException("another version"));
      }
      return new Table(db);
    } catch (IOException e) {
      db.close();
      throw e;
    }
  }

  /** All or nothing. */
  void add(List<Passage> passages) throws IOException {
    db.writing(
        () -> {
          for (Passage passage : passages) {
            add(passage);
          }
          return passages.size();
        });
  }

  private void add(Passage p) throws IOException {
    db.run(
        "INSERT OR REPLACE INTO passage VALUES (?,?,?,?,?,?,?,?)",
        p.id(),
        p.when().toEpochMilli(),
        p.fate().name(),
        p.score(),
        p.unsure() ? 1 : 0,
        Look.folded(p.sender() + "\n" + p.from()),
        Look.folded(p.subject()),
        GSON.toJson(p));
    for (Passage.Copy copy : p.copies()) {
      String address = Look.folded(copy.recipient());
      String domain = address.substring(Math.max(0, address.lastIndexOf('@')));
      db.run(
          "INSERT OR REPLACE INTO copy VALUES (?,?,?,?)",
          p.id(),
          address,
          domain,
          copy.fate().name());
    }
    for (String missing : p.unavailable()) {
      db.run(
          "INSERT OR REPLACE INTO missing VALUES (?,?,?)",
          p.id(),
          missing.split("[ :]", 2)[0],
          p.when().toEpochMilli());
    }
  }

  /** Removes what is older than that, and what is more than so many. */
  void shrink(Instant oldest, int most) throws IOException {
    db.writing(
        () -> {
          long from = oldest.toEpochMilli();
          String surplus =
              db.first(
                      "SELECT id FROM passage ORDER BY id DESC LIMIT 1 OFFSET ?",
                      row -> row.getString(1),
                      most)
                  .orElse("");
          db.run("DELETE FROM passage WHERE at < ? OR id <= ?", from, surplus);
          String first =
              db.first("SELECT id FROM passage ORDER BY id LIMIT 1", row -> row.getString(1))
                  .orElse("~");
          db.run("DELETE FROM copy WHERE id < ?", first);
          return db.run("DELETE FROM missing WHERE id < ?", first);
        });
    db.script(List.of("PRAGMA incremental_vacuum(2000)"));
  }

  /** Newest first. */
  List<Passage> find(Look look, int offset, int limit) throws IOException {
    List<Object> values = new ArrayList<>();
    // Of what is passed over only the ids are sorted.
    String sql =
        "SELECT record FROM passage WHERE id IN ("
            + select(look, values)
            + " ORDER BY p.id DESC LIMIT ? OFFSET ?) ORDER BY id DESC";
    values.add(limit);
    values.add(offset);
    return db.list(sql, row -> passage(row.getString(1)), values.toArray());
  }

  Optional<Passage> get(String id) throws IOException {
    return db.first(
        "SELECT record FROM passage WHERE id = ?", row -> passage(row.getString(1)), id);
  }

  private static Passage passage(String record) {
    return GSON.fromJson(record, Passage.class);
  }

  private static String select(Look look, List<Object> values) {
    String recipient = look.recipient();
    StringBuilder sql = new StringBuilder("SELECT p.id FROM ");
    if (recipient == null && look.among().isEmpty()) {
      sql.append("passage p WHERE 1");
      and(sql, values, look.fate() == null ? null : look.fate().name(), "p.fate = ?");
    } else {
      // A message may go to many of one domain.
      sql.append("(SELECT DISTINCT id FROM copy WHERE 1");
      boolean domain = recipient != null && recipient.startsWith("@");
      and(sql, values, recipient, domain ? "domain = ?" : "address = ?");
      if (!look.among().isEmpty()) {
        sql.append(" AND address IN (?").append(",?".repeat(look.among().size() - 1)).append(')');
        values.addAll(look.among());
      }
      and(sql, values, look.fate() == null ? null : look.fate().name(), "fate = ?");
      sql.append(") c JOIN passage p ON p.id = c.id WHERE 1");
    }
    and(sql, values, look.sender(), "instr(p.people, ?) > 0");
    look.words().forEach(word -> and(sql, values, word, "instr(p.subject, ?) > 0"));
    and(sql, values, look.after() == null ? null : look.after().toEpochMilli(), "p.at >= ?");
    and(sql, values, look.before() == null ? null : look.before().toEpochMilli(), "p.at < ?");
    if (look.unsure()) {
      sql.append(" AND p.unsure = 1");
    }
    return sql.toString();
  }

  private static void and(
      StringBuilder sql,
      List<Object> values,
      @org.jspecify.annotations.Nullable Object value,
      String condition) {
    if (value != null) {
      sql.append(" AND ").append(condition);
      values.add(value);
    }
  }

  List<History.Hour> hours(Instant since) throws IOException {
    TreeMap<Long, Map<Fate, Long>> messages = new TreeMap<>();
    Map<Long, Map<String, Long>> missing = new TreeMap<>();
    long from = since.toEpochMilli();
    db.list(
        "SELECT at / " + HOUR + ", fate, count(*) FROM passage WHERE at >= ? GROUP BY 1, 2",
        row ->
            messages
                .computeIfAbsent(row.getLong(1), h -> new EnumMap<>(Fate.class))
                .put(Fate.valueOf(row.getString(2)), row.getLong(3)),
        from);
    db.list(
        "SELECT at / " + HOUR + ", name, count(*) FROM missing WHERE at >= ? GROUP BY 1, 2",
        row ->
            missing
                .computeIfAbsent(row.getLong(1), h -> new TreeMap<>())
                .put(row.getString(2), row.getLong(3)),
        from);
    return messages.entrySet().stream()
        .map(
            e ->
                new History.Hour(
                    Instant.ofEpochMilli(e.getKey() * HOUR),
                    e.getValue(),
                    missing.getOrDefault(e.getKey(), Map.of())))
        .toList();
  }

  SortedMap<Integer, Long> scores(Instant since) throws IOException {
    SortedMap<Integer, Long> bins = new TreeMap<>();
    db.list(
        "SELECT CAST(floor(score) AS INTEGER), count(*) FROM passage"
            + " WHERE at >= ? AND fate IN ('PASS', 'TAG', 'HOLD') GROUP BY 1",
        row -> bins.put(row.getInt(1), row.getLong(2)),
        since.toEpochMilli());
    return bins;
  }

  @Override
  public void close() {
    db.close();
  }
}
