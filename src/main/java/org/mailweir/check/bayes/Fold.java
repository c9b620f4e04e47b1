package org.mailweir.check.bayes;

/**
 * Makes equal what looks equal: case, accents, width, ornamental letters; drops what cannot be
 * seen. Its tables are its own, so that the answer does not depend on the JVM's version of Unicode.
 * Part of the format of lessons, as {@link Hash} is.
 */
final class Fold {

  private static final int TABLE = 0x1f00;
  private static final char[] MAP = table();

  /** Cyrillic and Greek letters that look like Latin ones. */
  private static final String LOOKALIKES =
      "аaеeоoрpсcуyхxіiјjѕsԁdһhԛqԝwӏlвbнhкkмmтtгrαaεeοoρpνvιiκkτtυuχxηnγyωw";

  private static final char[] LATIN = lookalikes();

  private Fold() {}

  private static char[] table() {
    char[] map = new char[TABLE];
    for (int c = 0; c < TABLE; c++) {
      map[c] = (char) c;
    }
    range(map, 'A', 'Z', 32);
    range(map, 0x391, 0x3a9, 32);
    range(map, 0x410, 0x42f, 32);
    range(map, 0x400, 0x40f, 80);
    for (int c = 0x460; c < 0x530; c += 2) {
      map[c] = (char) (c < 0x482 || c >= 0x48a ? c + 1 : c);
    }
    accents(
        map,
        0xc0,
        "aaaaaaaceeeeiiiidnooooo×ouuuuyþsaaaaaaaceeeeiiiidnooooo÷ouuuuyþy"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllllln"
            + "nnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs");
    accents(
        map,
        0x1e00,
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrr"
            + "rrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyasssss"
            + "saaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy");
    return map;
  }

  private static void range(char[] map, int from, int to, int distance) {
    for (int c = from; c <= to; c++) {
      map[c] = (char) (c + distance);
    }
  }

  private static void accents(char[] map, int from, String to) {
    for (int i = 0; i < to.length(); i++) {
      map[from + i] = to.charAt(i);
    }
  }

  private static char[] lookalikes() {
    char[] latin = new char[TABLE];
    for (int i = 0; i < LOOKALIKES.length(); i += 2) {
      latin[LOOKALIKES.charAt(i)] = LOOKALIKES.charAt(i + 1);
    }
    return latin;
  }

  /** The Latin letter that a folded character looks like; 0 when there is none. */
  static char latin(char c) {
    return c < TABLE ? LATIN[c] : 0;
  }

  /**
   * Folds a text.
   *
   * @param out takes the folded characters, never more than went in
   * @return how many there are
   */
  static int fold(String text, int from, int to, char[] out) {
    text.getChars(from, to, out, 0);
    int length = to - from;
    int at = 0;
    for (int i = 0; i < length; i++) {
      char c = out[i];
      if (c < 0x80) {
        out[at++] = MAP[c];
        continue;
      }
      int folded = c < TABLE ? (c == 0xad ? -1 : MAP[c]) : high(c, i + 1 < length ? out[i + 1] : 0);
      if (folded >= 0) {
        out[at++] = (char) folded;
      }
      if (Character.isHighSurrogate(c) && folded >= 0 && folded < 0x80) {
        i++;
      }
    }
    return at;
  }

  /** What stands for a character behind the table; -1 when it cannot be seen. */
  private static int high(char c, char next) {
    if (c >= 0x2000 && c <= 0x206f) {
      return punctuation(c);
    }
    if (c >= 0xff01 && c <= 0xff5e) {
      return MAP[c - 0xfee0];
    }
    if (c == 0xfeff || c >= 0xfe00 && c <= 0xfe0f || c == 0x180e || c == 0x3164) {
      return -1;
    }
    if (c >= 0x2460 && c <= 0x24e9) {
      return circled(c);
    }
    if (c == 0xd835 && next >= 0xdc00) {
      return mathematical(next - 0xdc00);
    }
    return c == 0x3000 ? ' ' : c;
  }

  private static int punctuation(char c) {
    boolean unseen =
        c >= 0x200b && c <= 0x200f || c >= 0x202a && c <= 0x202e || c >= 0x2060 && c <= 0x206f;
    if (unseen) {
      return -1;
    }
    if (c == 0x2018 || c == 0x2019) {
      return '\'';
    }
    if (c >= 0x2010 && c <= 0x2015) {
      return '-';
    }
    return c <= 0x200a || c == 0x202f || c == 0x205f ? ' ' : c;
  }

  private static int circled(char c) {
    if (c >= 0x24b6) {
      return 'a' + (c - 0x24b6) % 26;
    }
    return c >= 0x249c && c <= 0x24b5 ? 'a' + c - 0x249c : c <= 0x2468 ? '1' + c - 0x2460 : c;
  }

  private static int mathematical(int offset) {
    if (offset < 0x2a4) {
      return 'a' + offset % 26;
    }
    return offset >= 0x3ce && offset <= 0x3ff ? '0' + (offset - 0x3ce) % 10 : -1;
  }
}
