package org.mailweir.learn.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.store.ForeignCounts;

/** What was brought from other filters is found again in a message. */
class ForeignPriorTest {

  private static final String LETTER =
      """
      Return-Path: <news@shop.example>
      Received: from mx.shop.example (mx.shop.example [192.0.2.7]) by mail.example.org
      From: "Shop News" <news@shop.example>
      To: anna@example.org
      Subject: Cheap Watches
      Message-ID: <1.abc@shop.example>
      X-Mailer: BulkBlast 2.0

      Dear customer, buy watches for $99.95 now!
      Visit http://www.shop.example/watches today.
      """;

  private static final ParsedMessage MESSAGE = parse(LETTER);

  @TempDir private Path folder;

  private static ParsedMessage parse(String text) {
    return new MessageParser(ParseLimits.DEFAULT).parse(InMemoryMessage.of(text));
  }

  private static void assertHas(Set<String> tokens, String... expected) {
    for (String token : expected) {
      assertTrue(tokens.contains(token), token + " is not among " + tokens);
    }
  }

  /** What {@code bogolexer -p} says of this letter. */
  private static final String OF_BOGOFILTER =
      """
      rtrn:news rtrn:shop.example rcvd:from rcvd:mx.shop.example rcvd:192.0.2.7
      rcvd:mail.example.org from:Shop from:News from:news from:shop.example to:anna to:example.org
      subj:Cheap subj:Watches head:Message-ID head:X-Mailer head:BulkBlast Dear customer buy
      watches for $99.95 now! Visit http www.shop.example today
      """;

  /** What SpamAssassin 4 says of it, without what it knows of its own relays. */
  private static final String OF_SPAMASSASSIN =
      """
      $99.95 9995 H*Ad:D*example H*Ad:D*example.org H*Ad:D*org H*Ad:D*shop.example H*Ad:N*News
      H*Ad:N*Shop H*Ad:U*anna H*Ad:U*news H*F:D*example H*F:D*shop.example H*F:N*News H*F:N*Shop
      H*F:U*news H*M:abc H*M:example H*M:shop H*MI:abc H*MI:example H*MI:shop H*UA:2.0
      H*UA:BulkBlast H*p:D*example H*p:D*shop.example H*p:U*news H*r:192.0.2 H*r:ip*192.0.2.7
      H*r:mx.shop.example H*r:sk:mail.ex H*x:2.0 H*x:BulkBlast HTo:D*example.org HTo:D*org
      HTo:U*anna UD:example UD:shop.example UD:www.shop.example Visit Watches buy cheap customer
      dear now now! sk:www.sho sk:wwwsho today visit watches
      """;

  @Test
  void bogofilterTokens() {
    TokenKeys tokens = new TokenKeys();
    BogofilterTokens.collect(MESSAGE, tokens);
    assertHas(tokens.tokens(), OF_BOGOFILTER.split("\\s+"));
  }

  @Test
  void spamAssassinTokens() {
    TokenKeys tokens = new TokenKeys();
    SpamAssassinTokens.collect(MESSAGE, tokens);
    assertHas(tokens.tokens(), OF_SPAMASSASSIN.split("\\s+"));
  }

  @Test
  void aKeyIsTheEndOfTheSha1() {
    assertEquals(0xec5fcaba9aL, TokenKeys.keyOf("watches")); // printf watches | sha1sum
  }

  private static String backup(String... spammy) {
    StringBuilder text = new StringBuilder("v\t3\tdb_version # this must be the first line!!!\n");
    text.append("v\t100\tnum_spam\nv\t200\tnum_nonspam\n");
    for (String token : spammy) {
      text.append("t\t40\t0\t1700000000\t%010x%n".formatted(TokenKeys.keyOf(token)));
    }
    for (String token : "minutes meeting budget attached agenda".split(" ")) {
      text.append("t\t0\t50\t1700000000\t%010x%n".formatted(TokenKeys.keyOf(token)));
    }
    return text.append("s\ts\tabc@sa_generated\n").toString();
  }

