package org.mailweir.config;

/**
 * Something wrong in a configuration file.
 *
 * @param file as given
 * @param line from 1; 0 when the whole file is meant
 * @param key with its table, such as {@code policy.hold}; empty when it is not about a key
 * @param message what is wrong, and what to do about it
 */
public record Problem(String file, int line, String key, String message) {

  /**
   * A problem of a key.
   *
   * @param where {@code file:line}; anything else means that only the file is known
   */
  static Problem at(String where, String file, String key, String message) {
    int colon = where.lastIndexOf(':');
    String line = where.substring(colon + 1);
    return colon > 0 && line.matches("\\d{1,9}")
        ? new Problem(where.substring(0, colon), Integer.parseInt(line), key, message)
        : new Problem(file, 0, key, message);
  }

  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    return place + ": " + (key.isEmpty() ? "" : key + ": ") + message;
  }
}
