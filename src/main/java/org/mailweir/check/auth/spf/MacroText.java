package org.mailweir.check.auth.spf;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.auth.text.SyntaxErrorException;

/** A text with macros (RFC 7208 7), read and found well-formed. */
final class MacroText {

  private static final Pattern MACRO =
      Pattern.compile("\\{([A-Za-z])(\\d{0,9})([rR]?)([.+,/_=-]*)\\}");
  private static final String LETTERS = "slodiphv";
  private static final String LETTERS_OF_EXPLANATIONS = "slodiphvcrt";
  private static final int LONGEST_LABEL_COUNT = 128;

  /** What the letters stand for. */
  interface Values {
    /** The value of a letter in lower case. */
    String of(char letter) throws InterruptedException;
  }

  private sealed interface Piece {
    record Literal(String text) implements Piece {}

    record Macro(char letter, int count, boolean reverse, String delimiters, boolean escape)
        implements Piece {}
  }

  private final List<Piece> pieces;

  private MacroText(List<Piece> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  /** The value of a modifier that nobody knows, or a whole explanation. */
  static MacroText read(String text, boolean explanation) throws SyntaxErrorException {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    String letters = explanation ? LETTERS_OF_EXPLANATIONS : LETTERS;
    Matcher macro = MACRO.matcher(text);
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '%') {
        literal.append(printable(c, explanation));
      } else if (at < text.length() && "%_-".indexOf(text.charAt(at)) >= 0) {
        literal.append(escaped(text.charAt(at++)));
      } else if (macro.region(at, text.length()).lookingAt()) {
        flush(literal, pieces);
        pieces.add(macro(macro, letters));
        at = macro.end();
      } else {
        throw new SyntaxErrorException("malformed macro");
      }
    }
    flush(literal, pieces);
    return new MacroText(pieces);
  }

  private static char printable(char c, boolean blanks) throws SyntaxErrorException {
    if (c < (blanks ? ' ' : '!') || c > '~') {
      throw new SyntaxErrorException("unprintable character");
    }
    return c;
  }

  private static String escaped(char c) {
    return switch (c) {
      case '_' -> " ";
      case '-' -> "%20";
      default -> "%";
    };
  }

  private static void flush(StringBuilder literal, List<Piece> pieces) {
    if (!literal.isEmpty()) {
      pieces.add(new Piece.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private static Piece macro(Matcher m, String letters) throws SyntaxErrorException {
    char letter = m.group(1).charAt(0);
    char lower = Character.toLowerCase(letter);
    int count = m.group(2).isEmpty() ? LONGEST_LABEL_COUNT : Integer.parseInt(m.group(2));
    if (letters.indexOf(lower) < 0 || count == 0) {
      throw new SyntaxErrorException("malformed macro");
    }
    String delimiters = m.group(4).isEmpty() ? "." : m.group(4);
    return new Piece.Macro(lower, count, !m.group(3).isEmpty(), delimiters, letter != lower);
  }

  /** A domain-spec (RFC 7208 7.1): it ends in a macro, or in a dot and a top label. */
  static MacroText domain(String text) throws SyntaxErrorException {
    MacroText domain = read(text, false);
    if (text.isEmpty() || !(endsInMacro(text) || endsInTopLabel(text))) {
      throw new SyntaxErrorException("malformed domain");
    }
    return domain;
  }

  private static boolean endsInMacro(String text) {
    int length = text.length();
    boolean escape = length >= 2 && text.charAt(length - 2) == '%';
    return escape || (text.endsWith("}") && text.lastIndexOf("%{") >= 0);
  }

  private static boolean endsInTopLabel(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    int dot = name.lastIndexOf('.');
    String label = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    return dot >= 0
        && label.matches("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
        && !label.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  boolean uses(char letter) {
    return pieces.stream().anyMatch(p -> p instanceof Piece.Macro m && m.letter() == letter);
  }

  String expand(Values values) throws InterruptedException {
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Literal(String text) -> out.append(text);
        case Piece.Macro macro -> {
          String value = transform(values.of(macro.letter()), macro);
          out.append(macro.escape() ? urlEscaped(value) : value);
        }
      }
    }
    return out.toString();
  }

  /** RFC 7208 7.3: split, reverse, take from the right, join with dots. */
  private static String transform(String value, Piece.Macro macro) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      if (i == value.length() || macro.delimiters().indexOf(value.charAt(i)) >= 0) {
        parts.add(value.substring(start, i));
        start = i + 1;
      }
    }
    List<String> ordered = macro.reverse() ? parts.reversed() : parts;
    int from = Math.max(0, ordered.size() - macro.count());
    return String.join(".", ordered.subList(from, ordered.size()));
  }

  /** All but the unreserved characters of RFC 3986. */
  private static String urlEscaped(String value) {
    StringBuilder out = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
      out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
    }
    return out.toString();
  }
}
