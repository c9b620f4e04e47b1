package org.mailweir.receive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.mail.RawMessage;
import org.mailweir.receive.SmtpSocket.ReplyOutput;

/** What ends a message, and what becomes of stray line ends. */
class DataReaderTest {

  @TempDir Path spool;

  /** On the wire: r is CR, n is LF. Behind the arrow: the message, and how many were stray. */
  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource({
    "'.rn', '', 0",
    "'arn.rn', 'arn', 0",
    "'..arn.rn', '.arn', 0",
    "'...rn.rn', '..rn', 0",
    "'arn..rn.rn', 'arn.rn', 0",
    // Smuggling: none of these ends the message.
    "'an.nbrn.rn', 'arn.rnbrn', 2",
    "'an.rnbrn.rn', 'arn.rnbrn', 1",
    "'arn.nbrn.rn', 'arnrnbrn', 1",
    "'ar.rbrn.rn', 'a . brn', 2",
    "'ar.rnbrn.rn', 'a .rnbrn', 1",
    "'arn.rbrn.rn', 'arn brn', 1",
    "'arrn.rn', 'a rn', 1",
    "'arnr.rnbrn.rn', 'arn .rnbrn', 1",
  })
  void onlyADotBetweenTwoCrlfEndsAMessage(String wire, String message, int stray)
      throws IOException {
    byte[] octets = octets(wire);
    for (int split = 1; split <= octets.length; split++) {
      CommandInput in = input(octets, split);
      MessageSpool collecting = new MessageSpool(1024, spool);
      RawMessage read = collecting.finish(new DataReader(in, collecting).readAll());
      assertEquals(message, letters(read), "read " + split + " bytes at a time");
      assertEquals(stray, read.strayLineEnds());
      assertEquals(-1, in.next(), "nothing is left over");
    }
  }

  @Test
  void whatFollowsTheDotIsNotTouched() throws IOException {
    CommandInput in = input(octets("arn.rnQUITrn"), 100);
    new DataReader(in, new MessageSpool(1024, spool)).readAll();
    assertEquals('Q', in.next());
  }

  @Test
  void everyByteButTheLineEndsPassesAsItIs() throws IOException {
    Random random = new Random(1);
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    StringBuilder expected = new StringBuilder();
    for (int line = 0; line < 2_000; line++) {
      String text = randomLine(random);
      expected.append(text).append("\r\n");
      wire.write(
          ((text.startsWith(".") ? "." : "") + text + "\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
    }
    wire.write(".\r\n".getBytes(StandardCharsets.US_ASCII));
    MessageSpool collecting = new MessageSpool(50_000, spool);
    new DataReader(input(wire.toByteArray(), 777), collecting).readAll();
    try (RawMessage message = collecting.finish(0)) {
      assertEquals(expected.toString(), text(message));
      assertEquals(expected.length(), message.size());
    }
  }

  private static String randomLine(Random random) {
    StringBuilder line = new StringBuilder(random.nextInt(4) == 0 ? "." : "");
    int length = random.nextInt(20) == 0 ? 20_000 : random.nextInt(100);
    for (int i = 0; i < length; i++) {
      char c = (char) random.nextInt(256);
      line.append(c == '\r' || c == '\n' ? '.' : c);
    }
    return line.toString();
  }

  @Test
  void theEndOfTheStreamInsideAMessageIsAnError() {
    for (String wire : new String[] {"", "a", "arn", "arn.", "arn.r", "an.n"}) {
      assertThrows(
          EOFException.class,
          () -> new DataReader(input(octets(wire), 1), new MessageSpool(64, spool)).readAll(),
          wire);
    }
  }

  @Test
  void aFullDiskIsReportedAtTheEndAndTheDialogueStaysInStep() throws IOException {
    Path missing = spool.resolve("file");
    java.nio.file.Files.createFile(missing);
    MessageSpool collecting = new MessageSpool(4, missing);
    CommandInput in = input(octets("abcdefghrn.rnNOOPrn"), 5);
    new DataReader(in, collecting).readAll();
    assertThrows(IOException.class, () -> collecting.finish(0));
    assertEquals('N', in.next());
  }

  private static byte[] octets(String letters) {
    return letters.replace('r', '\r').replace('n', '\n').getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String letters(RawMessage message) throws IOException {
    return text(message).replace('\r', 'r').replace('\n', 'n');
  }

  private static String text(RawMessage message) throws IOException {
    try (InputStream in = message.open()) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** A client whose bytes arrive so many at a time. */
  private static CommandInput input(byte[] octets, int atATime) {
    InputStream network =
        new ByteArrayInputStream(octets) {
          @Override
          public synchronized int read(byte[] to, int from, int count) {
            return super.read(to, from, Math.min(count, atATime));
          }
        };
    return new CommandInput(
        network, new SmtpSocket(), new ReplyOutput(java.io.OutputStream.nullOutputStream()));
  }
}
