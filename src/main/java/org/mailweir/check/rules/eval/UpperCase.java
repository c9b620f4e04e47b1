package org.mailweir.check.rules.eval;

import java.util.regex.Pattern;

/** How much of the text is in capitals, in percent of its letters and digits. */
record UpperCase(double percent) {

  private static final int SHORTEST = 200;

  /** Sets whose octets look like capitals. */
  static final String LIKE_CAPITALS =
      "[-_a-z0-9]*(?:koi|jp|jis|euc|gb|big5|isoir|cp1251|windows-1251|georgianps|pt154|tis)[-_a-z0-9]*";

  private static final Pattern WHOLE_CHARSET =
      Pattern.compile(LIKE_CAPITALS, Pattern.CASE_INSENSITIVE);
  private static final Pattern BASE64 = Pattern.compile("(?:[A-Za-z0-9+/=]{60,76} ){2}");
  private static final Pattern JAPANESE = Pattern.compile("(?s)\\x1b\\$B.*\\x1b\\(B");

  static UpperCase of(EvalInput input) {
    return input.once(UpperCase.class, UpperCase::make);
  }

  private static UpperCase make(EvalInput input) {
    if (looksLikeCapitals(input)) {
      return new UpperCase(0);
    }
    int length = 0;
    int upper = 0;
    int lower = 0;
    for (String line : input.text().body()) {
      if (isProse(line)) {
        String text = line.indexOf(0x1b) < 0 ? line : JAPANESE.matcher(line).replaceFirst("");
        length += text.length();
        for (int i = 0; i < text.length(); i++) {
          char c = text.charAt(i);
          upper += c >= 'A' && c <= 'Z' ? 1 : 0;
          lower += c >= 'a' && c <= 'z' || c >= '0' && c <= '9' ? 1 : 0;
        }
      }
    }
    boolean enough = length >= SHORTEST && upper + lower > 0;
    return new UpperCase(enough ? (double) upper / (upper + lower) * 100 : 0);
  }

  private static boolean looksLikeCapitals(EvalInput input) {
    return WHOLE_CHARSET.matcher(MimeEvals.declaredCharset(input)).matches()
        || MimeSummary.of(input).charsets().stream()
            .anyMatch(charset -> WHOLE_CHARSET.matcher(charset).matches());
  }

  /** Whether there is a blank between words, and it is no left-over base64. */
  private static boolean isProse(String line) {
    int first = 0;
    while (first < line.length() && isBlank(line.charAt(first))) {
      first++;
    }
    int last = line.length();
    while (last > first && isBlank(line.charAt(last - 1))) {
      last--;
    }
    for (int i = first; i < last; i++) {
      if (isBlank(line.charAt(i))) {
        return !BASE64.matcher(line).lookingAt();
      }
    }
    return false;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }
}
