package org.mailweir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.RawMessage;

/** The parser as its callers meet it. */
final class MessageParserTest {

  private static final MessageParser PARSER = new MessageParser(ParseLimits.DEFAULT);

  /** A spool file whose disk fails behind the given bytes. */
  private record BrokenSpool(byte[] readable) implements RawMessage {
    @Override
    public long size() {
      return 100_000_000;
    }

    @Override
    public InputStream open() {
      InputStream failing =
          new InputStream() {
            @Override
            public int read() throws IOException {
              throw new IOException("disk error");
            }
          };
      return new SequenceInputStream(new ByteArrayInputStream(readable), failing);
    }

    @Override
    public String sha256() {
      return "";
    }

    @Override
    public int strayLineEnds() {
      return 0;
    }

    @Override
    public void close() {}
  }

  @Test
  void aSpoolFileThatCannotBeReadIsAnError() {
    byte[] start = "Subject: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    assertThrows(UncheckedIOException.class, () -> PARSER.parse(new BrokenSpool(start)));
  }

  @Test
  void aSpoolFileThatFailsBehindTheRawPartIsAnErrorToo() {
    byte[] start = new byte[ParseLimits.DEFAULT.rawBytes()];
    Arrays.fill(start, (byte) 'a');
    assertThrows(UncheckedIOException.class, () -> PARSER.parse(new BrokenSpool(start)));
  }

  @Test
  void strayLineEndsAreADefect() {
    ParsedMessage parsed = PARSER.parse(InMemoryMessage.of("Subject: x\r\n\ntext\nmore\r\n"));
    assertEquals(List.of(new Defect(Defect.Kind.STRAY_LINE_END, "2 replaced")), parsed.defects());
  }

  @Test
  void theRawMessageIsKeptAsItCame() {
    String text = "Subject: \u00FC\r\n\r\ntext\r\n";
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    ParsedMessage parsed = PARSER.parse(InMemoryMessage.canonical(bytes));
    assertEquals(text, parsed.raw());
    assertEquals(bytes.length, parsed.size());
    assertTrue(parsed.defects().isEmpty());
  }
}
