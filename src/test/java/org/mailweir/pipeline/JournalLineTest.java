package org.mailweir.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One event is one line, whatever the mail says. */
class JournalLineTest {

  @Test
  void wordsStandInOrderAndEmptyOnesAreLeftOut() {
    assertEquals(
        "id=A score=1.5 n=3 to=a@x:pass,\"b c@x:hold\" subject=\"a \\\"b\\\" =c\"",
        new JournalLine()
            .add("id", "A")
            .add("helo", "")
            .add("score", 1.5)
            .add("n", 3)
            .add("to", List.of("a@x:pass", "b c@x:hold"))
            .add("subject", "a \"b\" =c")
            .text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\r\nid=FORGED",
        "a\nid=FORGED",
        "a\u2028id=FORGED",
        "a\u0085id=FORGED",
        "\u001b[2Jcleared",
        "\u202egnp.exe",
        "\u200b\ufeff",
        "tab\tbell\u0007nul\u0000",
        "${jndi:ldap://x} %m%n {}",
      })
  void nothingInAValueMovesTheCursorOrEndsTheLine(String hostile) {
    for (String line :
        List.of(
            new JournalLine().add("subject", hostile).text(),
            new JournalLine().add("subject", hostile).json("2026-11-20T10:00:00Z"))) {
      assertTrue(
          line.codePoints()
              .noneMatch(
                  c ->
                      Character.isISOControl(c)
                          || Character.getType(c) == Character.FORMAT
                          || c == 0x2028
                          || c == 0x2029),
          line);
      assertEquals(1, line.split(" id=|^id=", -1).length, line);
    }
  }

  @Test
  void jsonIsOneObjectWithItsTime() {
    assertEquals(
        "{\"time\":\"2026-11-20T10:00:00Z\",\"score\":1.5,\"to\":[\"a@x:pass\"],\"s\":\"\\\"q\\\"\"}",
        new JournalLine()
            .add("score", 1.5)
            .add("to", List.of("a@x:pass"))
            .add("s", "\"q\"")
            .json("2026-11-20T10:00:00Z"));
  }

  @Test
  void aVeryLongValueIsCut() {
    assertTrue(new JournalLine().add("subject", "x".repeat(100_000)).text().length() < 500);
  }
}
