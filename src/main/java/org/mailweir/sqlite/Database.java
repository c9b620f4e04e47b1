package org.mailweir.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * One connection to a SQLite file, for one thread at a time. Every trouble is an IOException; its
 * owner says which one a damaged file is.
 */
public final class Database implements AutoCloseable {

  /** Reads one row. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** What is done in one transaction. */
  public interface Work<T> {
    T run() throws IOException;
  }

  /** Makes the exception for a file that is no database, or not what was written. */
  public interface Damage {
    IOException of(String text, Throwable cause);
  }

  /**
   * In this order: only an empty file can be told to give freed pages back. FULL: each commit syncs
   * the write-ahead log before anybody gets an answer.
   */
  private static final List<String> DURABLE =
      List.of(
          "PRAGMA auto_vacuum = INCREMENTAL",
          "PRAGMA journal_mode = WAL",
          "PRAGMA synchronous = FULL");

  private final Connection connection;
  private final Path file;
  private final Damage damage;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  private Database(Connection connection, Path file, Damage damage) {
    this.connection = connection;
    this.file = file;
    this.damage = damage;
  }

  /**
   * Opens a file, and creates it when it is missing and may be written.
   *
   * @param wait how long to wait for others that write
   */
  public static Database open(Path file, Duration wait, boolean readOnly, Damage damage)
      throws IOException {
    NativeLibrary.load(file.toAbsolutePath().getParent());
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout((int) wait.toMillis());
    config.setReadOnly(readOnly);
    config.setPragma(SQLiteConfig.Pragma.CACHE_SIZE, "-4000");
    Database database;
    try {
      database = new Database(config.createConnection("jdbc:sqlite:" + file), file, damage);
    } catch (SQLException e) {
      throw translated(e, file, damage);
    }
    try {
      database.script(readOnly ? List.of("PRAGMA user_version") : DURABLE);
      return database;
    } catch (IOException e) {
      database.close();
      throw e;
    }
  }

  public <T> List<T> list(String sql, Row<T> reader, Object... values) throws IOException {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  public <T> Optional<T> first(String sql, Row<T> reader, Object... values) throws IOException {
    return list(sql, reader, values).stream().findFirst();
  }

  /** The number in the first column of the first row; 0 when there is none. */
  public long number(String sql, Object... values) throws IOException {
    return first(sql, row -> row.getLong(1), values).orElse(0L);
  }

  /** Changes rows, and gives how many. */
  public int run(String sql, Object... values) throws IOException {
    try {
      return bound(sql, values).executeUpdate();
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** A prepared statement that failed, such as on a full disk, is not fit to be used again. */
  private IOException failed(String sql, SQLException e) {
    PreparedStatement broken = prepared.remove(sql);
    try {
      if (broken != null) {
        broken.close();
      }
    } catch (SQLException alreadyGone) {
      e.addSuppressed(alreadyGone);
    }
    return translated(e, file, damage);
  }

  /** Statements without values, one after the other. */
  public void script(List<String> statements) throws IOException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw translated(e, file, damage);
    }
  }

  /** Everything or nothing, and alone in writing; durable on return. */
  public <T> T writing(Work<T> work) throws IOException {
    return transaction("BEGIN IMMEDIATE", work);
  }

  /** Sees one state of the file, whatever others write meanwhile. */
  public <T> T reading(Work<T> work) throws IOException {
    return transaction("BEGIN", work);
  }

  private <T> T transaction(String begin, Work<T> work) throws IOException {
    script(List.of(begin));
    boolean done = false;
    try {
      T result = work.run();
      script(List.of("COMMIT"));
      done = true;
      return result;
    } finally {
      if (!done) {
        rollBack();
      }
    }
  }

  /** Some failures have rolled back already, and one that cannot be is undone at the next open. */
  private void rollBack() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException alreadyDone) {
      // Nothing is open any more, which is what is wanted.
    }
  }

  private PreparedStatement bound(String sql, Object... values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private static IOException translated(SQLException e, Path file, Damage damage) {
    String text = file + ": " + e.getMessage();
    if (e instanceof SQLiteException s) {
      SQLiteErrorCode code = s.getResultCode();
      // The low byte is the kind; the rest tells more about it.
      int kind = code.code & 0xff;
      if (kind == SQLiteErrorCode.SQLITE_CORRUPT.code
          || kind == SQLiteErrorCode.SQLITE_NOTADB.code) {
        return damage.of(text, e);
      }
    }
    return new IOException(text, e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException nothingIsLost) {
      // Every commit is on disk already.
    }
  }
}