  private ForeignPrior prior(String text, ForeignFormat format) throws IOException {
    Path file = Files.writeString(folder.resolve("dump"), text);
    ForeignPrior prior = ForeignPrior.of(List.of(ForeignFiles.read(file, format)));
    assertNotNull(prior);
    return prior;
  }

  private static final ParsedMessage WORK =
      parse(
          "From: b@x\nSubject: Budget\n\nThe minutes of the meeting are attached, and the agenda.\n");

  @Test
  void aBackupOfSpamAssassinTellsTheKinds() throws IOException {
    ForeignPrior prior =
        prior(backup("watches", "cheap", "customer", "H*x:BulkBlast"), ForeignFormat.SPAMASSASSIN);
    assertTrue(prior.logOdds(MESSAGE) > 2, () -> "" + prior.logOdds(MESSAGE));
    assertTrue(prior.logOdds(WORK) < -2, () -> "" + prior.logOdds(WORK));
    assertEquals(0, prior.logOdds(parse("Subject: x\n\nsomething else\n")));
  }

  @Test
  void aDumpOfBogofilterTellsTheKinds() throws IOException {
    String dump =
        """
        .MSG_COUNT 100 200 20260101
        .WORDLIST_VERSION 20040500 0 20260101
        subj:Cheap 50 0 20260101
        watches 40 1 20260101
        customer 30 0 20260101
        head:BulkBlast 20 0 20260101
        minutes 0 40 20260101
        meeting 1 60 20260101
        attached 2 70 20260101
        subj:Budget 0 9 20260101
        """;
    ForeignPrior prior = prior(dump, ForeignFormat.BOGOFILTER);
    assertTrue(prior.logOdds(MESSAGE) > 2, () -> "" + prior.logOdds(MESSAGE));
    assertTrue(prior.logOdds(WORK) < -2, () -> "" + prior.logOdds(WORK));
  }

  @Test
  void aFileOfAnotherKindIsRefusedWithItsLine() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "v\t3\tdb_version\nwhat is this\n");
    IOException e =
        assertThrows(IOException.class, () -> ForeignFiles.read(file, ForeignFormat.SPAMASSASSIN));
    assertTrue(e.getMessage().contains("x:2: not of the format of spamassassin"), e.getMessage());
    Files.writeString(file, "v\t3\tdb_version\n");
    assertThrows(IOException.class, () -> ForeignFiles.read(file, ForeignFormat.SPAMASSASSIN));
    assertThrows(IOException.class, () -> ForeignFiles.read(file, ForeignFormat.BOGOFILTER));
  }

  @Test
  void aDamagedTableIsNotUsed() throws IOException {
    Path file = Files.writeString(folder.resolve("dump"), backup("watches"));
    ForeignCounts good = ForeignFiles.read(file, ForeignFormat.SPAMASSASSIN);
    ForeignCounts cut = new ForeignCounts(good.format(), 1, 1, Arrays.copyOf(good.table(), 20));
    assertNull(ForeignPrior.of(List.of(cut)));
    assertNull(ForeignPrior.of(List.of()));
  }

  /** However long the words and lines are, each message is done at once. */
  @Test
  void hugeMessagesCostNoTime() throws IOException {
    ForeignPrior sa = prior(backup("watches"), ForeignFormat.SPAMASSASSIN);
    String[] lines = {
      "A".repeat(2_000_000),
      "a.".repeat(1_000_000),
      "A. ".repeat(700_000),
      "@".repeat(2_000_000),
      "x@y.".repeat(500_000),
      "--".repeat(1_000_000),
      "\u4e2d".repeat(700_000)
    };
    for (String line : lines) {
      ParsedMessage bomb = parse("From: " + line + "\nReceived: " + line + "\n\n" + line + "\n");
      long start = System.nanoTime();
      sa.logOdds(bomb);
      BogofilterTokens.collect(bomb, new TokenKeys());
      long millis = (System.nanoTime() - start) / 1_000_000;
      assertTrue(millis < 2_000, line.substring(0, 5) + " took " + millis + " ms");
    }
  }
}
