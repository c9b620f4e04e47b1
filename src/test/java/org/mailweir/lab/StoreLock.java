package org.mailweir.lab;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps everybody else from writing to the training log, as a stuck program would. */
final class StoreLock implements AutoCloseable {

  private final Connection connection;

  private StoreLock(Connection connection) {
    this.connection = connection;
  }

  static StoreLock on(Path stateFolder) {
    Path file = stateFolder.resolve("learn/lessons.sqlite");
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA busy_timeout=20000");
        statement.execute("BEGIN IMMEDIATE");
      }
      return new StoreLock(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot lock " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
