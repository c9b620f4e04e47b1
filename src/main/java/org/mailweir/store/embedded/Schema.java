package org.mailweir.store.embedded;

import java.util.List;

/** The tables of the training log, for people with {@code sqlite3}, too. */
final class Schema {

  /** {@code PRAGMA user_version}. */
  static final int VERSION = 1;

  /** {@code PRAGMA application_id}: "mwtl", so that {@code file} and we can tell what it is. */
  static final int APPLICATION = 0x6d77746c;

  static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE about (
            name  TEXT PRIMARY KEY,
            value TEXT NOT NULL
          ) STRICT""",
          """
          CREATE TABLE lessons (
            number        INTEGER PRIMARY KEY AUTOINCREMENT,
            taught_at     TEXT NOT NULL,
            teacher       TEXT NOT NULL,
            source        TEXT NOT NULL,
            kind          TEXT NOT NULL CHECK (kind IN ('spam', 'ham')),
            status        TEXT NOT NULL CHECK (status IN ('active', 'disputed', 'undone')),
            digest        TEXT NOT NULL,
            message_id    TEXT NOT NULL,
            subject       TEXT NOT NULL,
            weight        REAL NOT NULL,
            administrator INTEGER NOT NULL,
            active_since  INTEGER NOT NULL,
            feature_bytes INTEGER NOT NULL
          ) STRICT""",
          "CREATE UNIQUE INDEX one_active_lesson_for_a_message ON lessons (digest)"
              + " WHERE status = 'active'",
          "CREATE INDEX lessons_of_a_message ON lessons (digest)",
          "CREATE INDEX lessons_of_a_teacher ON lessons (teacher, taught_at)",
          "CREATE INDEX lessons_in_force ON lessons (active_since)",
          """
          CREATE TABLE features (
            lesson   INTEGER PRIMARY KEY,
            checksum INTEGER NOT NULL,
            hashes   BLOB NOT NULL
          ) STRICT""",
          """
          CREATE TABLE events (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            at     TEXT NOT NULL,
            who    TEXT NOT NULL,
            source TEXT NOT NULL,
            what   TEXT NOT NULL,
            lesson INTEGER NOT NULL
          ) STRICT""",
          "CREATE INDEX events_of_a_lesson ON events (lesson)",
          """
          CREATE TABLE imports (
            format        TEXT PRIMARY KEY,
            number        INTEGER NOT NULL,
            spam_messages INTEGER NOT NULL,
            ham_messages  INTEGER NOT NULL,
            checksum      INTEGER NOT NULL,
            counts        BLOB NOT NULL
          ) STRICT""",
          "PRAGMA application_id = " + APPLICATION,
          "PRAGMA user_version = " + VERSION);

  private Schema() {}
}
