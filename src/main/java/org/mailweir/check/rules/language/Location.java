package org.mailweir.check.rules.language;

/**
 * A place in a rule file.
 *
 * @param file the file's name as the user gave it
 * @param line counted from 1
 */
public record Location(String file, int line) {

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
