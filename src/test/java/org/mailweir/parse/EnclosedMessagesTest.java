package org.mailweir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes of attached messages; what mail programs make is in learn.forward's samples. */
class EnclosedMessagesTest {

  @Test
  void aLongerBoundaryThatBeginsAlikeIsNoBoundary() {
    assertEquals(
        List.of("Subject: a\n\nx\n--bc\ny"),
        of(
            """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: message/rfc822

            Subject: a

            x
            --bc
            y
            --b--
            """));
  }

  @Test
  void aMessageWhoseEndIsMissingIsGivenAsFarAsItGoes() {
    assertEquals(
        List.of("Subject: a\n\nx\n"),
        of(
            """
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: message/rfc822

            Subject: a

            x
            """));
  }

  @Test
  void aReportEnclosesTheMessageThatItIsAbout() {
    assertEquals(
        List.of("Subject: a\n\nx"),
        of(
            """
            Content-Type: multipart/report; report-type=feedback-report; boundary=b

            --b
            Content-Type: text/plain

            abuse
            --b
            Content-Type: message/feedback-report

            Feedback-Type: abuse
            --b
            Content-Type: message/rfc822

            Subject: a

            x
            --b--
            """));
  }

  @Test
  void aFileIsAMessageOnlyWhenItBeginsLikeOne() {
    String mail =
        """
        Content-Type: application/octet-stream; name=a.eml

        From: a
        Subject: b
        Date: c

        text
        """;
    assertEquals(1, of(mail).size());
    assertEquals(0, of(mail.replace("Date: c\n", "")).size());
  }

  @Test
  void quotedPrintableIsUndone() {
    assertEquals(
        List.of("Subject: =3D\n\nx=\n"),
        of(
            """
            Content-Type: message/rfc822
            Content-Transfer-Encoding: quoted-printable

            Subject: =3D3D

            x=3D
            """));
  }

  @Test
  void noMoreAreGivenThanWereAskedFor() {
    String part = "--b\nContent-Type: message/rfc822\n\nSubject: a\n\nx\n";
    byte[] many = bytes("Content-Type: multipart/mixed; boundary=b\n\n" + part.repeat(5_000));
    assertEquals(7, EnclosedMessages.of(many, ParseLimits.DEFAULT, 7).size());
    assertEquals(999, EnclosedMessages.of(many, ParseLimits.DEFAULT, 1_000_000).size());
  }

  @Test
  void deepNestingEndsAtTheLimit() {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      deep.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b");
      deep.append(i).append('\n');
    }
    deep.append("Content-Type: message/rfc822\n\nSubject: a\n\n");
    assertEquals(List.of(), of(deep.toString()));
  }

  @Test
  void noiseIsSurvivedInTime() {
    Random random = new Random(7);
    String[] pieces = {
      "--b\n",
      "--b--\n",
      "\n",
      "Content-Type: multipart/digest; boundary=b\n",
      "x: y\n",
      ": \n",
      "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n",
      "=\n",
      "\0\n",
      "--\n"
    };
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int round = 0; round < 300; round++) {
            StringBuilder noise = new StringBuilder();
            for (int i = 0; i < 2_000; i++) {
              noise.append(pieces[random.nextInt(pieces.length)]);
            }
            List<byte[]> found =
                EnclosedMessages.of(bytes(noise.toString()), ParseLimits.DEFAULT, 9);
            assertTrue(found.size() <= 9);
          }
        });
  }

  private static List<String> of(String message) {
    return EnclosedMessages.of(bytes(message), ParseLimits.DEFAULT, 100).stream()
        .map(b -> new String(b, StandardCharsets.ISO_8859_1))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
