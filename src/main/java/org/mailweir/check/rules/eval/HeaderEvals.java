package org.mailweir.check.rules.eval;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.rules.pattern.RuleSyntaxException;
import org.mailweir.check.rules.text.HeaderSelector;

/** Functions about single fields of the header. */
final class HeaderEvals {

  private static final HeaderSelector ALL = HeaderSelector.parse("ALL");
  private static final HeaderSelector SUBJECT = HeaderSelector.parse("Subject");
  private static final HeaderSelector RAW_SUBJECT = HeaderSelector.parse("Subject:raw");
  private static final HeaderSelector TO = HeaderSelector.parse("To");
  private static final HeaderSelector APPARENTLY_TO = HeaderSelector.parse("Apparently-To");
  private static final HeaderSelector TO_ADDRESS = HeaderSelector.parse("To:addr");
  private static final HeaderSelector FROM = HeaderSelector.parse("From");
  private static final HeaderSelector MESSAGE_ID = HeaderSelector.parse("MESSAGEID");
  private static final HeaderSelector UNSUBSCRIBE = HeaderSelector.parse("List-Unsubscribe");

  private static final Pattern REPLY =
      Pattern.compile("(?i)^(?:(?:Re|Fwd|Fw|Aw|Antwort|WG|SV|VB|VS|VL):\\s*+)+");
  private static final Pattern CAPITALS_CHARSET =
      Pattern.compile("(?i)=\\?" + UpperCase.LIKE_CAPITALS + "\\?");
  private static final Pattern TEMPLATE = Pattern.compile("%[A-Z][A-Z_-]");
  private static final Pattern FREE_FIELD =
      Pattern.compile(
          "(?i)(?:X-VMS-To|X-UIDL|X-Face|To|Cc|From|Subject|References|In-Reply-To"
              + "|(?:X-|Resent-|X-Original-)?Message-Id):");
  private static final Pattern RATWARE_ID = Pattern.compile("<[A-Z]{28}\\.([^>]+)>");
  private static final Pattern LISTS_WITHOUT_ID =
      Pattern.compile("(?i)<mailto:(?:leave-\\S+|\\S+-unsubscribe)@\\S+>$");

  private HeaderEvals() {}

  static Map<String, Evals.Maker> makers() {
    return Map.ofEntries(
        Map.entry("check_illegal_chars", HeaderEvals::illegal),
        Map.entry("check_for_missing_to_header", a -> Eval.of(HeaderEvals::missingTo)),
        Map.entry("subject_is_all_caps", a -> Eval.of(HeaderEvals::subjectInCapitals)),
        Map.entry("check_for_to_in_subject", HeaderEvals::toInSubject),
        Map.entry("check_messageid_not_usable", a -> Eval.of(HeaderEvals::idNotUsable)),
        Map.entry("check_header_count_range", HeaderEvals::countRange),
        Map.entry("check_unresolved_template", a -> Eval.of(HeaderEvals::template)),
        Map.entry("check_ratware_name_id", a -> Eval.of(HeaderEvals::nameInId)),
        Map.entry("check_for_unique_subject_id", a -> Eval.of(input -> false)));
  }

  private static Eval illegal(Arguments arguments) throws RuleSyntaxException {
    String name = arguments.text(0);
    HeaderSelector selector = HeaderSelector.parse(name.endsWith(":raw") ? name : name + ":raw");
    double ratio = arguments.number(1);
    double least = arguments.number(2);
    boolean subject = selector.field().equalsIgnoreCase("Subject");
    return Eval.of(
        input -> {
          String value = input.header(selector);
          int illegal = IllegalCharacters.count(value, subject);
          return !value.isBlank() && illegal >= least && (double) illegal / value.length() >= ratio;
        });
  }

  private static boolean missingTo(EvalInput input) {
    return input.header(TO).isEmpty() && input.header(APPARENTLY_TO).isEmpty();
  }

  private static boolean subjectInCapitals(EvalInput input) {
    String subject = REPLY.matcher(trim(input.header(SUBJECT))).replaceFirst("");
    if (subject.length() < 10 || subject.chars().noneMatch(HeaderEvals::isBlank)) {
      return false;
    }
    boolean upper = subject.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    boolean lower = subject.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    return upper && !lower && !CAPITALS_CHARSET.matcher(input.header(RAW_SUBJECT)).find();
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static Eval toInSubject(Arguments arguments) throws RuleSyntaxException {
    boolean user = arguments.text(0).equals("user");
    boolean address = arguments.text(0).equals("address");
    return Eval.of(
        input -> {
          String to = input.header(TO_ADDRESS);
          int at = to.indexOf('@');
          String name = user && at >= 0 ? to.substring(0, at) : to;
          return !to.isEmpty()
              && (user || address)
              && (user ? named(name) : Pattern.compile("(?i)\\b" + Pattern.quote(to) + "\\b"))
                  .matcher(input.header(SUBJECT))
                  .find();
        });
  }

  private static Pattern named(String user) {
    String quoted = Pattern.quote(user);
    return Pattern.compile(
        "^(?:(?i:(?:re|fw):\\s*+(?:\\w++\\s++)?"
            + quoted
            + "$)|"
            + quoted
            + "\\s*+[,:;!?-](?:$|\\s)|(?i:"
            + quoted
            + "$|,\\s*"
            + quoted
            + "[,:;!?-]$))",
        Pattern.UNIX_LINES);
  }

  private static boolean idNotUsable(EvalInput input) {
    String received = input.header(ForgedProviders.RECEIVED);
    return LISTS_WITHOUT_ID.matcher(input.header(UNSUBSCRIBE)).find()
        || ForgedProviders.lostReceived(input)
        || received.contains("/CWT/DCE)")
        || received.contains("iPlanet Messaging Server");
  }

  private static Eval countRange(Arguments arguments) throws RuleSyntaxException {
    HeaderSelector selector = HeaderSelector.parse(arguments.text(0));
    double least = arguments.number(1);
    double most = arguments.number(2);
    return Eval.of(
        input -> {
          Set<String> different = new HashSet<>(input.values(selector));
          return different.size() >= least && different.size() <= most;
        });
  }

  private static boolean template(EvalInput input) {
    String all = input.header(ALL);
    if (all.indexOf('%') < 0) {
      return false;
    }
    for (String line : all.split("\n")) {
      if (line.indexOf('%') >= 0
          && TEMPLATE.matcher(line).find()
          && !FREE_FIELD.matcher(line).lookingAt()) {
        return true;
      }
    }
    return false;
  }

  private static boolean nameInId(EvalInput input) {
    Matcher id = RATWARE_ID.matcher(input.header(MESSAGE_ID));
    return id.find()
        && Pattern.compile("\"[^\"]++\"\\s*+<" + Pattern.quote(id.group(1)) + ">")
            .matcher(input.header(FROM))
            .find();
  }
}
