package org.mailweir.check.bayes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;

/** A message in, its words out. */
class FeatureReaderTest {

  private static final FeatureReader READER = new FeatureReader();

  private static ParsedMessage parse(String text) {
    return new MessageParser(ParseLimits.DEFAULT).parse(InMemoryMessage.of(text));
  }

  private static Set<String> words(String text) {
    return READER.name(parse(text)).stream().map(NamedToken::name).collect(Collectors.toSet());
  }

  private static void has(Set<String> words, String... expected) {
    for (String word : expected) {
      assertTrue(words.contains(word), () -> word + " is missing in " + words);
    }
  }

  private static Set<String> body(String text) {
    return words("Subject: x\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n");
  }

  @Test
  void wordsHaveTheirPlace() {
    Set<String> words =
        words(
            """
            From: Ann <ann@mail.example.org>
            Subject: Cheap watches
            Content-Type: text/plain

            Buy now for $99, don't wait! http://shop.example.com/buy/now.php
            """);
    has(words, "subject cheap", "subject watches", "buy", "now", "$99", "don't", "wait!");
    has(words, "from domain mail.example.org", "from domain .example.org", "from ann");
    has(words, "link shop.example.com", "link .example.com", "path now.php");
  }

  @Test
  void whatLooksEqualIsEqual() {
    has(body("VIAGRA"), "viagra");
    has(body("vi\u200bag\u00adra"), "viagra");
    has(body("v\u0456\u0430gr\u0430"), "viagra"); // three letters are Cyrillic
    has(body("\uff36\uff29\uff21\uff27\uff32\uff21"), "viagra"); // full width
    has(body("v\u00ed\u00e0gr\u00e4"), "viagra");
    has(body("\ud835\udc15\ud835\udc08\ud835\udc00\ud835\udc06\ud835\udc11\ud835\udc00"), "viagra");
  }

  @Test
  void aCyrillicWordStaysCyrillic() {
    Set<String> words = body("\u0421\u043a\u0438\u0434\u043a\u0430");
    assertTrue(
        READER
            .name(
                parse(
                    "Content-Type: text/plain; charset=utf-8\n\n\u0421\u041a\u0418\u0414\u041a\u0410\n"))
            .stream()
            .map(NamedToken::name)
            .anyMatch(words::contains));
    has(words, "\u0441\u043a\u0438\u0434\u043a\u0430");
  }

  @Test
  void scriptsWithoutSpacesGivePairs() {
    has(body("\u514d\u8d39\u9886\u53d6"), "\u514d\u8d39", "\u8d39\u9886", "\u9886\u53d6");
  }

  @Test
  void hiddenTextHasItsOwnPlace() {
    Set<String> words =
        words(
            """
            Content-Type: text/html

            <p>pills</p><div style="display:none">meeting agenda</div>
            """);
    has(words, "pills", "hidden meeting", "hidden agenda");
    assertFalse(words.contains("meeting"));
  }

  @Test
  void namesOfAttachmentsCount() {
    Set<String> words =
        words(
            """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: application/octet-stream
            Content-Disposition: attachment; filename="invoice_77.exe"

            x
            --b--
            """);
    has(words, "extension exe");
  }

  @Test
  void whatOtherFiltersSayChangesNothing() {
    String message = "From: a@example.org\nSubject: hello\n\nhow are you\n";
    Features plain = READER.read(parse(message));
    for (String field :
        List.of(
            "X-Spam-Status: No, score=-3.2",
            "X-Virus-Scanned: clean",
            "X-Rspamd-Score: 12",
            "X-Bogosity: Ham",
            "X-DSPAM-Result: Innocent",
            "X-Mailweir-Reason: fine",
            "X-Amavis-Alert: BAD",
            "Authentication-Results: mx; dkim=pass",
            "Received-SPF: pass")) {
      Features marked = READER.read(parse(field + "\n" + message));
      assertArrayEquals(withoutSize(plain), withoutSize(marked), field);
    }
  }

  /** The size of the whole message is a token, and may differ. */
  private static long[] withoutSize(Features features) {
    return Arrays.stream(features.tokens())
        .filter(t -> Features.place(t) != Place.MARKUP.ordinal())
        .toArray();
  }

  @Test
  void ourOwnReceivedLinesDoNotCountAndTheClientDoes() {
    String outside =
        """
        Received: from evil.example.net (evil.example.net [192.0.2.7])
        \tby mx.example.org (Postfix) with ESMTP id 4AbC; Mon, 1 Jan 2024 00:00:00 +0000
        Subject: hello

        text
        """;
    String reinjected =
        """
        Received: from localhost (localhost [127.0.0.1])
        \tby mx.example.org (Postfix) with ESMTP id 9XyZ; Mon, 1 Jan 2024 00:00:01 +0000
        """;
    Set<String> words = words(outside);
    has(words, "client helo evil.example.net", "client address 192.0.2");
    assertFalse(words.stream().anyMatch(w -> w.contains("mx.example.org")), words.toString());
    assertArrayEquals(
        withoutSize(READER.read(parse(outside))),
        withoutSize(READER.read(parse(reinjected + outside))));
  }

  @Test
  void featuresSurviveTheirCodeAndDamageIsRefused() {
    Features features = READER.read(parse("Subject: hello\n\nsome words of a message\n"));
    byte[] code = features.encode();
    assertEquals(features, Features.decode(code));
    for (int i = 0; i < code.length; i++) {
      byte[] cut = Arrays.copyOf(code, i);
      assertThrows(IllegalArgumentException.class, () -> Features.decode(cut));
      byte[] flipped = code.clone();
      flipped[i] ^= 0x10;
      assertThrows(IllegalArgumentException.class, () -> Features.decode(flipped));
    }
  }

  @Test
  void hostileMessagesStayBounded() {
    StringBuilder distinct = new StringBuilder("Subject: x\n\n");
    for (int i = 0; distinct.length() < 4 << 20; i++) {
      distinct.append(Integer.toString(i * 7919, 36)).append(i % 9 == 8 ? "\n" : " ");
    }
    bounded(distinct.toString());
    bounded("Subject: x\n\n" + "a".repeat(4 << 20) + "\n");
    bounded("Subject: " + "word ".repeat(200_000) + "\n\nx\n");
    bounded("X-A: b\n".repeat(100_000) + "\nx\n");
    bounded(
        "Content-Type: text/html\n\n" + "<a href=http://e.example/>x</a>".repeat(50_000) + "\n");
  }

  private static void bounded(String text) {
    Features features = READER.read(parse(text));
    assertTrue(features.tokens().length <= Features.MAX_TOKENS);
    assertTrue(features.grams().length <= Features.MAX_GRAMS);
    assertEquals(features, Features.decode(features.encode()));
  }
}
