package org.mailweir.check.rules.eval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/** Every function that rules may call, by its name. */
public final class Evals {

  /** Makes a call ready. */
  @FunctionalInterface
  interface Maker {
    Eval make(Arguments arguments) throws RuleSyntaxException;
  }

  /**
   * Functions that ask the network or a classifier, whose answers come from other checks. Rules
   * that call them are right, but do not hit here.
   */
  private static final Set<String> ANSWERED_ELSEWHERE =
      Set.of(
          "check_rbl",
          "check_rbl_accreditor",
          "check_rbl_envfrom",
          "check_rbl_from_domain",
          "check_rbl_from_host",
          "check_rbl_headers",
          "check_rbl_ns_from",
          "check_rbl_rcvd",
          "check_rbl_results_for",
          "check_rbl_sub",
          "check_rbl_txt",
          "check_dns_sender",
          "check_uridnsbl",
          "check_uri_local_bl",
          "check_pyzor",
          "check_razor2",
          "check_razor2_range",
          "check_dcc",
          "check_dcc_reputation_range",
          "check_bayes",
          "check_from_in_auto_welcomelist",
          "check_senders_reputation");

  private static final List<String> ELSEWHERE_FAMILIES =
      List.of(
          "check_dkim_",
          "check_arc_",
          "check_for_dkim_",
          "check_for_def_dkim_",
          "check_for_spf_",
          "check_for_def_spf_",
          "check_spf_",
          "check_dmarc_",
          "check_hashbl_",
          "check_access_database",
          "check_asn");

  private static final Map<String, Maker> LOCAL = local();

  private Evals() {}

  /**
   * The call of a function with these arguments; null when there is no such function.
   *
   * @throws RuleSyntaxException when the arguments are wrong
   */
  public static @Nullable Eval find(String function, List<String> arguments, EvalKind kind)
      throws RuleSyntaxException {
    Maker maker = LOCAL.get(function);
    return maker == null ? null : maker.make(new Arguments(function, arguments, kind));
  }

  /** Whether the function is known, but other checks give its answer. */
  public static boolean isAnsweredElsewhere(String function) {
    return ANSWERED_ELSEWHERE.contains(function)
        || ELSEWHERE_FAMILIES.stream().anyMatch(function::startsWith);
  }

  private static Map<String, Maker> local() {
    Map<String, Maker> makers = new HashMap<>();
    makers.putAll(HtmlEvals.makers());
    makers.putAll(LinkTextEvals.makers());
    makers.putAll(MimeEvals.makers());
    makers.putAll(BodyEvals.makers());
    makers.putAll(HeaderEvals.makers());
    makers.putAll(SenderEvals.makers());
    makers.putAll(ForgedProviders.makers());
    makers.putAll(DateEvals.makers());
    makers.putAll(RelayEvals.makers());
    makers.putAll(FreemailEvals.makers());
    makers.putAll(ImageEvals.makers());
    makers.putAll(ListEvals.makers());
    makers.putAll(BounceEvals.makers());
    makers.putAll(LocaleEvals.makers());
    return Map.copyOf(makers);
  }
}
