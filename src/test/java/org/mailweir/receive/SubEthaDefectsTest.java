package org.mailweir.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.act.RecipientResult;
import org.mailweir.reinject.SmtpReply;

/** Eight defects of SubEtha SMTP 7.2.2 as it comes; each would lose, change or misdirect mail. */
class SubEthaDefectsTest {

  @TempDir Path spool;
  private Dialogue filter;
  private Dialogue.Client client;

  @BeforeEach
  void connect() throws IOException {
    filter = new Dialogue(spool);
    client = filter.connect();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    filter.close();
  }

  @Test
  void aRefusedBodyIsNotReadAsCommands() throws Exception {
    filter.answer(r -> new RecipientResult.Refused(r, new SmtpReply(554, "5.7.1 no")));
    client.open("EHLO", "a@x");
    client.raw("Subject: x\r\n\r\nRSET\r\nMAIL FROM:<evil@x>\r\n.\r\n");
    assertEquals("554 5.7.1 no", client.reply());
    assertEquals("250 2.0.0 Ok", client.ask("NOOP"), "the next reply is NOOP's");
    assertTrue(filter.await(1).getFirst().message().contains("MAIL FROM:<evil@x>"));
  }

  @Test
  void aRefusalAtTheEndOfDataEndsTheTransaction() throws Exception {
    filter.answer(r -> new RecipientResult.Deferred(r, new SmtpReply(451, "4.3.0 later")));
    client.open("EHLO", "a@x");
    assertEquals("451 4.3.0 later", client.ask("Subject: x\r\n\r\n."));
    assertEquals("250 2.1.0 Ok", client.ask("MAIL FROM:<b@x>"));
  }

  @Test
  void aTruncatedMessageIsNoMessage() throws Exception {
    assertEquals("502 5.5.1 Command not implemented", client.ask("BDAT 100 LAST"));
    client.open("EHLO", "a@x");
    client.raw("Subject: x\r\n\r\nhalf of it\r\n");
    client.close();
    client = filter.connect();
    client.open("EHLO", "a@x");
    client.ask("Subject: whole\r\n\r\n.");
    assertEquals(List.of("Subject: whole\r\n\r\n"), messages());
  }

  @Test
  void aDotOnTheVeryFirstLineIsUnstuffed() throws Exception {
    client.open("EHLO", "a@x");
    client.ask("..first\r\n..second\r\n...\r\n.");
    assertEquals(List.of(".first\r\n.second\r\n..\r\n"), messages());
  }

  @Test
  void aBracketInsideQuotesDoesNotEndThePath() throws Exception {
    client.open("EHLO", "\"a>b\"@x", "\"a\\\"b>\"@x");
    client.ask("\r\n.");
    assertEquals(List.of("\"a>b\"@x", "\"a\\\"b>\"@x"), filter.await(1).getFirst().recipients());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "u@ex_ample.org",
        "foo..bar@x.org",
        "\"foo..bar\"@x",
        "a.@x",
        "a:b@x",
        "a|b@x",
        "`id`@x",
        "$(id)@x",
        "../../etc/passwd@x",
        "a%00b@x",
        "user@[192.0.2.1]",
        "user@[IPv6:2001:db8::1]",
        "a@x.org.",
        "@relay.example:a@x",
        "postmaster",
        "\"a b\"@x",
        "\"\"@x",
        "a@b@c",
        "-rf@x",
        "'or'1'='1@x",
        "user+tag@x"
      })
  void everyAddressThatPostfixLetsThroughIsTakenAsItIs(String address) throws Exception {
    client.ask("EHLO me");
    assertEquals("250 2.1.0 Ok", client.ask("MAIL FROM:<" + address + ">"));
    assertEquals("250 2.1.5 Ok", client.ask("RCPT TO:<" + address + ">"));
    client.ask("DATA");
    client.ask("\r\n.");
    Dialogue.Received got = filter.await(1).getFirst();
    assertEquals(address, got.tx().envelope().sender().text());
    assertEquals(List.of(address), got.recipients());
  }

  @Test
  void aSizeOfAnyLengthIsTakenWhereverItStands() throws Exception {
    client.ask("EHLO me");
    assertEquals("250 2.1.0 Ok", client.ask("MAIL FROM:<a@x> SIZE=3000000000 BODY=8BITMIME"));
    client.ask("RSET");
    String long20 = "99999999999999999999";
    assertEquals("250 2.1.0 Ok", client.ask("MAIL FROM:<a@x> BODY=8BITMIME SIZE=" + long20));
  }

  @Test
  void theGreetingOffersWhatWeDoAndNothingElse() throws Exception {
    String expected =
        "250-filter.test|250-PIPELINING|250-SIZE|250-8BITMIME|250-SMTPUTF8|250-ENHANCEDSTATUSCODES"
            + "|250-DSN|250 XFORWARD NAME ADDR PORT PROTO HELO IDENT SOURCE";
    assertEquals(expected, client.ask("EHLO me"));
    assertEquals(expected, client.ask("LHLO me"));
    for (String verb : List.of("STARTTLS", "AUTH PLAIN x", "VRFY a", "EXPN a", "HELP", "TURN")) {
      assertEquals("502 5.5.1 Command not implemented", client.ask(verb), verb);
    }
  }

  @Test
  void parametersAreKeptAndUnknownOnesRefused() throws Exception {
    client.ask("EHLO me");
    client.ask("MAIL FROM:<a@x> RET=HDRS ENVID=QQ314159 SMTPUTF8 BODY=8BITMIME");
    client.ask("RCPT TO:<b@x> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;b+2Bc@x");
    client.ask("DATA");
    client.ask("\r\n.");
    var envelope = filter.await(1).getFirst().tx().envelope();
    assertEquals("HDRS", envelope.parameters().ret());
    assertEquals("QQ314159", envelope.parameters().envelopeId());
    assertTrue(envelope.parameters().smtputf8());
    assertEquals("8BITMIME", envelope.parameters().body());
    assertEquals("SUCCESS,DELAY", envelope.recipients().getFirst().notifyOn());
    assertEquals("rfc822;b+2Bc@x", envelope.recipients().getFirst().originalRecipient());
    assertFalse(client.ask("MAIL FROM:<a@x> BOGUS=1").startsWith("2"));
  }

  private List<String> messages() throws InterruptedException {
    return filter.await(1).stream().map(Dialogue.Received::message).toList();
  }
}
