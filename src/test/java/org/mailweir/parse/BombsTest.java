package org.mailweir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mailweir.lab.Bombs;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.RawMessage;

/** Bombs go off within the limits, on a small stack, and the limits that they reach are named. */
final class BombsTest {

  private static final ParseLimits LIMITS = ParseLimits.DEFAULT;
  private static final long SMALL_STACK = 512 * 1024;

  /** Bombs that must name a limit; the others are defused without reaching one. */
  private static final Set<Bombs> DEPTH =
      EnumSet.of(
          Bombs.NESTED_MESSAGES_5000,
          Bombs.NESTED_MESSAGES_20000,
          Bombs.NESTED_MULTIPARTS_4000,
          Bombs.NESTED_MULTIPARTS_20000,
          Bombs.NESTED_100_OVER_2_MB,
          Bombs.NESTED_QUOTED_PRINTABLE_MESSAGES);

  private static final Set<Bombs> PARTS =
      EnumSet.of(
          Bombs.MILLION_EMPTY_PARTS,
          Bombs.THOUSAND_PARTS_OF_FOUR_READINGS,
          Bombs.SAME_BOUNDARY_NESTED);

  private static final Set<Bombs> HEADER =
      EnumSet.of(
          Bombs.HEADER_LINE_OF_10_MB,
          Bombs.HEADER_LINE_OF_10_MB_IN_A_PART,
          Bombs.BOUNDARY_OF_A_MEGABYTE,
          Bombs.ADDRESSES_100000,
          Bombs.FIELDS_100000);

  private static final Set<Bombs> WORK =
      EnumSet.of(Bombs.NESTED_29_OVER_20_MB, Bombs.LONG_BOUNDARY_OF_HYPHENS);

  @ParameterizedTest
  @EnumSource
  void staysWithinTheLimits(Bombs bomb) throws InterruptedException {
    ParsedMessage parsed = parse(bomb.message());
    assertFalse(parsed.has(Defect.Kind.UNPARSEABLE), () -> parsed.defects().toString());
    assertTrue(parsed.raw().length() <= LIMITS.rawBytes());
    assertTrue(parsed.links().size() <= LIMITS.links());
    assertTrue(parsed.leaves().size() <= 2 * LIMITS.parts() + 200, "leaves");
    assertTrue(keptBytes(parsed) <= 2L * LIMITS.decodedBytes(), "bytes");
    assertTrue(depth(parsed.root()) <= LIMITS.depth() + 1, "depth");
    names(parsed, "depth", DEPTH.contains(bomb));
    names(parsed, "parts", PARTS.contains(bomb));
    names(parsed, "headerBytes", HEADER.contains(bomb));
    names(parsed, "work", WORK.contains(bomb));
  }

  private static void names(ParsedMessage parsed, String limit, boolean expected) {
    if (expected) {
      assertTrue(
          parsed.defects().contains(new Defect(Defect.Kind.LIMIT_REACHED, limit)),
          () -> limit + " in " + parsed.defects());
    }
  }

  private static ParsedMessage parse(byte[] bytes) throws InterruptedException {
    ParsedMessage[] answer = new ParsedMessage[1];
    RawMessage message = new InMemoryMessage(bytes, bytes.length, 0, "");
    Runnable work = () -> answer[0] = new MessageParser(LIMITS).parse(message);
    Thread thread = new Thread(null, work, "parse", SMALL_STACK);
    thread.start();
    thread.join();
    assertNotNull(answer[0], "the parser failed");
    assertEquals(bytes.length, answer[0].size());
    return answer[0];
  }

  private static long keptBytes(ParsedMessage parsed) {
    return parsed.leaves().stream().mapToLong(leaf -> leaf.body().length).sum();
  }

  private static int depth(Part part) {
    return 1 + part.children().stream().mapToInt(BombsTest::depth).max().orElse(0);
  }
}
