package org.mailweir.act;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.mail.InMemoryMessage;

/** What may change in a message, and what must not. */
class HeaderEditsTest {

  private static final HeaderEdits ON_TOP =
      new HeaderEdits("X-Spam-Status: No\r\n", "", "mx.example");
  private static final HeaderEdits TAGGED =
      new HeaderEdits("X-Spam-Status: Yes\r\n", "[SPAM] ", "mx.example");

  /** A bar is CRLF. */
  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource({
    // Nothing forged: only our field is new.
    "'A: b|Subject: s||body|', 'X-Spam-Status: No|A: b|Subject: s||body|'",
    // Forged fields go, however they are written, with their continuation lines.
    "'X-Spam-Flag: NO|A: b||x|', 'X-Spam-Status: No|A: b||x|'",
    "'A: b|x-sPAM-fLAG :NO|C: d||x|', 'X-Spam-Status: No|A: b|C: d||x|'",
    "'X-Spam-Status: No,| score=-99|\ttests=none|A: b||x|', 'X-Spam-Status: No|A: b||x|'",
    "'X-Mailweir-Reason: trust me|X-Mailweir-Anything: y|A: b||x|', 'X-Spam-Status: No|A: b||x|'",
    "'X-Spam-Level: *|X-Spam-Score: 1|X-Spam-Report: r|A: b||x|', 'X-Spam-Status: No|A: b||x|'",
    // Only in the top header, and only ours.
    "'A: b||X-Spam-Flag: NO||x|', 'X-Spam-Status: No|A: b||X-Spam-Flag: NO||x|'",
    "'X-Spam-Checker-Version: s|A: b||x|', 'X-Spam-Status: No|X-Spam-Checker-Version: s|A: b||x|'",
    // A body that begins without an empty line ends the header all the same.
    "'A: b|no field|X-Spam-Flag: NO|', 'X-Spam-Status: No|A: b|no field|X-Spam-Flag: NO|'",
    // No header at all: the body must not run into our fields.
    "'|body|', 'X-Spam-Status: No||body|'",
    "'just text|more|', 'X-Spam-Status: No||just text|more|'",
    "' folded|more|', 'X-Spam-Status: No|| folded|more|'",
    "'', 'X-Spam-Status: No|'",
    "'A: b|', 'X-Spam-Status: No|A: b|'",
  })
  void topHeader(String before, String after) throws IOException {
    assertEquals(after, edit(ON_TOP, before));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource({
    "'Subject: s||x|', 'Subject: [SPAM] s||x|'",
    "'subject:s||x|', 'subject: [SPAM] s||x|'",
    "'Subject:   s|  folded||x|', 'Subject: [SPAM] s|  folded||x|'",
    "'Subject: =?utf-8?q?a?=||x|', 'Subject: [SPAM] =?utf-8?q?a?=||x|'",
    "'Subject: [SPAM] s||x|', 'Subject: [SPAM] s||x|'",
    "'Subject: [SPAM]||x|', 'Subject: [SPAM]||x|'",
    "'Subject:||x|', 'Subject: [SPAM] ||x|'",
    "'Subject:| s||x|', 'Subject: [SPAM] | s||x|'",
    "'Subject: | [SPAM] s||x|', 'Subject: | [SPAM] s||x|'",
    "'Subject:|A: b||x|', 'Subject: [SPAM] |A: b||x|'",
    "'Subject:|X-Spam-Flag: NO||x|', 'Subject: [SPAM] ||x|'",
    "'Subject:|', 'Subject: [SPAM] |'",
    "'Subject: a|Subject: b||x|', 'Subject: [SPAM] a|Subject: b||x|'",
    "'A: b||x|', 'A: b|Subject: [SPAM]||x|'",
    "'A: b|', 'A: b|Subject: [SPAM]|'",
    "'A: b||Subject: in the body|', 'A: b|Subject: [SPAM]||Subject: in the body|'",
  })
  void subjectTag(String before, String after) throws IOException {
    assertEquals("X-Spam-Status: Yes|" + after, edit(TAGGED, before));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource({
    // Who claims to be us goes, whatever his field looks like.
    "'Authentication-Results: mx.example; spf=pass|A: b||x|', 'A: b||x|'",
    "'authentication-results : MX.Example 1;| dkim=pass|A: b||x|', 'A: b||x|'",
    "'Authentication-Results:| mx.example;| dkim=pass|A: b||x|', 'A: b||x|'",
    "'Authentication-Results: (a (b)| c) mx.example; none|A: b||x|', 'A: b||x|'",
    "'Authentication-Results: \"mx.exam\\ple\"; none|A: b||x|', 'A: b||x|'",
    "'Authentication-Results: mx.example|', ''",
    // What others have found stays.
    "'Authentication-Results: mx.example.net; spf=pass|A: b||x|',"
        + " 'Authentication-Results: mx.example.net; spf=pass|A: b||x|'",
    "'Authentication-Results: a.example;| mx.example=x|A: b||x|',"
        + " 'Authentication-Results: a.example;| mx.example=x|A: b||x|'",
    "'Authentication-Results:|A: b||x|', 'Authentication-Results:|A: b||x|'",
    "'A: b||Authentication-Results: mx.example; spf=pass||x|',"
        + " 'A: b||Authentication-Results: mx.example; spf=pass||x|'",
  })
  void resultsThatClaimToBeOurs(String before, String after) throws IOException {
    assertEquals("X-Spam-Status: No|" + after, edit(ON_TOP, before));
  }

  @Test
  void resultsOfAnyLengthAreKeptOrRemovedWhole() throws IOException {
    String rest = "; spf=pass" + "|\tx".repeat(40_000) + "|\t" + "y".repeat(100_000) + "|\tz";
    String others = "Authentication-Results: other.example" + rest + "|A: b||x|";
    String forged = "Authentication-Results: mx.example" + rest + "|A: b||x|";
    assertEquals("X-Spam-Status: No|" + others, edit(ON_TOP, others));
    assertEquals("X-Spam-Status: No|A: b||x|", edit(ON_TOP, forged));
    String hidden =
        "Authentication-Results: (" + "|\tx".repeat(40_000) + "|\t) mx.example; spf=pass|A: b||x|";
    assertEquals("X-Spam-Status: No|A: b||x|", edit(ON_TOP, hidden));
  }

  @Test
  void withoutAName_resultsAreNobodysBusiness() throws IOException {
    HeaderEdits silent = new HeaderEdits("X-Spam-Status: No\r\n", "", "");
    String message = "Authentication-Results: mx.example; spf=pass|A: b||x|";
    assertEquals("X-Spam-Status: No|" + message, edit(silent, message));
  }

  @Test
  void withoutEditsEveryByteIsTheSame() throws IOException {
    byte[] message = new byte[200_000];
    new Random(7).nextBytes(message);
    InMemoryMessage canonical = InMemoryMessage.canonical(message);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    HeaderEdits.NONE.write(canonical, out);
    assertArrayEquals(canonical.open().readAllBytes(), out.toByteArray());
  }

  @Test
  void veryLongLinesInTheHeaderAreCopiedWhole() throws IOException {
    String field = "A: " + "y".repeat(50_000);
    String forged = "X-Spam-Flag: " + "n".repeat(50_000);
    String subject = "Subject: " + "s".repeat(50_000);
    assertEquals(
        "X-Spam-Status: Yes|"
            + field
            + "|"
            + subject.replace("Subject: ", "Subject: [SPAM] ")
            + "||x|",
        edit(TAGGED, field + "|" + forged + "|" + subject + "||x|"));
  }

  @Test
  void aThousandForgedFieldsAllGo() throws IOException {
    assertEquals(
        "X-Spam-Status: No|A: b||x|", edit(ON_TOP, "X-Spam-Flag: NO|".repeat(1_000) + "A: b||x|"));
  }

  private static String edit(HeaderEdits edits, String message) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    edits.write(InMemoryMessage.of(message.replace("|", "\r\n")), out);
    return out.toString(StandardCharsets.ISO_8859_1).replace("\r\n", "|");
  }
}
