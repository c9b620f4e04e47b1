package org.mailweir.check.rules.text;

import java.util.ArrayList;
import java.util.List;

/** The texts of {@code body} and {@code rawbody} rules. */
final class BodyTexts {

  private static final int MOST_SHOWN = 50_000;
  private static final int MOST_RAW = 500_000;
  private static final int SLACK = 1_024;
  private static final int LINE = 2_048;

  private BodyTexts() {}

  /** The Subject, then the paragraphs of what the leaves show; white space folded. */
  static List<String> body(String subject, List<MimePart> leaves) {
    List<String> lines = new ArrayList<>();
    if (leaves.isEmpty()) {
      return lines;
    }
    StringBuilder text = new StringBuilder();
    boolean unicode = false;
    for (MimePart leaf : leaves) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      Rendering rendering = leaf.rendering();
      if (rendering.isText()) {
        String shown = rendering.all().text();
        text.append(shown, 0, shownEnd(shown));
        unicode |= rendering.all().unicode();
      }
    }
    String folded = folded(text, unicode);
    addLines(subject, lines);
    addLines(unicode ? Octets.utf8(folded) : folded, lines);
    return lines;
  }

  /** Cut at a line feed or a space that follows soon, else anywhere. */
  private static int shownEnd(String text) {
    if (text.length() <= MOST_SHOWN || text.codePointCount(0, text.length()) <= MOST_SHOWN) {
      return text.length();
    }
    return cutEnd(text, text.offsetByCodePoints(0, MOST_SHOWN), "\n ");
  }

  private static int cutEnd(String text, int most, String ends) {
    for (int i = 0; i < ends.length(); i++) {
      int end = text.indexOf(ends.charAt(i), most, Math.min(text.length(), most + SLACK + 1));
      if (end >= 0) {
        return end + 1;
      }
    }
    return most;
  }

  /** White space with two line feeds in it parts paragraphs; other white space is one space. */
  private static String folded(CharSequence text, boolean unicode) {
    StringBuilder folded = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (!Decoded.isSpace(c, unicode)) {
        folded.append(c == 0 ? '\n' : c);
        i++;
        continue;
      }
      int start = i;
      int firstFeed = -1;
      int lastFeed = -1;
      for (; i < text.length() && Decoded.isSpace(text.charAt(i), unicode); i++) {
        if (text.charAt(i) == '\n') {
          firstFeed = firstFeed < 0 ? i : firstFeed;
          lastFeed = i;
        }
      }
      if (firstFeed == lastFeed) {
        folded.append(' ');
      } else {
        folded.append(firstFeed > start ? " \n" : "\n").append(lastFeed + 1 < i ? " " : "");
      }
    }
    return folded.toString();
  }

  private static void addLines(String text, List<String> lines) {
    int start = 0;
    while (start < text.length()) {
      int end = Octets.lineEnd(text, start);
      while (end - start > LINE) {
        int cut = wordEnd(text, start);
        lines.add(text.substring(start, cut));
        start = cut;
      }
      lines.add(text.substring(start, end));
      start = end;
    }
  }

  /** Behind the last space that fits, else in the middle of a word. */
  private static int wordEnd(String text, int start) {
    for (int i = start + LINE; i >= start; i--) {
      if (text.charAt(i) == ' ') {
        return i + 1;
      }
    }
    return start + LINE;
  }

  /** The decoded text leaves as octets, in chunks. */
  static List<String> raw(List<MimePart> leaves) {
    List<String> chunks = new ArrayList<>();
    for (MimePart leaf : leaves) {
      if (isRaw(leaf)) {
        String text = leaf.decoded();
        int end = text.length() > MOST_RAW ? cutEnd(text, MOST_RAW, "\n> ") : text.length();
        addChunks(text.substring(0, end), chunks);
      }
    }
    return chunks;
  }

  private static boolean isRaw(MimePart leaf) {
    String type = leaf.effectiveType();
    boolean text =
        (type.startsWith("text") && isWordEnd(type, 4))
            || (type.startsWith("message") && isWordEnd(type, 7));
    return text && !leaf.type().equals("text/calendar");
  }

  private static boolean isWordEnd(String type, int at) {
    return type.length() == at || !Octets.isWord(type.charAt(at));
  }

  /** A short text is one chunk; a long one is cut where a line, a tag or a word ends. */
  private static void addChunks(String text, List<String> chunks) {
    int start = 0;
    while (text.length() > LINE && text.length() - start > 2 * LINE) {
      int end = chunkEnd(text, start);
      chunks.add(text.substring(start, end));
      start = end;
    }
    if (start < text.length() || start == 0) {
      chunks.add(text.substring(start));
    }
  }

  private static int chunkEnd(String text, int start) {
    for (char end : new char[] {'\n', '>', ' '}) {
      int i = text.indexOf(end, start + LINE, start + 2 * LINE);
      if (i >= 0) {
        return i + 1;
      }
    }
    return start + LINE + 1;
  }
}
