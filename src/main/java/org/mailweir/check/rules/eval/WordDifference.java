package org.mailweir.check.rules.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mailweir.check.rules.text.HtmlFacts;
import org.mailweir.check.rules.text.MimePart;

/**
 * How the words of the HTML differ from those of the plain text that should say the same.
 *
 * @param percent the share of different HTML words that the text has not, or not as often; the
 *     greatest of all {@code multipart/alternative} parts
 * @param html different words of the HTML, in the last such part
 * @param plain different words of the text
 */
record WordDifference(double percent, int html, int plain) {

  private static final WordDifference NONE = new WordDifference(0, 0, 0);

  /** Exchange sends invitations so. */
  private static final List<String> INVITATION =
      List.of("multipart/alternative", "text/html", "text/calendar");

  static WordDifference of(EvalInput input) {
    return input.once(WordDifference.class, WordDifference::make);
  }

  private static WordDifference make(EvalInput input) {
    List<MimePart> parts = input.text().parts();
    if (parts.size() == INVITATION.size()
        && parts.stream().map(MimePart::type).toList().equals(INVITATION)) {
      return NONE;
    }
    WordDifference all = NONE;
    for (MimePart part : parts) {
      if (part.type().startsWith("multipart/alternative")) {
        WordDifference one = compare(part);
        double most = Math.max(all.percent, one.percent);
        all = one.html == 0 ? all : new WordDifference(most, one.html, one.plain);
      }
    }
    return all;
  }

  private static WordDifference compare(MimePart alternative) {
    Map<String, int[]> html = new HashMap<>();
    Map<String, int[]> plain = new HashMap<>();
    collect(alternative, html, plain, 0);
    if (html.isEmpty()) {
      return NONE;
    }
    int left = 0;
    for (Map.Entry<String, int[]> word : html.entrySet()) {
      int[] inPlain = plain.get(word.getKey());
      left += inPlain == null || word.getValue()[0] > inPlain[0] ? 1 : 0;
    }
    return new WordDifference(100.0 * left / html.size(), html.size(), plain.size());
  }

  private static void collect(
      MimePart part, Map<String, int[]> html, Map<String, int[]> plain, int depth) {
    if (part.isLeaf() && part.type().startsWith("text")) {
      switch (part.renderedType()) {
        case "text/html" -> {
          Words.count(part.rendered(), html);
          HtmlFacts facts = part.html();
          if (html.isEmpty() && facts != null && facts.seen("img")) {
            html.put("\n", new int[] {1});
          }
        }
        case "" -> {}
        default -> Words.count(part.rendered(), plain);
      }
    }
    if (depth < 30) {
      part.children().forEach(child -> collect(child, html, plain, depth + 1));
    }
  }
}
