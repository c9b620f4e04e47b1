package org.mailweir.check.rules.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefilterTest {

  /** Pattern, a text that passes, and one that does not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "/viagra/i§buy ViAgRa§vi agra",
        "/viagra/§viagra§Viagra",
        "/\\bfree\\s+money\\b/§free   money§free of money",
        "/(?:abc|def)x/§defx§abcyx",
        "/abc(?:de)?fg/§abcfg§abcdfg",
        "/[a-z]+12345/§a12345§a12",
        "/offer.{0,40}limited/§offer is limited§limited",
        "/offer(?=xyz)/§offer§ofer",
        "/(abcd)\\1/§abcd§abc",
        "/!{5,}/§!!!!!§!!",
        "/^subject/§subject§a subject",
        "/(?:^|\\s)subject/§a subject§asubject",
        "/^line/m§line§my line",
        "/\\xc3\\xbcber/§Ã¼ber§uber",
        "/{abc}/§{abc}§abc",
        "/[vu](?:i|1)(?:a|@)gra/§u1@gra§v!agra",
      })
  void passesOnlyWhatHoldsWhatTheMatchNeeds(String perl, String passes, String fails)
      throws Exception {
    Pattern pattern = PerlRegex.compile(PerlLiteral.parse(perl));
    Prefilter prefilter = new Prefilter(List.of(pattern), new StatePool(1 << 20));
    assertTrue(candidates(prefilter, passes).get(0), passes);
    assertFalse(candidates(prefilter, fails).get(0), fails);
  }

  private static BitSet candidates(Prefilter prefilter, String text) {
    return prefilter.candidates(
        text.getBytes(StandardCharsets.ISO_8859_1), new MatchBudget(1_000_000, 1_000_000));
  }

  /** The fold must hold equal whatever java.util.regex holds equal. */
  @Test
  void foldingCoversEveryPairOfBytes() {
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    for (char a = 0; a < 256; a++) {
      Pattern pattern = Pattern.compile("\\x%02x".formatted((int) a), flags);
      for (char b = 0; b < 256; b++) {
        if (pattern.matcher(String.valueOf(b)).matches()) {
          assertEquals(
              LatinFold.fold(a), LatinFold.fold(b), "%02x %02x".formatted((int) a, (int) b));
        }
      }
    }
  }

  /** Generated patterns on generated texts: none may be lost, and most must be filtered out. */
  @Test
  void noMatchIsLost() throws Exception {
    Random random = new Random(7);
    long matches = 0;
    long candidates = 0;
    long pairs = 0;
    for (int round = 0; round < 200; round++) {
      List<Pattern> patterns = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String flags = random.nextBoolean() ? "i" : "";
        patterns.add(PerlRegex.compile(new PerlLiteral(regex(random, 3), flags, "")));
      }
      StatePool pool = new StatePool(round % 2 == 0 ? 1_000 : 1 << 20);
      Prefilter prefilter = new Prefilter(patterns, pool);
      for (int t = 0; t < 20; t++) {
        String text = text(random, "abcABC\u00e4\u00c4 ", 5 + random.nextInt(30));
        BitSet selected = candidates(prefilter, text);
        for (int i = 0; i < patterns.size(); i++) {
          boolean match = patterns.get(i).matcher(text).find();
          String what = patterns.get(i) + " on " + text;
          assertTrue(!match || selected.get(i), what);
          matches += match ? 1 : 0;
        }
        candidates += selected.cardinality();
        pairs += patterns.size();
      }
    }
    assertTrue(matches > 5_000, "the generator must make matching pairs: " + matches);
    assertTrue(candidates < pairs * 9 / 10, "the filter must filter: " + candidates + "/" + pairs);
  }

  private static String text(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static String regex(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 13)) {
      case 0, 1 -> text(random, "abc", 1 + random.nextInt(3));
      case 2 -> random.nextBoolean() ? "[abc]" : "\\xe4";
      case 3 -> "(?:" + regex(random, depth - 1) + "|" + regex(random, depth - 1) + ")";
      case 4 -> "(?:" + regex(random, depth - 1) + ")?";
      case 5 -> "(?:" + regex(random, depth - 1) + ")+";
      case 6 -> "(?:" + regex(random, depth - 1) + "){1,2}";
      case 7 -> regex(random, depth - 1) + ".{0,2}" + regex(random, depth - 1);
      case 8 -> "(?=" + regex(random, depth - 1) + ")" + regex(random, depth - 1);
      case 9 -> "(?<![b-z])" + regex(random, depth - 1);
      case 10 -> "(" + regex(random, depth - 1) + ")\\w*\\1";
      default -> regex(random, depth - 1) + regex(random, depth - 1);
    };
  }
}
