package org.mailweir.check.rules.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrefilterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '`',
      value = {
        "/viagra/i§viagra",
        "/\\bfree\\s+money\\b/§money",
        "/(?:abc|def)x/§abcx defx",
        "/abc|d/§",
        "/abc?de/§abcde abde",
        "/ab(?:cd)?ef/§abcdef abef",
        "/abc*def/§def",
        "/abc+def/§def",
        "/a[bc]d/§abd acd",
        "/[^a]bcd/§bcd",
        "/(?=xyz)abc/§abc",
        "/(?!xyz)abc/§abc",
        "/(?<=xyz)abc/§abc",
        "/(?<n>abc)d/§abcd",
        "/(?i)ABC/§abc",
        "/(abc)\\1/§abc",
        "/(?:abcd){2,3}/§abcdabcd",
        "/[ab]{2}c/§aac abc bac bbc",
        "/!{3,}/§!!!",
        "/(?:abcd){90}/§abcd",
        "/(?:abcd){0,3}/§",
        "/\\d{3}abc\\w/§abc",
        "/abc{2}def/§abccdef",
        "/abc{2,}def/§def",
        "/a.b/§",
        "/ab/§",
        "/abc$|^def/§abc def",
        "/\\xc3\\xbcber/§ã¼ber",
        "/{abc}/§{abc}",
      })
  void findsWhatEveryMatchContains(String perl, String expected) throws Exception {
    Pattern pattern = PerlRegex.compile(PerlLiteral.parse(perl));
    Set<String> literals = new TreeSet<>(RequiredLiterals.of(pattern.pattern()));
    assertEquals(expected == null ? "" : expected, String.join(" ", literals));
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

  @Test
  void theAutomatonFindsWhatIndexOfFinds() {
    Random random = new Random(1);
    for (int round = 0; round < 120; round++) {
      List<String> strings = new ArrayList<>();
      for (int i = 0; i < 1 + round; i++) {
        strings.add(text(random, "abcä", 1 + random.nextInt(8)));
      }
      String text = text(random, "ABCÄabcä-", 40);
      BitSet found = new BitSet();
      new AhoCorasick(strings).search(text, found::set);
      BitSet expected = new BitSet();
      for (int i = 0; i < strings.size(); i++) {
        expected.set(i, LatinFold.fold(text).contains(strings.get(i)));
      }
      assertEquals(expected, found, () -> strings + " in " + text);
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
      Prefilter prefilter = new Prefilter(patterns);
      for (int t = 0; t < 20; t++) {
        String text = text(random, "abcABC\u00e4\u00c4 ", 5 + random.nextInt(30));
        BitSet selected = prefilter.candidates(text);
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
