package org.mailweir.check.form;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.mailweir.parse.HtmlText;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;

/**
 * Proportions of text and HTML.
 *
 * <ul>
 *   <li>{@code __HTML_ONLY}: there is HTML and no plain text
 *   <li>{@code __HTML_TEXT_CHARS}: characters of visible text in HTML
 *   <li>{@code __HTML_HIDDEN_PERCENT}: share of invisible characters
 *   <li>{@code __HTML_HIDDEN_CHARS}: invisible characters
 *   <li>{@code __HTML_IMAGES}, {@code __HTML_FORMS}, {@code __HTML_TAGS}: how many there are
 *   <li>{@code __HTML_COMMENT_CHARS}: characters in comments
 *   <li>{@code __ALTERNATIVE_DIFFERENCE_PERCENT}: share of the words of the HTML that its plain
 *       text alternative does not have
 *   <li>{@code __TEXT_CHARS}: characters of plain text
 * </ul>
 */
final class HtmlFacts {

  private static final int MOST_CHARS = 100_000;
  private static final int FEW_WORDS = 10;

  private final StringBuilder plain = new StringBuilder();
  private final StringBuilder visible = new StringBuilder();
  private long hidden;
  private long images;
  private long forms;
  private long tags;
  private long comments;
  private boolean html;

  private HtmlFacts() {}

  static void add(ParsedMessage message, Facts facts) {
    HtmlFacts all = new HtmlFacts();
    message.leaves().forEach(all::take);
    all.report(facts);
  }

  private void take(Part part) {
    HtmlText text = part.html();
    if (text != null) {
      html = true;
      append(visible, text.visible());
      hidden += letters(text.hidden());
      images += text.images();
      forms += text.forms();
      tags += text.tags();
      comments += text.comments().length();
    } else if (part.type().equals("text/plain") && !part.disposition().equals("attachment")) {
      append(plain, part.text());
    }
  }

  private static void append(StringBuilder all, String text) {
    int room = Math.max(0, MOST_CHARS - all.length());
    all.append(text, 0, Math.min(room, text.length())).append('\n');
  }

  private static long letters(String text) {
    return text.chars().filter(c -> !Character.isWhitespace(c)).count();
  }

  private void report(Facts facts) {
    long plainChars = letters(plain.toString());
    facts.add("__TEXT_CHARS", plainChars, "Characters of plain text");
    if (!html) {
      return;
    }
    long shown = letters(visible.toString());
    facts.add("__HTML", true, "There is HTML");
    facts.add("__HTML_ONLY", plainChars == 0, "There is HTML and no plain text");
    facts.add("__HTML_TEXT_CHARS", shown, "Characters of visible text in HTML");
    facts.add("__HTML_HIDDEN_CHARS", hidden, "Characters of invisible text in HTML");
    long percent = hidden == 0 ? 0 : 100 * hidden / (hidden + shown);
    facts.add("__HTML_HIDDEN_PERCENT", percent, "Share of invisible text in HTML");
    facts.add("__HTML_IMAGES", images, "Images");
    facts.add("__HTML_FORMS", forms, "Forms");
    facts.add("__HTML_TAGS", tags, "Elements of HTML");
    facts.add("__HTML_COMMENT_CHARS", comments, "Characters in comments of HTML");
    facts.add(
        "__ALTERNATIVE_DIFFERENCE_PERCENT",
        plainChars == 0 ? 0 : difference(),
        "Words of the HTML that the plain text lacks");
  }

  private long difference() {
    Set<String> inHtml = words(visible);
    if (inHtml.size() < FEW_WORDS) {
      return 0;
    }
    int all = inHtml.size();
    inHtml.removeAll(words(plain));
    return 100L * inHtml.size() / all;
  }

  private static Set<String> words(CharSequence text) {
    Set<String> words =
        new HashSet<>(
            Arrays.asList(text.toString().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
    words.remove("");
    return words;
  }
}
