package org.mailweir.check.rules.eval;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.mailweir.check.rules.pattern.GuardedPattern;
import org.mailweir.check.rules.pattern.RuleSyntaxException;
import org.mailweir.check.rules.text.HeaderSelector;
import org.mailweir.check.rules.text.HtmlFacts;

/** Functions about what was noticed in HTML parts; each holds if it holds for one of the parts. */
final class HtmlEvals {

  private static final HeaderSelector SUBJECT = HeaderSelector.parse("Subject");
  private static final String LENGTH = "length";

  private HtmlEvals() {}

  static Map<String, Evals.Maker> makers() {
    return Map.ofEntries(
        Map.entry("html_tag_balance", HtmlEvals::tagBalance),
        Map.entry("html_tag_exists", HtmlEvals::tagExists),
        Map.entry("html_image_only", HtmlEvals::imageOnly),
        Map.entry("html_image_ratio", HtmlEvals::imageRatio),
        Map.entry("html_test", HtmlEvals::test),
        Map.entry("html_eval", HtmlEvals::eval),
        Map.entry("html_range", HtmlEvals::range),
        Map.entry("html_text_match", a -> textMatch(a, true)),
        Map.entry("html_text_not_match", a -> textMatch(a, false)),
        Map.entry("html_title_subject_ratio", HtmlEvals::titleSubjectRatio),
        Map.entry("check_iframe_src", a -> any(HtmlEvals::hasFrame)),
        Map.entry("check_uri_truncated", a -> any(h -> is(h, "uri_truncated"))));
  }

  private static Eval any(Predicate<HtmlFacts> condition) {
    return Eval.of(input -> input.text().html().stream().anyMatch(condition));
  }

  private static Eval tagBalance(Arguments arguments) throws RuleSyntaxException {
    String tag = arguments.text(0);
    Comparison comparison = Comparison.parse(arguments.text(1));
    return any(html -> html.seen(tag) && comparison.holds(html.open(tag)));
  }

  private static Eval tagExists(Arguments arguments) throws RuleSyntaxException {
    String tag = arguments.text(0);
    return any(html -> html.seen(tag));
  }

  private static Eval imageOnly(Arguments arguments) throws RuleSyntaxException {
    double above = arguments.number(0);
    double most = arguments.number(1);
    return any(html -> html.seen("img") && within(html.number(LENGTH), above, most));
  }

  private static Eval imageRatio(Arguments arguments) throws RuleSyntaxException {
    double above = arguments.number(0);
    double most = arguments.number(1);
    return any(
        html -> {
          OptionalDouble letters = html.number("non_space_len");
          double area = html.number("image_area").orElse(0);
          return letters.isPresent()
              && area > 0
              && within(OptionalDouble.of(letters.getAsDouble() / area), above, most);
        });
  }

  private static Eval test(Arguments arguments) throws RuleSyntaxException {
    String name = arguments.text(0);
    return any(html -> is(html, name));
  }

  private static Eval eval(Arguments arguments) throws RuleSyntaxException {
    String name = arguments.text(0);
    Comparison comparison = Comparison.parse(arguments.text(1));
    return any(
        html -> {
          OptionalDouble value = html.number(name);
          return value.isPresent() && comparison.holds(value.getAsDouble());
        });
  }

  private static Eval range(Arguments arguments) throws RuleSyntaxException {
    String name = arguments.text(0);
    double above = arguments.number(1);
    double most = arguments.limit(2, Double.POSITIVE_INFINITY);
    return any(html -> within(html.number(name), above, most));
  }

  private static Eval textMatch(Arguments arguments, boolean wanted) throws RuleSyntaxException {
    String name = arguments.text(0);
    Pattern pattern = arguments.pattern(1);
    GuardedPattern guarded = Guards.guard(arguments.function(), pattern);
    return Eval.of(
        input ->
            input.text().html().stream()
                .flatMap(html -> html.texts(name).stream())
                .mapToInt(text -> guarded.find(text, 1, input.budget()).count())
                .anyMatch(count -> wanted ? count > 0 : count == 0));
  }

  /** Characters of the title against octets of the subject, as SpamAssassin happens to count. */
  private static Eval titleSubjectRatio(Arguments arguments) throws RuleSyntaxException {
    double above = arguments.number(0);
    return Eval.of(
        input -> {
          int subject = input.header(SUBJECT).length();
          return subject > 0
              && input.text().html().stream()
                  .flatMap(html -> html.texts("title").stream())
                  .anyMatch(title -> (double) Utf8.length(title) / subject > above);
        });
  }

  private static boolean hasFrame(HtmlFacts html) {
    return html.links().stream().anyMatch(link -> link.types().contains("iframe"));
  }

  private static boolean is(HtmlFacts html, String name) {
    return html.number(name).orElse(0) != 0;
  }

  private static boolean within(OptionalDouble value, double above, double most) {
    return value.isPresent() && value.getAsDouble() > above && value.getAsDouble() <= most;
  }
}
