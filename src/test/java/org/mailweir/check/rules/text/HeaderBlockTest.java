package org.mailweir.check.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeaderBlockTest {

  private static List<String> names(String message) {
    return Texts.of(message).fields().stream().map(Field::name).toList();
  }

  @Test
  void endsAtAnEmptyLine() {
    MessageText text = Texts.of("A: 1\nB: 2\n more\n\nC: 3\n");
    assertEquals(List.of(new Field("A", " 1\n"), new Field("B", " 2\n more\n")), text.fields());
    assertEquals("A: 1\nB: 2\n more\n\n", text.pristineHeader());
    assertEquals("C: 3\n", text.pristineBody());
    assertEquals(Set.of(), text.flags());
  }

  @Test
  void endsAtABoundaryOrTheFourthLineThatIsNoField() {
    MessageText boundary = Texts.of("A: 1\n--b\nB: 2\n\n");
    assertEquals("--b\nB: 2\n\n", boundary.pristineBody());
    assertEquals(Set.of("missing_head_body_separator"), boundary.flags());
    MessageText wrong = Texts.of("A: 1\nx\ny\nz\nno field\nB: 2\n\n");
    assertEquals("no field\nB: 2\n\n", wrong.pristineBody());
  }

  @Test
  void aLineWithAColonIsAFieldEvenWithABlankInItsName() {
    assertEquals(List.of("A", "two words"), names("A: 1\ntwo words: 2\n\n"));
    assertEquals(List.of("A"), names("A \t: 1\n\n"));
  }

  @Test
  void mboxLinesAreNoPart() {
    assertEquals(List.of("A"), names("From a@b Mon Jan  1\nA: 1\n\n"));
    assertEquals("A: 1\n\nx", Texts.of("From a@b Mon\nA: 1\n\nx").full());
    assertEquals(List.of("From"), names("From : 1\n\n"));
  }

  @Test
  void lineEndsBecomeLfInValuesButStayInTheWhole() {
    MessageText text = Texts.of("A: 1\r\n 2\nB: 3\r\n\r\nbody\r\n");
    assertEquals(" 1\n 2\n", text.fields().getFirst().raw());
    assertEquals("A: 1\r\n 2\r\nB: 3\r\n\r\nbody\r\n", text.full());
    assertEquals("body\n", text.root().raw());
  }

  @Test
  void longNamesAndValuesAreCut() {
    MessageText text = Texts.of("A".repeat(300) + ": " + "b".repeat(9000) + "\n\n");
    assertEquals(256, text.fields().getFirst().name().length());
    assertEquals(8192, text.fields().getFirst().raw().length());
    assertTrue(text.flags().contains("truncated_header"));
  }

  @Test
  void fieldsOfOtherFiltersAreHiddenButStayInTheWhole() {
    MessageText text = Texts.of("X-Spam-Status: No\nA: 1\n\n");
    assertNull(text.header("X-Spam-Status"));
    assertEquals("A: 1\n", text.header("ALL"));
    assertEquals("X-Spam-Status: No\nA: 1\n", text.header("ALL:raw"));
  }

  @Test
  void anEmptyMessageIsAnEmptyLine() {
    assertEquals("\n", Texts.of("").full());
    assertEquals(List.of("\n"), Texts.of("").body());
  }

  @Test
  void ofTooManyFieldsTheFirstCount() {
    MessageText text = Texts.of("A: 1\n".repeat(30_000) + "\n");
    assertEquals(20_000, text.fields().size());
    assertTrue(text.flags().contains("truncated_header"));
  }
}
