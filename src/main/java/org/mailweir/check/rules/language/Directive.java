package org.mailweir.check.rules.language;

/**
 * One line of a rule file that says something.
 *
 * @param word its first word: {@code body}, {@code score}
 * @param rest what follows, trimmed; empty when nothing does
 */
record Directive(Location where, String word, String rest) {

  /** The first word of the rest, most often a rule's name. */
  String name() {
    int end = blank(rest);
    return end < 0 ? rest : rest.substring(0, end);
  }

  /** What follows the name, trimmed. */
  String value() {
    int end = blank(rest);
    return end < 0 ? "" : rest.substring(end).strip();
  }

  private static int blank(String s) {
    for (int i = 0; i < s.length(); i++) {
      if (s.charAt(i) == ' ' || s.charAt(i) == '\t') {
        return i;
      }
    }
    return -1;
  }
}
