package org.mailweir.check.rules.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PerlRegexTest {

  private static boolean finds(String perl, String text) throws RuleSyntaxException {
    return PerlRegex.compile(PerlLiteral.parse(perl)).matcher(text).find();
  }

  /** What Perl says, for constructs that Java reads differently. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "/^{TAG}$/§{TAG}§true",
        "/^a{,2}b/§aab§true",
        "/^a{2}$/§aa§true",
        "/^a{2,3}?b/§aaab§true",
        "/^[[a]+$/§a[§true",
        "/^[a&&b]+$/§a&b§true",
        "/^[]a]+$/§a]§true",
        "/^[^]a]$/§b§true",
        "/^[a-]+$/§a-§true",
        "/^[-a]+$/§a-§true",
        "/^[\\w-x]+$/§a-§true",
        "/^[a\\-z]+$/§b§false",
        "/^[\\x41-\\x43]$/§B§true",
        "/^[[:alpha:]_]+$/§a_B§true",
        "/^[[:^digit:]]$/§5§false",
        "/^[[:lower:]]$/i§A§true",
        "/^[[:lower:]]$/§A§false",
        "/^[[:word:]]+$/§a_9§true",
        "/^\\101$/§A§true",
        "/^(a)\\1$/§aa§true",
        "/^(a)\\g{1}$/§aa§true",
        "/^(?P<my_name>a)\\k<my_name>$/§aa§true",
        "/^(?<my_name>a)(?P=my_name)$/§aa§true",
        "/^a (?#remark) b$/§a  b§true",
        "/^a b [ ]c$/x§ab c§true",
        "/^ab # remark/x§ab§true",
        "/(?xm)^ a [^<]* b\\ c/§axb c§true",
        "/^(?x: a b ) c$/§ab c§true",
        "/^((?x) a b ) c$/§ab c§true",
        "/^(?^i:b a)$/§B A§true",
        "/^\\Qa.b\\E$/§a.b§true",
        "/^\\Qa.b\\E$/§axb§false",
        "/^a\\@b\\/c$/§a@b/c§true",
        "/^\\i\\_\\<$/§i_<§true",
        "/^(?i:A)b$/§ab§true",
        "/^(?^:a)$/i§A§false",
        "/^a#b~c$/§a#b~c§true",
        "/^\\N+$/§abc§true",
        "m{^a{2}/b$}§aa/b§true",
        "m!^a/b$!i§A/B§true",
        "m<^a$>§a§true",
        "/\\x{41}/§A§true",
        "/^}$/§}§true",
      })
  void meansWhatPerlMeans(String perl, String text, boolean expected) throws Exception {
    assertEquals(expected, finds(perl, text));
  }

  @Test
  void lineEndsArePerls() throws Exception {
    assertTrue(finds("/a$/", "a\n"));
    assertFalse(finds("/a$/", "a\r\n"));
    assertTrue(finds("/a.b/", "a\rb"));
    assertFalse(finds("/a.b/", "a\nb"));
    assertTrue(finds("/a.b/s", "a\nb"));
    assertTrue(finds("/^b/m", "a\nb"));
  }

  @Test
  void bytesFoldAsInPerl() throws Exception {
    assertTrue(finds("/\\xe3/i", "\u00c3"));
    assertTrue(finds("/\u00e3/i", "\u00c3"));
    assertFalse(finds("/\\xe3/", "\u00c3"));
    assertFalse(finds("/\\w/", "\u00e3"));
    assertFalse(finds("/\\bx/", "ax"));
  }

  @Test
  void unicodeCaseOnlyWhereBytesAreNamed() throws Exception {
    assertEquals(0, flags("/\\\\x80/i") & Pattern.UNICODE_CASE);
    assertEquals(0, flags("/abc\\x7e/i") & Pattern.UNICODE_CASE);
    assertEquals(Pattern.UNICODE_CASE, flags("/[\\x80-\\xff]/") & Pattern.UNICODE_CASE);
  }

  private static int flags(String perl) throws RuleSyntaxException {
    return PerlRegex.compile(PerlLiteral.parse(perl)).flags();
  }
}
