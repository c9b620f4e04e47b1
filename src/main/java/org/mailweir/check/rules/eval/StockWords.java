package org.mailweir.check.rules.eval;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.rules.text.MimePart;

/** How many different headings of a stock tip the first plain text has. */
record StockWords(int count) {

  private static final Pattern HEADING =
      Pattern.compile(
          "^\\s*+([^:\\s][^:\\n]{2,29}?)\\s*+:\\s*+\\S", Pattern.MULTILINE | Pattern.UNIX_LINES);
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

  private static void collect(String text, Set<String> found) {
    Matcher heading = HEADING.matcher(text);
    while (heading.find()) {
      String letters = heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
      Matcher word = WORD.matcher(letters);
      if (word.find()) {
        found.add(word.group(1));
      }
    }
  }
}
