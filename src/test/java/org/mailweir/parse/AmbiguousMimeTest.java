package org.mailweir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mailweir.lab.AmbiguousMime;

/** Whatever way a mail reader takes an ambiguous message, its text is in some leaf. */
final class AmbiguousMimeTest {

  // In two halves, so that this source file itself is not spam.
  private static final String GTUBE =
      "XJS*C4JDBQADN1.NSBN3*2IDNEN*" + "GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X";

  static List<AmbiguousMime.Variant> variants() {
    return AmbiguousMime.around(GTUBE);
  }

  @Test
  void thereAreManyVariantsOfDifferentNames() {
    assertTrue(variants().size() >= 60, "variants: " + variants().size());
    assertEquals(
        variants().size(), variants().stream().map(AmbiguousMime.Variant::name).distinct().count());
  }

  @ParameterizedTest
  @MethodSource("variants")
  void findsTheTextAndSaysThatReadersDiffer(AmbiguousMime.Variant variant) {
    ParsedMessage parsed = Messages.parse(variant.message(), ParseLimits.DEFAULT);
    assertTrue(
        parsed.leaves().stream().anyMatch(leaf -> leaf.text().contains(GTUBE)),
        () -> ParseDump.of(parsed));
    assertTrue(
        parsed.has(Defect.Kind.AMBIGUOUS_STRUCTURE) || parsed.has(Defect.Kind.TEXT_OUTSIDE_PARTS),
        () -> parsed.defects().toString());
  }

  @Test
  void aPlainMessageIsNotAmbiguous() {
    ParsedMessage parsed =
        Messages.parse(
            """
            From: a@a.example
            Content-Type: multipart/alternative; boundary="=_b"

            This is a multi-part message in MIME format.
            --=_b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            aGVsbG8=
            --=_b
            Content-Type: text/html

            <p>hello</p>
            --=_b--
            """);
    assertEquals(List.of(), parsed.defects());
    assertEquals(2, parsed.leaves().size());
  }
}
