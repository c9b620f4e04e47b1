package org.mailweir.check.bayes;

/**
 * Cuts folded text into words. A word is a run of letters and digits in which {@code . - ' _ $ @ !
 * + % &} may stand; characters of scripts without spaces are taken in pairs.
 */
final class Words {

  static final int LONGEST = 24;

  private static final int SHORTEST = 2;
  private static final byte LETTER = 1;
  private static final byte INNER = 2;
  private static final byte[] KINDS = kinds();

  private final TokenSink sink;

  Words(TokenSink sink) {
    this.sink = sink;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[0x80];
    for (int c = 0; c < 0x80; c++) {
      boolean letter = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '$' || c == '_';
      kinds[c] = letter ? LETTER : "'-.@!+%&".indexOf(c) >= 0 ? INNER : 0;
    }
    return kinds;
  }

  private static int kind(char c) {
    if (c < 0x80) {
      return KINDS[c];
    }
    return c >= 0xc0 && c != 0xd7 && c != 0xf7 && (c < 0x2000 || c >= 0x2c00) && c != 0xfffd
        ? LETTER
        : 0;
  }

  private static boolean isIdeograph(char c) {
    return c >= 0x2e80 && c < 0xa4d0 || c >= 0xf900 && c < 0xfb00 || c >= 0xe00 && c < 0xf00;
  }

  /** All words of a text. */
  void read(Place place, String prefix, char[] text, int from, int to) {
    long start = Hash.start(prefix);
    int i = from;
    while (i < to && !sink.isFull(place)) {
      char c = text[i];
      if (isIdeograph(c)) {
        i = pairs(place, start, prefix, text, i, to);
      } else if (kind(c) == LETTER) {
        i = word(place, start, prefix, text, i, to);
      } else {
        i++;
      }
    }
  }

  private int pairs(Place place, long start, String prefix, char[] text, int from, int to) {
    int i = from;
    while (i < to && isIdeograph(text[i])) {
      int end = Math.min(to, i + 2);
      sink.token(place, Hash.of(start, text, i, end), prefix, text, i, end);
      i++;
    }
    return i;
  }

  private int word(Place place, long start, String prefix, char[] text, int from, int to) {
    long hash = start;
    long atLetter = start;
    int end = from;
    int i = from;
    int mixed = 0;
    for (; i < to; i++) {
      char c = text[i];
      int kind = kind(c);
      if (kind == 0 || c >= 0xe00 && isIdeograph(c)) {
        break;
      }
      mixed |= c < 0x80 ? (c >= 'a' && c <= 'z' ? 1 : 0) : Fold.latin(c) != 0 ? 2 : 0;
      hash = Hash.step(hash, c);
      if (kind == LETTER || c == '!') {
        end = i + 1;
        atLetter = hash;
      } else if (i + 1 < to && kind(text[i + 1]) != LETTER) {
        break;
      }
    }
    if (mixed == 3) {
      atLetter = disguised(start, text, from, end);
    }
    emit(place, start, atLetter, prefix, text, from, end);
    return Math.max(i, from + 1);
  }

  /** A word of letters of several alphabets is read as it looks. */
  private static long disguised(long start, char[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      char latin = Fold.latin(text[i]);
      text[i] = latin == 0 ? text[i] : latin;
    }
    return Hash.of(start, text, from, to);
  }

  private void emit(
      Place place, long start, long hash, String prefix, char[] text, int from, int to) {
    int length = to - from;
    if (length < SHORTEST) {
      return;
    }
    if (length <= LONGEST) {
      sink.token(place, hash, prefix, text, from, to);
    } else {
      int end = from + 8;
      long shortened = Hash.step(Hash.of(start, text, from, end), 0x100 + (length >> 3));
      sink.token(place, shortened, prefix, text, from, end);
    }
  }
}
