package org.mailweir.check.rules.eval;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.rules.pattern.RuleSyntaxException;
import org.mailweir.check.rules.text.HeaderSelector;
import org.mailweir.check.rules.text.MimePart;

/** Functions about the parts of a message and how they are encoded. */
final class MimeEvals {

  static final HeaderSelector CONTENT_TYPE = HeaderSelector.parse("Content-Type");

  private static final Pattern CHARSET =
      Pattern.compile("(?i)charset=(?:\"([^\"]+)\"|'([^']+)'|(\\S+))");
  private static final Pattern RATIO = Pattern.compile("\\d{0,3}\\.\\d{1,3}");

  private MimeEvals() {}

  static Map<String, Evals.Maker> makers() {
    return Map.ofEntries(
        Map.entry("check_for_mime", MimeEvals::fact),
        Map.entry("check_for_mime_html", a -> Eval.of(MimeEvals::hasHtml)),
        Map.entry("check_for_mime_html_only", a -> Eval.of(MimeEvals::hasHtmlOnly)),
        Map.entry("check_mime_multipart_ratio", MimeEvals::multipartRatio),
        Map.entry("check_msg_parse_flags", MimeEvals::flag),
        Map.entry(
            "check_for_ascii_text_illegal", a -> Eval.of(i -> has(i, "mime_ascii_text_illegal"))),
        Map.entry("check_abundant_unicode_ratio", MimeEvals::unicodeRatio),
        Map.entry("check_qp_ratio", MimeEvals::quotedRatio),
        Map.entry("check_for_uppercase", MimeEvals::upperCase),
        Map.entry("check_ma_non_text", a -> Eval.of(MimeEvals::alternativeIsNoText)),
        Map.entry("check_base64_length", MimeEvals::base64Length));
  }

  private static boolean has(EvalInput input, String fact) {
    return MimeSummary.of(input).fact(fact) != 0;
  }

  private static Eval fact(Arguments arguments) throws RuleSyntaxException {
    String name = arguments.text(0);
    return Eval.of(input -> has(input, name));
  }

  private static boolean isHtml(EvalInput input) {
    return input.header(CONTENT_TYPE).regionMatches(true, 0, "text/html", 0, 9);
  }

  private static boolean hasHtml(EvalInput input) {
    return isHtml(input) || has(input, "mime_body_html_count");
  }

  private static boolean hasHtmlOnly(EvalInput input) {
    return isHtml(input)
        || has(input, "mime_body_html_count") && !has(input, "mime_body_text_count");
  }

  private static Eval multipartRatio(Arguments arguments) throws RuleSyntaxException {
    double least = arguments.number(0);
    double below = arguments.number(1);
    return Eval.of(
        input -> {
          double ratio = MimeSummary.of(input).fact("mime_multipart_ratio");
          return ratio >= least && ratio < below;
        });
  }

  private static Eval flag(Arguments arguments) throws RuleSyntaxException {
    String name = arguments.text(0);
    return Eval.of(input -> input.text().flags().contains(name));
  }

  private static Eval unicodeRatio(Arguments arguments) throws RuleSyntaxException {
    double least = arguments.number(0);
    boolean valid = RATIO.matcher(arguments.text(0)).matches();
    return Eval.of(
        input -> valid && MimeSummary.of(input).fact("mime_text_unicode_ratio") >= least);
  }

  private static Eval quotedRatio(Arguments arguments) throws RuleSyntaxException {
    double least = arguments.number(0);
    return Eval.of(input -> MimeSummary.of(input).fact("mime_qp_ratio") >= least);
  }

  private static Eval upperCase(Arguments arguments) throws RuleSyntaxException {
    double above = arguments.number(0);
    double most = arguments.number(1);
    return Eval.of(
        input -> {
          double share = UpperCase.of(input).percent();
          return share > above && share <= most;
        });
  }

  /** The character set that the message declares; empty if it declares none. */
  static String declaredCharset(EvalInput input) {
    Matcher charset = CHARSET.matcher(input.header(CONTENT_TYPE));
    if (!charset.find()) {
      return "";
    }
    for (int group = 1; group <= 3; group++) {
      if (charset.group(group) != null) {
        return charset.group(group);
      }
    }
    return "";
  }

  private static boolean alternativeIsNoText(EvalInput input) {
    return input.text().parts().stream()
        .filter(part -> part.type().equals("multipart/alternative"))
        .flatMap(part -> part.children().stream())
        .map(MimePart::type)
        .anyMatch(
            type ->
                !List.of("multipart/related", "application/rtf").contains(type)
                    && !type.startsWith("text/"));
  }

  private static Eval base64Length(Arguments arguments) throws RuleSyntaxException {
    double least = arguments.number(0);
    double most = arguments.limit(1, Double.POSITIVE_INFINITY);
    return Eval.of(
        input -> {
          int longest = input.once(LongestBase64Line.class, LongestBase64Line::of).octets;
          return longest >= least && longest <= most;
        });
  }

  static boolean isBase64(MimePart part) {
    String encoding = Objects.requireNonNullElse(part.header("Content-Transfer-Encoding"), "");
    return encoding.toLowerCase(Locale.ROOT).equals("base64");
  }

  private record LongestBase64Line(int octets) {

    static LongestBase64Line of(EvalInput input) {
      int longest = 0;
      for (MimePart part : input.text().leaves()) {
        if (isBase64(part) && !Declared.of(part).type().equals("application/ics")) {
          longest = Math.max(longest, longestLine(part.raw()));
        }
      }
      return new LongestBase64Line(longest);
    }

    private static int longestLine(String raw) {
      int longest = 0;
      for (int start = 0; start < raw.length(); ) {
        int feed = raw.indexOf('\n', start);
        int end = feed < 0 ? raw.length() : feed + 1;
        longest = Math.max(longest, end - start);
        start = end;
      }
      return longest;
    }
  }
}
