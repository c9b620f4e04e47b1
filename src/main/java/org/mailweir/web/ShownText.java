package org.mailweir.web;

/**
 * Text of mail for a page. Escaping is the templates' work; here goes what escaping leaves alone
 * and a reader does not see: control characters, and those that change the direction of writing, by
 * which {@code invoice_fdp.exe} looks like {@code invoice_exe.pdf}, stand visibly as their number;
 * characters without width are left out, but for those that scripts and emoji need.
 */
public final class ShownText {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private ShownText() {}

  /** One line, cut at so many characters. */
  public static String line(String text, int longest) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), longest) + 16);
    append(out, text.replaceAll("\\s+", " ").strip(), longest, false);
    return out.toString();
  }

  /** Several lines, cut at so many characters. */
  public static String lines(String text, int longest) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), longest) + 16);
    append(out, text.replace("\r\n", "\n").replace('\r', '\n'), longest, true);
    return out.toString();
  }

  private static void append(StringBuilder out, String text, int longest, boolean lines) {
    int end =
        text.length() <= longest
            ? text.length()
            : text.offsetByCodePoints(0, codePoints(text, longest));
    text.substring(0, end).codePoints().forEach(c -> append(out, c, lines));
    if (end < text.length()) {
      out.append('…');
    }
  }

  private static int codePoints(String text, int longest) {
    return text.codePointCount(0, longest);
  }

  private static void append(StringBuilder out, int c, boolean lines) {
    if (lines && (c == '\n' || c == '\t')) {
      out.append((char) c);
    } else if (isDirection(c) || Character.isISOControl(c) || isUnpaired(c)) {
      out.append(String.format("[U+%04X]", c));
    } else if (isShown(c)) {
      out.appendCodePoint(c);
    }
  }

  private static boolean isUnpaired(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static boolean isDirection(int c) {
    return switch (Character.getDirectionality(c)) {
      case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
          Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE ->
          true;
      default -> false;
    };
  }

  private static boolean isShown(int c) {
    return c == ZERO_WIDTH_JOINER
        || c == ZERO_WIDTH_NON_JOINER
        || Character.getType(c) != Character.FORMAT;
  }
}
