package org.mailweir.check.rules.eval;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions that tell bounces of our own mail from those of mail that was forged. */
final class BounceEvals {

  private static final String LIST = "welcomelist_bounce_relays";
  private static final Pattern NAME = Pattern.compile("\\s(\\S+\\.\\S++)(?=\\s)");

  private BounceEvals() {}

  static Map<String, Evals.Maker> makers() {
    return Map.of(
        "have_any_bounce_relays", a -> Eval.of(BounceEvals::hasAny),
        "check_welcomelist_bounce_relays", a -> Eval.of(BounceEvals::namesOurs),
        "check_whitelist_bounce_relays", a -> Eval.of(BounceEvals::namesOurs));
  }

  private static boolean hasAny(EvalInput input) {
    return !input.settings().addressList(LIST).isEmpty();
  }

  /** Whether a Received field in the text or in a message within names one of our hosts. */
  private static boolean namesOurs(EvalInput input) {
    if (!hasAny(input)) {
      return false;
    }
    AddressList ours = input.settings().addressList(LIST);
    return input.text().body().stream().anyMatch(line -> isReceived(line) && names(line, ours))
        || inBody(input.text().pristineBody(), ours);
  }

  private static boolean inBody(String body, AddressList ours) {
    StringBuilder field = new StringBuilder();
    for (int start = 0; start < body.length(); ) {
      int feed = body.indexOf('\n', start);
      int end = feed < 0 ? body.length() : feed;
      String line = body.substring(start, end);
      boolean folded = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
      if (!folded) {
        if (isReceived(field) && names(field + " ", ours)) {
          return true;
        }
        field.setLength(0);
      }
      if (field.length() < 8192) {
        field.append(line);
      }
      start = end + 1;
    }
    return isReceived(field) && names(field + " ", ours);
  }

  private static boolean isReceived(CharSequence line) {
    int i = 0;
    while (i < line.length() && (line.charAt(i) == '>' || line.charAt(i) == ' ')) {
      i++;
    }
    String word = "Received:";
    return line.length() >= i + word.length()
        && line.subSequence(i, i + word.length()).toString().equalsIgnoreCase(word);
  }

  private static boolean names(String line, AddressList ours) {
    Matcher name = NAME.matcher(line);
    while (name.find()) {
      if (ours.contains(name.group(1))) {
        return true;
      }
    }
    return false;
  }
}
