package org.mailweir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Header blocks, encoded words, content fields. */
final class HeadersTest {

  private static List<String> names(ParsedMessage parsed) {
    return parsed.headers().fields().stream().map(HeaderField::name).toList();
  }

  @Test
  void foldedFieldsKeepTheirRawForm() {
    HeaderField field = Messages.parse("Subject: one\n  two\n\nx\n").headers().fields().getFirst();
    assertEquals(" one\r\n  two", field.raw());
    assertEquals("one  two", field.value());
  }

  @Test
  void aBlankBeforeTheColonIsNoPartOfTheName() {
    assertEquals("x", Messages.parse("Subject : x\n\ny\n").headers().value("subject"));
  }

  @Test
  void theLineOfAMailboxFileIsNoField() {
    ParsedMessage parsed = Messages.parse("From a@a.example Fri Nov 20\nSubject: x\n\ny\n");
    assertEquals(List.of("Subject"), names(parsed));
  }

  @Test
  void withoutAHeaderAllIsText() {
    ParsedMessage parsed = Messages.parse("From here on there is text\nmore text\n\nend\n");
    assertEquals(List.of(), names(parsed));
    assertTrue(parsed.leaves().getFirst().text().startsWith("From here on"));
    assertTrue(parsed.has(Defect.Kind.MALFORMED_HEADER));
  }

  @Test
  void theHeaderEndsWhereTextBegins() {
    ParsedMessage parsed = Messages.parse("Subject: x\nsome text\nX: y\n");
    assertEquals(List.of("Subject"), names(parsed));
    assertEquals("some text\r\nX: y\r\n", parsed.leaves().getFirst().text());
  }

  @Test
  void aHeaderAloneIsAMessage() {
    ParsedMessage parsed = Messages.parse("Subject: x\n");
    assertEquals(List.of("Subject"), names(parsed));
    assertEquals(1, parsed.leaves().size());
    assertTrue(parsed.has(Defect.Kind.MALFORMED_HEADER));
  }

  @Test
  void nothingIsAMessage() {
    assertEquals(List.of(), names(Messages.parse("")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=?utf-8?Q?Gr=C3=BC=C3=9Fe?= | Grüße",
        "=?UTF-8?b?R3LDvMOfZQ==?= | Grüße",
        "=?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?= | Grüße",
        "=?utf-8?B?R3LD?=  =?utf-8?B?vMOfZQ==?= | Grüße",
        "=?utf-8*en?Q?a_b?= | a b",
        "=?utf-8?Q?a?= b =?utf-8?Q?c?= | a b c",
        "=?utf-8?Q?a?==?utf-8?Q?b?= | ab",
        "=?utf-8?Q?a b?= | a b",
        "=?utf-7?Q?+AKM-?= | £",
        "=?koi8-r?B?0NLJ18XU?= | привет",
        "=?utf-8?X?a?= | =?utf-8?X?a?=",
        "=?utf-8?Q?no end | =?utf-8?Q?no end",
        "=?=?utf-8?Q?a?= | =?a",
        "\"=?utf-8?Q?a?=\" | \"a\"",
        "=?utf-8?B?YQ?= | a"
      })
  void encodedWords(String raw, String expected) {
    assertEquals(expected, EncodedWords.decode(raw, 10, new Defects()));
  }

  private static Map<String, String> parameters(String contentType) {
    return Messages.parse("Content-Type: " + contentType + "\n\nx\n").root().parameters();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain; a=b | b",
        "text/plain; a=\"b\" | b",
        "text/plain; a=\"b\\\"c\" | b\"c",
        "text/plain; a=b (comment; a=x) | b",
        "text/plain (a=x) ; A = b | b",
        "text/plain a=b | b",
        "text/plain, a=b | b",
        "text/plain;; a=b; | b",
        "text/plain; x=y a=b | b",
        "text/plain; a*=utf-8'en'%C3%BC | ü",
        "text/plain; a*0=x; a*1=y | xy",
        "text/plain; a*1=y; a*0=x | xy",
        "text/plain; a*0*=utf-8''%C3; a*1*=%BC | ü",
        "text/plain; a==?utf-8?Q?=C3=BC?= | ü"
      })
  void parameters(String value, String expected) {
    assertEquals(expected, parameters(value).get("a"));
  }

  @ParameterizedTest
  @CsvSource({
    "text/HTML, text/html",
    "text / html, text/html",
    "text, text/plain",
    "html, text/html",
    "/, text/plain",
    "'', text/plain",
    "image/png;, image/png"
  })
  void mediaTypes(String value, String expected) {
    assertEquals(expected, Messages.parse("Content-Type: " + value + "\n\nx\n").root().type());
  }

  @Test
  void bothNamesOfAFileAreLookedAt() {
    ParsedMessage parsed =
        Messages.parse(
            "Content-Type: application/x-y\nContent-Disposition: attachment; filename=a.txt;"
                + " filename*=utf-8''a.exe\n\nx\n");
    assertEquals("a.exe", parsed.root().fileName());
    assertEquals(List.of("a.exe", "a.txt"), parsed.leaves().stream().map(Part::fileName).toList());
    assertTrue(parsed.has(Defect.Kind.AMBIGUOUS_STRUCTURE));
  }
}
