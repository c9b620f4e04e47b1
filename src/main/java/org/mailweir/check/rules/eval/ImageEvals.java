package org.mailweir.check.rules.eval;

import java.util.List;
import java.util.Map;
import org.mailweir.check.rules.pattern.GuardedPattern;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/** Functions about the pictures in a message. */
final class ImageEvals {

  private ImageEvals() {}

  static Map<String, Evals.Maker> makers() {
    return Map.of(
        "image_count", ImageEvals::count,
        "pixel_coverage", ImageEvals::coverage,
        "image_to_text_ratio", ImageEvals::textRatio,
        "image_size_exact", ImageEvals::exactSize,
        "image_size_range", ImageEvals::sizeRange,
        "image_named", ImageEvals::named,
        "image_name_regex", ImageEvals::nameMatches);
  }

  private static Eval count(Arguments arguments) throws RuleSyntaxException {
    String type = arguments.text(0);
    double least = arguments.number(1);
    double most = arguments.limit(2, Double.POSITIVE_INFINITY);
    return Eval.of(input -> within(Images.of(input).count(type), least, most));
  }

  private static Eval coverage(Arguments arguments) throws RuleSyntaxException {
    String type = arguments.text(0);
    double least = arguments.number(1);
    double most = arguments.limit(2, Double.POSITIVE_INFINITY);
    return Eval.of(input -> within(Images.of(input).area(type), least, most));
  }

  private static boolean within(double value, double least, double most) {
    return value >= least && value <= most;
  }

  private static Eval textRatio(Arguments arguments) throws RuleSyntaxException {
    String type = arguments.text(0);
    double least = arguments.number(1);
    double below = arguments.number(2);
    boolean raw = arguments.kind() == EvalKind.RAWBODY;
    return Eval.of(
        input -> {
          long area = Images.of(input).area(type);
          long letters = area == 0 ? 0 : length(raw ? input.text().rawBody() : input.text().body());
          double ratio = area == 0 ? 0 : (double) letters / area;
          return letters > 0 && ratio >= least && ratio < below;
        });
  }

  private static long length(List<String> lines) {
    return lines.stream().mapToLong(String::length).sum();
  }

  private static Eval exactSize(Arguments arguments) throws RuleSyntaxException {
    String type = arguments.text(0);
    ImageSize size = new ImageSize((long) arguments.number(2), (long) arguments.number(1));
    return Eval.of(input -> Images.of(input).sizes(type).contains(size));
  }

  private static Eval sizeRange(Arguments arguments) throws RuleSyntaxException {
    String type = arguments.text(0);
    double leastHeight = arguments.number(1);
    double leastWidth = arguments.number(2);
    double mostHeight = arguments.limit(3, Double.POSITIVE_INFINITY);
    double mostWidth = arguments.limit(4, Double.POSITIVE_INFINITY);
    return Eval.of(
        input ->
            Images.of(input).sizes(type).stream()
                .anyMatch(
                    size ->
                        within(size.height(), leastHeight, mostHeight)
                            && within(size.width(), leastWidth, mostWidth)));
  }

  private static Eval named(Arguments arguments) throws RuleSyntaxException {
    String name = arguments.text(0);
    return Eval.of(input -> Images.of(input).names().contains(name));
  }

  private static Eval nameMatches(Arguments arguments) throws RuleSyntaxException {
    GuardedPattern pattern = Guards.guard(arguments.function(), arguments.pattern(0));
    return Eval.of(
        input ->
            Images.of(input).names().stream().anyMatch(name -> Guards.found(pattern, name, input)));
  }
}
