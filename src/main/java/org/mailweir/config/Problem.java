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

  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    return place + ": " + (key.isEmpty() ? "" : key + ": ") + message;
  }
}
