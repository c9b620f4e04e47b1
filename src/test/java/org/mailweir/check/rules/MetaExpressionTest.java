package org.mailweir.check.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

class MetaExpressionTest {

  private static final List<String> NAMES = List.of("ZERO", "ONE", "TWO", "THREE");
  private static final MetaExpression.Names KNOWN =
      new MetaExpression.Names(NAMES::indexOf, new TreeSet<>(NAMES), "ONE", true);

  /** Values as Perl computes them. */
  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "ONE + TWO * THREE, 7",
    "(ONE + TWO) * THREE, 9",
    "THREE - TWO - ONE, 0",
    "THREE / TWO, 1.5",
    "ONE / ZERO, 0",
    "-ONE + 2.5, 1.5",
    "!ZERO, 1",
    "!TWO, 0",
    "!!TWO, 1",
    "TWO && THREE, 3",
    "ZERO && THREE, 0",
    "ZERO || TWO, 2",
    "ONE || ZERO && ZERO, 1",
    "TWO > 1, 1",
    "TWO >= 3, 0",
    "TWO < 3 == 1, 1",
    "TWO != THREE, 1",
    "ONE | TWO, 3",
    "THREE & TWO, 2",
    "THREE ^ ONE, 2",
    "!ZERO && !(ONE && ZERO), 1",
    "(ONE+TWO+THREE)>5, 1",
    "ONE + TWO > 2 && THREE, 3",
    "local_tests_only, 1",
    "rules_matching(T*), 5",
    "rules_matching( *E* ) > 1, 1",
    "rules_matching(O?E), 0",
    "rules_matching(X*) || TWO, 2",
  })
  void computes(String text, double expected) throws Exception {
    MetaExpression expression = MetaExpression.compile(text, KNOWN);
    assertEquals(expected, expression.of(new double[] {0, 1, 2, 3}));
  }

  @Test
  void knowsItsNames() throws Exception {
    assertEquals(Set.of("ONE", "TWO"), MetaExpression.compile("ONE && (TWO||ONE)", KNOWN).names());
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "(".repeat(5_000) + "1" + ")".repeat(5_000);
    assertThrows(RuleSyntaxException.class, () -> MetaExpression.compile(deep, KNOWN));
    String nots = "!".repeat(5_000) + "1";
    assertThrows(RuleSyntaxException.class, () -> MetaExpression.compile(nots, KNOWN));
  }
}
