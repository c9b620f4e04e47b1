package org.mailweir.check.rules.eval;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

class EvalsTest {

  @Test
  void functionsAreKnownOrNot() throws RuleSyntaxException {
    assertNotNull(Evals.find("check_for_mime_html", List.of(), EvalKind.BODY));
    assertNull(Evals.find("check_the_weather", List.of(), EvalKind.BODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check_rbl", "check_rbl_sub", "check_for_spf_pass", "check_dkim_valid", "check_bayes",
        "check_dmarc_pass", "check_uridnsbl", "check_razor2", "check_pyzor", "check_arc_valid",
        "check_hashbl_bodyre"
      })
  void someAreAnsweredByOtherChecks(String function) {
    assertTrue(Evals.isAnsweredElsewhere(function));
  }

  @Test
  void localOnesAreNot() {
    assertFalse(Evals.isAnsweredElsewhere("check_for_mime_html"));
    assertFalse(Evals.isAnsweredElsewhere("check_the_weather"));
  }

  @Test
  void whatIsMissingOrBrokenIsSaidWhenRulesAreLoaded() {
    assertThrows(
        RuleSyntaxException.class, () -> Evals.find("html_range", List.of("x"), EvalKind.BODY));
    assertThrows(
        RuleSyntaxException.class,
        () -> Evals.find("html_text_match", List.of("title", "(a"), EvalKind.BODY));
    assertThrows(
        RuleSyntaxException.class,
        () -> Evals.find("check_freemail_replyto", List.of("forward"), EvalKind.HEADER));
  }
}
