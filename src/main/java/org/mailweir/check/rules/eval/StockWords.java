package org.mailweir.check.rules.eval;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.rules.text.MimePart;

/** How many different headings of a stock tip the first plain text has. */
record StockWords(int count) {

  private static final int SHORTEST = 3;
  private static final int LONGEST = 30;

  private static final Pattern WORD =
      Pattern.compile(
          "(^trad(?:e|ing)date|company(?:name)?|s\\w?(?:t\\w?o\\w?c\\w?k|y\\w?m(?:\\w?b\\w?o\\w?l)?)"
              + "|t(?:arget|icker)|(?:opening|current)p(?:rice)?|p(?:rojected|osition)|expectations"
              + "|weeks?high|marketperformance|(?:year|week|month|day|price)(?:target|estimates?)"
              + "|sector|r(?:ecommendation|ating))$");

  static StockWords of(EvalInput input) {
    return input.once(StockWords.class, StockWords::make);
  }

  private static StockWords make(EvalInput input) {
    Set<String> found = new HashSet<>();
    for (MimePart part : input.text().leaves()) {
      if (part.type().equals("text/plain")) {
        collect(part.rendered(), found);
        break;
      }
    }
    return new StockWords(found.size());
  }

  /** A heading is what stands in a line before its first colon; something must follow. */
  private static void collect(String text, Set<String> found) {
    int last = text.stripTrailing().length() - 1;
    for (int start = 0; start < last; ) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      int colon = text.substring(start, end).indexOf(':');
      if (colon > 0 && start + colon < last) {
        add(text.substring(start, start + colon).stripLeading(), found);
      }
      start = end + 1;
    }
  }

  private static void add(String heading, Set<String> found) {
    if (heading.length() >= SHORTEST && heading.stripTrailing().length() <= LONGEST) {
      String letters = heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
      Matcher word = WORD.matcher(letters);
      if (word.find()) {
        found.add(word.group(1));
      }
    }
  }
}
