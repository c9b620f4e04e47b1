package org.mailweir.lab.conformance;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.auth.arc.ArcResult;
import org.mailweir.check.auth.dkim.DkimResult;
import org.mailweir.check.auth.spf.SpfAnswer;

/** Why we do not agree with some tests. Each reason holds for the very answer that we give. */
final class Explained {

  /**
   * One reason.
   *
   * @param suite regular expression that is found in the path of the suite
   * @param test regular expression that is found in the name of the test
   * @param answer regular expression that is found in our answer
   */
  private record Reason(String suite, String test, String answer, String why) {
    boolean explains(String itsSuite, String itsTest, String ourAnswer) {
      return finds(suite, itsSuite) && finds(test, itsTest) && finds(answer, ourAnswer);
    }

    private static boolean finds(String pattern, String text) {
      return java.util.regex.Pattern.compile(pattern).matcher(text).find();
    }
  }

  private static final List<Reason> SPF =
      List.of(
          new Reason(
              "",
              "default-modifier",
              "result=NEUTRAL",
              "default= is of drafts before RFC 4408; an unknown modifier is ignored (RFC 7208 6)"),
          new Reason(
              "stalwart",
              "",
              "PERMERROR.*unknown mechanism",
              "an unknown mechanism is a syntax error anywhere, also behind all (RFC 7208 4.6)"),
          new Reason(
              "stalwart",
              "",
              "PERMERROR.*void lookups",
              "the suite has no limit on void lookups (RFC 7208 4.6.4)"),
          new Reason(
              "stalwart",
              "Exists|Macro expansion",
              "result=FAIL",
              "exists asks for A, also when the client has an IPv6 address (RFC 7208 5.7)"),
          new Reason(
              "stalwart",
              "IPv6 match",
              "result=FAIL",
              "a client with an IPv4 address matches no ip6 (RFC 7208 5.6)"));

  private static final List<Reason> ARC =
      List.of(
          new Reason(
              "",
              "cv_fail_",
              "sealer \\d+ says cv=fail",
              "the suite expects no state at all; a chain in which a sealer says fail has failed"
                  + " (RFC 8617 5.2, step 2)"),
          new Reason("", "", "RFC 8301", "SHA-1 and short keys are not accepted any more"),
          new Reason(
              "",
              "ams_fields_c_na",
              "header was altered",
              "without c= the form is simple (RFC 6376 3.5), and the message was signed relaxed"),
          new Reason(
              "",
              "ams_fields_h_empty",
              "empty tag h",
              "h= must not be empty (RFC 6376 3.5): such a signature would fit any header"));

  private static final List<Reason> DKIM =
      List.of(
          new Reason(
              "", "", "RFC 8301", "SHA-1 and keys below 1024 bits are not accepted (RFC 8301)"),
          new Reason("", "", "DomainKeys only", "DomainKeys (RFC 4870) came before DKIM"),
          new Reason(
              "",
              "",
              "no tag v|unknown version",
              "a signature of a draft before RFC 4871, without v=1"));

  private Explained() {}

  static @Nullable String spf(String suite, String test, SpfAnswer answer) {
    return why(SPF, suite, test, answer.toString());
  }

  static @Nullable String arc(String suite, String test, ArcResult result) {
    return why(ARC, suite, test, result.reason());
  }

  static @Nullable String dkim(DkimCase test, List<DkimResult> results) {
    String answer =
        results.isEmpty()
                && test.message().toLowerCase(Locale.ROOT).contains("domainkey-signature:")
            ? "DomainKeys only"
            : String.join(", ", results.stream().map(DkimResult::reason).toList());
    return why(DKIM, test.suite(), test.name(), answer);
  }

  private static @Nullable String why(
      List<Reason> reasons, String suite, String test, String answer) {
    return reasons.stream()
        .filter(r -> r.explains(suite, test, answer))
        .map(Reason::why)
        .findFirst()
        .orElse(null);
  }
}
