package org.mailweir.check.rules.eval;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.rules.text.HeaderSelector;

/** Functions about character sets of languages that nobody reads here. */
final class LocaleEvals {

  private static final Pattern ENCODED_WORD =
      Pattern.compile("=\\?([^?\\n]+)\\?[^\\n]\\?.*?\\?=", Pattern.UNIX_LINES);
  private static final List<HeaderSelector> FIELDS =
      List.of(HeaderSelector.parse("From:raw"), HeaderSelector.parse("Subject:raw"));

  private LocaleEvals() {}

  static Map<String, Evals.Maker> makers() {
    return Map.of(
        "check_for_faraway_charset", a -> Eval.of(LocaleEvals::inBody),
        "check_for_faraway_charset_in_headers", a -> Eval.of(LocaleEvals::inHeader),
        "html_charset_faraway", a -> Eval.of(LocaleEvals::inHtml));
  }

  private static boolean inBody(EvalInput input) {
    return input.settings().locales().isFaraway(MimeEvals.declaredCharset(input))
        && !MimeEvals.declaredCharset(input).isEmpty()
        && mostlyHigh(input.text().body());
  }

  private static boolean mostlyHigh(List<String> lines) {
    long high = 0;
    long all = 0;
    for (String line : lines) {
      high += line.chars().filter(c -> c >= 0x80).count();
      all += line.length() + 1;
    }
    return high > 3 && all - 1 - high <= high;
  }

  private static boolean inHeader(EvalInput input) {
    Locales locales = input.settings().locales();
    if (locales.all()) {
      return false;
    }
    for (HeaderSelector field : FIELDS) {
      Matcher word = ENCODED_WORD.matcher(input.header(field));
      while (word.find()) {
        if (locales.isFaraway(word.group(1))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean inHtml(EvalInput input) {
    return input.text().html().stream()
        .map(html -> html.texts("charset"))
        .anyMatch(
            charsets -> {
              long bad = charsets.stream().filter(input.settings().locales()::isFaraway).count();
              return bad > 0 && bad >= charsets.size() - bad;
            });
  }
}
