package org.mailweir.check.rules.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderTextsTest {

  private static final String MESSAGE =
      """
      Received: from a.example by b.example; Mon
      From: "Doe, \\"J\\"" <j@doe.example> (home)
      To: one@x.example,
       Two Words <two@y.example>
      Cc: three@z.example (Number Three)
      Received: from c.example by d.example
      Subject: =?utf-8?q?caf=C3=A9?= =?utf-8?b?4oKs?= x
      Message-Id: <1@m.example>
      Resent-Message-Id: <2@m.example>
      Return-Path: <env@r.example>

      body
      """;

  private static final MessageText TEXT = Texts.of(MESSAGE);

  @Test
  void valuesAreUnfoldedAndDecodedOrRaw() {
    assertEquals("one@x.example, Two Words <two@y.example>\n", TEXT.header("To"));
    assertEquals(" one@x.example,\n Two Words <two@y.example>\n", TEXT.header("to:raw"));
    assertEquals("caf\u00c3\u00a9\u00e2\u0082\u00ac x\n", TEXT.header("Subject"));
    assertNull(TEXT.header("Reply-To"));
  }

  @Test
  void severalFieldsAreOneTextOrTheFirstOrTheLast() {
    assertEquals(
        "from a.example by b.example; Mon\nfrom c.example by d.example\n", TEXT.header("Received"));
    assertEquals("from a.example by b.example; Mon\n", TEXT.header("Received:first"));
    assertEquals("from c.example by d.example\n", TEXT.header("Received:last"));
  }

  @Test
  void addressesAndNames() {
    assertEquals("j@doe.example", TEXT.header("From:addr"));
    assertEquals("Doe, \"J\"", TEXT.header("From:name"));
    assertEquals("one@x.example\ntwo@y.example", TEXT.header("To:addr"));
    assertEquals("one@x.example", TEXT.value("To:addr"));
    assertEquals("Two Words", TEXT.header("To:name"));
    assertEquals("Two Words ", TEXT.header("To:name:raw"));
    assertEquals("Number Three", TEXT.header("Cc:name"));
  }

  @Test
  void pseudoFields() {
    assertEquals(
        "one@x.example, Two Words <two@y.example>\nthree@z.example (Number Three)\n",
        TEXT.header("ToCc"));
    assertEquals("<2@m.example>\n<1@m.example>\n", TEXT.header("MESSAGEID"));
    assertEquals("[EXTERNAL]", TEXT.header("X-Spam-Relays-External"));
    assertNull(TEXT.header("messageid"));
  }

  @Test
  void stretchesOfTheHeader() {
    List<String> external = TEXT.headerValues(HeaderSelector.parse("ALL-EXTERNAL"));
    assertEquals("Received: from c.example by d.example\n", external.getFirst());
    List<String> internal = TEXT.headerValues(HeaderSelector.parse("ALL-INTERNAL"));
    assertEquals("Received: from c.example by d.example\n", internal.getLast());
    assertEquals("Received: from a.example by b.example; Mon\n", TEXT.header("ALL-TRUSTED"));
  }

  @Test
  void hostsDomainsAndIpAddresses() {
    assertEquals("doe.example", TEXT.header("From:addr:host"));
    assertEquals("m.example", TEXT.header("Message-Id:host"));
    MessageText text = Texts.of("A: x 192.0.2.7 y\nFrom: a@mail.shop.example\n\n");
    assertEquals("192.0.2.7", text.header("A:ip"));
    assertEquals("7.2.0.192", text.header("A:revip"));
    assertEquals("shop.example", text.header("From:addr:domain"));
  }

  @Test
  void theSenderOfTheEnvelopeIsWhatIsKnownElseReturnPathAboveReceived() {
    assertEquals("known@x.example", Texts.with(MESSAGE, "known@x.example").header("EnvelopeFrom"));
    assertNull(TEXT.header("EnvelopeFrom"));
    MessageText above = Texts.of("Return-Path: <a@b.example>\nReceived: x\n\n");
    assertEquals("a@b.example", above.header("EnvelopeFrom"));
  }

  @Test
  void encodedWordsStayInFieldsThatHaveNone() {
    MessageText text = Texts.of("References: =?utf-8?q?a?=\nX: =?utf-8?q?a?=\n\n");
    assertEquals("=?utf-8?q?a?=\n", text.header("References"));
    assertEquals("a\n", text.header("X"));
  }

  @Test
  void wrongWordsStayAndCutCharactersAreJoined() {
    MessageText text =
        Texts.of("A: =?utf-8?x?a?= =?q\nB: =?utf-8?q?=C3?= =?utf-8?q?=A9?=\nC: caf\u00e9\n\n");
    assertEquals("=?utf-8?x?a?= =?q\n", text.header("A"));
    assertEquals("\u00c3\u00a9\n", text.header("B"));
    assertEquals("caf\u00c3\u00a9\n", text.header("C"));
  }

  @Test
  void aTooLongHeaderShowsWhatFits() {
    String big = "B: " + "x".repeat(8000) + "\n";
    String all = Texts.of("A: 1\n" + big.repeat(9) + "C: 2\n\n").header("ALL");
    assertEquals("A: 1\n".length() + 8 * big.length(), all == null ? 0 : all.length());
  }
}
