package org.mailweir.doctor.postfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {

  private static final Map<String, String> VALUES =
      Map.of("a", "one", "b", "$a two", "empty", "", "loop", "x$loop", "wide", "$wide$wide");

  private final Expansion expansion = new Expansion(name -> VALUES.getOrDefault(name, ""));

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "$a, one",
    "${a}, one",
    "$(a), one",
    "$b!, one two!",
    "${a?yes}, yes",
    "${empty?yes}no, no",
    "${empty:no}, no",
    "${a:no}x, x",
    "[$unknown], []",
    "$a$a, oneone",
  })
  void namesAreReplaced(String text, String expanded) {
    assertEquals(expanded, expansion.of(text));
  }

  @Test
  void whatRefersToItselfEnds() {
    assertTrue(expansion.of("$loop").length() < 100);
    assertTrue(expansion.of("$wide").length() <= 1_000_000);
  }
}
