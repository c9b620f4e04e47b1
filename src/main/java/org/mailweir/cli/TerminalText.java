package org.mailweir.cli;

/** Text of mail on the way to an administrator's terminal. */
final class TerminalText {

  private static final int LONGEST = 200;

  private TerminalText() {}

  /** Mail must not be able to write on the administrator's terminal. */
  static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .limit(LONGEST)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
