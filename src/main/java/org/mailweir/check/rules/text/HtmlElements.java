package org.mailweir.check.rules.text;

import java.util.HashMap;
import java.util.Map;

/** What is done with each element. */
final class HtmlElements {

  /** Of HTML 4.01 or XHTML 1.0, or nearly. */
  static final int KNOWN = 1;

  /** Shown, though no element of HTML 4.01. */
  static final int TRICK = 2;

  /** Changes how text looks. */
  static final int STYLE = 4;

  /** May name a link. */
  static final int LINK = 8;

  /** Looked at for facts. */
  static final int TEST = 16;

  private static final int LINE = 32;
  private static final int WORD = 64;
  private static final int PARAGRAPH = 128;

  private static final Map<String, Integer> TRAITS = new HashMap<>();

  static {
    add(
        KNOWN,
        "a abbr acronym address area b base bdo big blockquote body br button caption cite code col"
            + " colgroup dd del dfn div dl dt em fieldset form h1 h2 h3 h4 h5 h6 head hr html i img"
            + " input ins kbd label legend li link map meta noscript object ol optgroup option p"
            + " param pre q samp script select small span strong style sub sup table tbody td"
            + " textarea tfoot th thead title tr tt ul var");
    add(
        KNOWN,
        "applet basefont center dir font frame frameset iframe isindex menu noframes s strike u"
            + " nobr x-sigsep x-tab");
    add(TRICK, "bgsound embed listing plaintext xmp");
    add(STYLE, "body font table tr th td big small basefont marquee span p div a");
    add(LINK, "body table tr td a area link img frame iframe embed script form base bgsound meta");
    add(TEST, "font img form object embed a title");
    add(LINE, "br div");
    add(WORD, "li th td dt dd embed h1 h2 h3 h4 h5 h6");
    add(PARAGRAPH, "p hr blockquote pre listing plaintext xmp title");
  }

  private HtmlElements() {}

  private static void add(int trait, String names) {
    for (String name : names.split(" ")) {
      TRAITS.merge(name, trait, (one, other) -> one | other);
    }
  }

  static int traits(String name) {
    return TRAITS.getOrDefault(name, 0);
  }

  static boolean isShown(int traits) {
    return (traits & (KNOWN | TRICK)) != 0;
  }

  /** Elements of office programs have a name space; they are not counted as wrong. */
  static boolean isCounted(String name, int traits) {
    return (traits & KNOWN) != 0 || isNameSpaced(name);
  }

  private static boolean isNameSpaced(String name) {
    int colon = name.indexOf(':');
    boolean office =
        name.startsWith("o:")
            || (colon == 3 && name.startsWith("st") && Octets.isDigit(name.charAt(2)));
    int end = name.endsWith("/") ? name.length() - 1 : name.length();
    if (!office || end <= colon + 1) {
      return false;
    }
    for (int i = colon + 1; i < end; i++) {
      if (!Octets.isWord(name.charAt(i)) && name.charAt(i) != '-') {
        return false;
      }
    }
    return true;
  }

  /** The white space that stands for the element's start and end. */
  static String space(int traits) {
    return switch (traits & (LINE | WORD | PARAGRAPH)) {
      case LINE -> "\n";
      case WORD -> " ";
      case PARAGRAPH -> "\n\n";
      default -> "";
    };
  }

  /**
   * A width or height in pixels; 200 if it says nothing usable.
   *
   * @param onePercent pixels of one percent of a screen of 800 by 600
   */
  static double pixels(String size, int onePercent) {
    int digits = 0;
    double pixels = 0;
    while (digits < size.length() && Octets.isDigit(size.charAt(digits))) {
      pixels = pixels * 10 + size.charAt(digits++) - '0';
    }
    String unit = size.substring(digits);
    boolean percent = unit.equals("%") || unit.equals("%\n");
    boolean usable = percent || unit.isEmpty() || unit.equals("\n");
    pixels *= percent ? onePercent : 1;
    return digits == 0 || !usable || pixels == 0 ? 200 : pixels;
  }
}
