package org.mailweir.check.rules.eval;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.pattern.GuardedPattern;
import org.mailweir.check.rules.pattern.RuleSyntaxException;
import org.mailweir.check.rules.text.HeaderSelector;

/** Functions about addresses of providers where anybody gets one. */
final class FreemailEvals {

  private static final HeaderSelector FROM = HeaderSelector.parse("From:addr");
  private static final HeaderSelector REPLY_TO = HeaderSelector.parse("Reply-To:addr");
  private static final HeaderSelector ENVELOPE_FROM = HeaderSelector.parse("EnvelopeFrom");

  private static final Pattern BULK =
      Pattern.compile(
          "(?i)(?:^(?:post|host|domain)master|^double-bounce|^(?:sentto|owner|return|(?:gr)?bounced?)-.+"
              + "|-(?:request|bounces?|admin|owner)|\\b(?:do[._-t]?)?no[._-t]?repl(?:y|ies))@");

  private FreemailEvals() {}

  static Map<String, Evals.Maker> makers() {
    return Map.of(
        "check_freemail_from", FreemailEvals::from,
        "check_freemail_header", FreemailEvals::header,
        "check_freemail_body", FreemailEvals::body,
        "check_freemail_replyto", FreemailEvals::replyTo);
  }

  private static Eval from(Arguments arguments) throws RuleSyntaxException {
    GuardedPattern pattern = pattern(arguments, 0);
    return Eval.of(input -> any(lower(Addresses.of(input).from()), pattern, input));
  }

  private static Eval header(Arguments arguments) throws RuleSyntaxException {
    HeaderSelector selector = HeaderSelector.parse(arguments.text(0) + ":addr");
    GuardedPattern pattern = pattern(arguments, 1);
    return Eval.of(input -> any(lower(input.values(selector)), pattern, input));
  }

  private static Eval body(Arguments arguments) throws RuleSyntaxException {
    GuardedPattern pattern = pattern(arguments, 0);
    return Eval.of(
        input -> {
          FreemailSettings settings = input.settings().freemail();
          FreemailBody body = settings.known() ? FreemailBody.of(input) : null;
          return body != null
              && body.usable()
              && body.addresses().stream().anyMatch(a -> matches(pattern, a, input));
        });
  }

  private static boolean any(
      List<String> addresses, @Nullable GuardedPattern pattern, EvalInput input) {
    return addresses.stream()
        .anyMatch(a -> input.settings().freemail().isFreemail(a) && matches(pattern, a, input));
  }

  private static boolean matches(
      @Nullable GuardedPattern pattern, String address, EvalInput input) {
    return pattern == null || Guards.found(pattern, address, input);
  }

  private static @Nullable GuardedPattern pattern(Arguments arguments, int index)
      throws RuleSyntaxException {
    Pattern pattern = arguments.optionalPattern(index);
    return pattern == null ? null : Guards.guard(arguments.function(), pattern);
  }

  private static Eval replyTo(Arguments arguments) throws RuleSyntaxException {
    String what = arguments.has(0) ? arguments.text(0) : "replyto";
    if (!what.equals("replyto") && !what.equals("reply")) {
      throw new RuleSyntaxException(
          "check_freemail_replyto does not know \"" + what + "\"", "write reply or replyto");
    }
    boolean orFrom = what.equals("reply");
    return Eval.of(input -> input.settings().freemail().known() && repliesElsewhere(input, orFrom));
  }

  /**
   * Whether an answer goes to another free address than the sender's, or the text names another one
   * than the answer goes to.
   *
   * @param orFrom without Reply-To, the answer goes to From
   */
  private static boolean repliesElsewhere(EvalInput input, boolean orFrom) {
    FreemailSettings settings = input.settings().freemail();
    if (settings.skipsBulk() && isBulk(input.header(ENVELOPE_FROM))) {
      return false;
    }
    List<String> from = lower(input.values(FROM));
    List<String> reply = lower(input.values(REPLY_TO));
    boolean fromFree = from.stream().anyMatch(settings::isFreemail);
    boolean replyFree = reply.stream().anyMatch(settings::isFreemail);
    if (fromFree && replyFree && from.stream().noneMatch(reply::contains)) {
      return true;
    }
    boolean applies = orFrom ? fromFree && (reply.isEmpty() || replyFree) : replyFree;
    return applies && namesOther(input, replyFree ? reply : from);
  }

  private static boolean namesOther(EvalInput input, List<String> answers) {
    FreemailBody body = FreemailBody.of(input);
    return body.usable()
        && body.addresses().stream()
            .anyMatch(named -> answers.stream().anyMatch(a -> !a.equals(named)));
  }

  private static boolean isBulk(String sender) {
    int equal = sender.indexOf('=', 1);
    return equal > 0 && sender.indexOf('@', equal + 2) > 0 || BULK.matcher(sender).find();
  }

  private static List<String> lower(List<String> addresses) {
    return addresses.stream().map(a -> a.toLowerCase(Locale.ROOT)).toList();
  }
}
