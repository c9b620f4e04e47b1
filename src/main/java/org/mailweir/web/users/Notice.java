package org.mailweir.web.users;

import java.util.List;

/**
 * What became of something that somebody asked for; shown once, on the next page.
 *
 * @param lines one for each thing, bounded by whoever makes it
 */
public record Notice(Kind kind, List<String> lines) {

  /** How it went. */
  public enum Kind {
    DONE,
    NOTHING_DONE,
    FAILED
  }

  public Notice {
    lines = List.copyOf(lines);
  }

  public static Notice done(String line) {
    return new Notice(Kind.DONE, List.of(line));
  }

  public static Notice failed(String line) {
    return new Notice(Kind.FAILED, List.of(line));
  }
}
