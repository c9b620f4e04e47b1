package org.mailweir.check.rules.eval;

import java.util.List;
import java.util.Map;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/** Functions about the text that a reader sees. */
final class BodyEvals {

  private BodyEvals() {}

  static Map<String, Evals.Maker> makers() {
    return Map.ofEntries(
        Map.entry("multipart_alternative_difference", BodyEvals::difference),
        Map.entry("multipart_alternative_difference_count", BodyEvals::differenceCount),
        Map.entry("check_blank_line_ratio", BodyEvals::blankLines),
        Map.entry("tvd_vertical_words", BodyEvals::verticalWords),
        Map.entry("check_stock_info", BodyEvals::stockInfo),
        Map.entry("check_body_length", BodyEvals::bodyLength),
        Map.entry("plaintext_body_length", a -> signature(a, Signature::bodyLength)),
        Map.entry("plaintext_sig_length", a -> signature(a, Signature::length)),
        Map.entry("plaintext_body_sig_ratio", a -> signature(a, Signature::ratio)));
  }

  private static Eval difference(Arguments arguments) throws RuleSyntaxException {
    double above = arguments.number(0);
    double most = arguments.limit(1, Double.POSITIVE_INFINITY);
    return Eval.of(
        input -> {
          double percent = WordDifference.of(input).percent();
          return (above == 0 || percent > above) && percent <= most;
        });
  }

  private static Eval differenceCount(Arguments arguments) throws RuleSyntaxException {
    double above = arguments.number(0);
    double mostHtml = arguments.number(1);
    return Eval.of(
        input -> {
          WordDifference words = WordDifference.of(input);
          return words.html() > mostHtml && (double) words.plain() / words.html() > above;
        });
  }

  private static Eval blankLines(Arguments arguments) throws RuleSyntaxException {
    double above = arguments.number(0);
    double most = arguments.number(1);
    double least = arguments.has(2) ? Math.max(1, arguments.number(2)) : 1;
    return Eval.of(
        input -> {
          double percent = BlankLines.of(input.text().rawBody()).percent(least);
          return percent <= most && (above == 0 || percent > above);
        });
  }

  private static Eval verticalWords(Arguments arguments) throws RuleSyntaxException {
    double least = arguments.number(0);
    double below = arguments.number(1) >= 100 ? 101 : arguments.number(1);
    return Eval.of(
        input -> {
          int percent = input.once(MostBlank.class, MostBlank::of).percent;
          return percent >= least && percent < below;
        });
  }

  private static Eval stockInfo(Arguments arguments) throws RuleSyntaxException {
    double least = arguments.number(0);
    return Eval.of(input -> least == 0 || StockWords.of(input).count() >= least);
  }

  private static Eval bodyLength(Arguments arguments) throws RuleSyntaxException {
    double most = arguments.number(0);
    return Eval.of(input -> input.text().pristineBody().length() <= most);
  }

  private interface Measure {
    double of(Signature signature);
  }

  private static Eval signature(Arguments arguments, Measure measure) throws RuleSyntaxException {
    double least = arguments.number(0);
    double most = arguments.limit(1, Double.POSITIVE_INFINITY);
    return Eval.of(
        input -> {
          Signature signature = Signature.of(input);
          double value = measure.of(signature);
          return signature.known() && value >= least && value <= most;
        });
  }

  /** How many lines there are, and how many of them hold only blanks. */
  private record BlankLines(int lines, int blank) {

    static BlankLines of(List<String> chunks) {
      int lines = 0;
      int blank = 0;
      for (String chunk : chunks) {
        for (int start = 0; start < chunk.length(); ) {
          int feed = chunk.indexOf('\n', start);
          int end = feed < 0 ? chunk.length() : feed + 1;
          blank += chunk.substring(start, end).isBlank() ? 1 : 0;
          lines++;
          start = end;
        }
      }
      return new BlankLines(lines, blank);
    }

    double percent(double least) {
      return lines < least ? -1 : 100.0 * blank / lines;
    }
  }

  /** The greatest share of blanks in a line, against its other characters, in percent. */
  private record MostBlank(int percent) {

    private static final int SHORTEST = 6;

    static MostBlank of(EvalInput input) {
      int most = -1;
      for (String line : input.text().body()) {
        if (line.length() >= SHORTEST) {
          most = Math.max(most, percent(line));
        }
      }
      return new MostBlank(most);
    }

    private static int percent(String line) {
      int blanks = 0;
      for (int i = 0; i < line.length(); i++) {
        blanks += line.charAt(i) == ' ' ? 1 : 0;
      }
      int others = line.length() - blanks;
      return blanks > others ? 100 : 100 * blanks / others;
    }
  }
}
