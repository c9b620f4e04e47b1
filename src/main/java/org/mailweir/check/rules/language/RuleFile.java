package org.mailweir.check.rules.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts the text of a rule file into directives: one a line, {@code #} begins a comment unless a
 * backslash stands before it, and {@code \#} is a plain {@code #}.
 */
final class RuleFile {

  private RuleFile() {}

  /**
   * @param name for messages
   * @param text the file's bytes, one char each (ISO 8859-1)
   */
  static List<Directive> read(String name, String text) {
    List<Directive> directives = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      String said = withoutComment(line).strip();
      if (!said.isEmpty()) {
        directives.add(directive(new Location(name, number), said));
      }
    }
    return directives;
  }

  /**
   * Reads what stands behind the first word of a line as a line of its own.
   *
   * @param said not empty
   */
  static Directive directive(Location where, String said) {
    Directive whole = new Directive(where, "", said);
    String word = whole.name().toLowerCase(Locale.ROOT).replace('-', '_');
    return new Directive(where, word, whole.value());
  }

  private static String withoutComment(String line) {
    if (line.indexOf('#') < 0) {
      return line;
    }
    StringBuilder kept = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '#') {
        break;
      }
      if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == '#') {
        i++;
        c = '#';
      }
      kept.append(c);
    }
    return kept.toString();
  }
}
