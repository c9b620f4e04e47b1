package org.mailweir.check.rules.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tags in patterns ({@code replace_tag}): {@code <A>} stands for a pattern that matches everything
 * that looks like an A, {@code <inter X>}, {@code <pre X>} and {@code <post X>} say what is put
 * between, before and behind tags of that rule.
 *
 * <p>Replacements may hold tags themselves, {@value #PASSES} levels deep, and a pattern that grows
 * beyond {@value #LONGEST} characters stays as it is.
 */
final class TagReplacement {

  private static final int PASSES = 6;
  private static final int LONGEST = 500_000;

  private final Map<String, Map<String, String>> meanings = new HashMap<>();

  /**
   * @param word {@code replace_tag}, {@code replace_inter}, {@code replace_pre} or {@code
   *     replace_post}
   */
  void put(String word, String name, String meaning) {
    meanings.computeIfAbsent(word, w -> new HashMap<>()).put(name, meaning);
  }

  private String meaning(String word, String name) {
    return meanings.getOrDefault(word, Map.of()).getOrDefault(name, "");
  }

  String replace(String pattern) {
    String text = pattern;
    for (int i = 0; i < PASSES; i++) {
      String before = text;
      text = pass(before);
      if (text.length() > LONGEST) {
        return before;
      }
      if (text.equals(before)) {
        break;
      }
    }
    return text;
  }

  private String pass(String pattern) {
    StringBuilder rest = new StringBuilder(pattern);
    String before = meaning("replace_pre", take(rest, "<pre "));
    String behind = meaning("replace_post", take(rest, "<post "));
    String between = meaning("replace_inter", take(rest, "<inter "));
    StringBuilder out = new StringBuilder();
    List<String> pieces = pieces(rest.toString());
    for (int i = 0; i < pieces.size(); i++) {
      String piece = pieces.get(i);
      if (isTag(piece)) {
        String name = piece.substring(1, piece.length() - 1);
        String meaning = meaning("replace_tag", name);
        out.append(before).append(meaning.isEmpty() ? piece : meaning).append(behind);
      } else {
        out.append(piece.isEmpty() && i > 0 ? between : piece);
      }
    }
    return out.toString();
  }

  /** Takes the first such instruction out and gives the name in it; "" if there is none. */
  private static String take(StringBuilder text, String opening) {
    int start = text.indexOf(opening);
    int end = start < 0 ? -1 : text.indexOf(">", start + opening.length() + 1);
    if (end < 0) {
      return "";
    }
    String name = text.substring(start + opening.length(), end);
    text.delete(start, end + 1);
    return name;
  }

  private static boolean isTag(String piece) {
    return piece.length() > 2 && piece.startsWith("<") && piece.endsWith(">");
  }

  /** Tags, and what stands between them, in turn; nothing stands between adjacent tags. */
  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    int open = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        open = i;
      } else if (c == '>' && open >= 0) {
        if (i > open + 1) {
          pieces.add(text.substring(start, open));
          pieces.add(text.substring(open, i + 1));
          start = i + 1;
        }
        open = -1;
      }
    }
    pieces.add(text.substring(start));
    if (text.length() == start) {
      pieces.removeLast();
    }
    return pieces;
  }
}
