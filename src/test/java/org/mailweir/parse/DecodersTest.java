package org.mailweir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transfer encodings, as they are and as they should not be. */
final class DecodersTest {

  /** Feeds byte by byte and at once; both must agree. */
  private static String decode(TransferEncoding encoding, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    BodySink atOnce = new BodySink(10_000);
    TransferDecoder decoder = encoding.decoder(atOnce);
    decoder.feed(bytes, 0, bytes.length);
    decoder.finish();
    BodySink single = new BodySink(10_000);
    TransferDecoder slow = encoding.decoder(single);
    for (int i = 0; i < bytes.length; i++) {
      slow.feed(bytes, i, i + 1);
    }
    slow.finish();
    assertEquals(Latin1.of(atOnce.bytes()), Latin1.of(single.bytes()));
    assertEquals(decoder.broken(), slow.broken());
    return Latin1.of(atOnce.bytes()) + (decoder.broken() ? " BROKEN" : "");
  }

  @ParameterizedTest
  @CsvSource({
    "aGVsbG8gd29ybGQ=, hello world",
    "aGVs\tbG8gd29ybGQ=, hello world",
    "aGVsbG8gd29ybGQ, hello world BROKEN",
    "aGVs*bG8g!d29ybGQ=, hello world BROKEN",
    "aGVsbG8=d29ybGQ=, helloworld BROKEN",
    "aGVsbG8gd29ybGQ===, hello world",
    "a, ' BROKEN'",
    "Pz8_, ???"
  })
  void base64(String encoded, String expected) {
    assertEquals(expected, decode(TransferEncoding.BASE64, encoded));
  }

  @Test
  void base64WithPaddingPassedOver() {
    BodySink sink = new BodySink(100);
    Base64Decoder decoder = new Base64Decoder(sink, true);
    byte[] bytes = "aGVs=bG8=".getBytes(StandardCharsets.US_ASCII);
    decoder.feed(bytes, 0, bytes.length);
    decoder.finish();
    assertEquals("hello", Latin1.of(sink.bytes()));
  }

  @ParameterizedTest
  @CsvSource({
    "a=3Db, a=b",
    "a=3db, a=b",
    "'soft=\r\nbreak', softbreak",
    "'soft=\nbreak', softbreak",
    "'soft= \t\r\nbreak', softbreak",
    "'blanks  \r\ngo', 'blanks\r\ngo'",
    "'blanks =20\r\nstay', 'blanks  \r\nstay'",
    "a=zb, a=zb BROKEN",
    "a=4, a=4 BROKEN",
    "a=4zb, a=4zb BROKEN",
    "a==41, a=A BROKEN"
  })
  void quotedPrintable(String encoded, String expected) {
    assertEquals(expected, decode(TransferEncoding.QUOTED_PRINTABLE, encoded));
  }

  @Test
  void uuencode() {
    assertEquals(
        "Cat",
        decode(TransferEncoding.UUENCODE, "before\r\nbegin 644 a\r\n#0V%T\r\n`\r\nend\r\nx"));
  }

  @Test
  void uuencodeWithBlanksLostAtTheEnd() {
    assertEquals("a\0\0", decode(TransferEncoding.UUENCODE, "begin 644 a\n#80\n`\nend\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "base64, BASE64, false",
    "BASE64, BASE64, false",
    "' base64 ', BASE64, false",
    "\"base64\", BASE64, true",
    "base64;, BASE64, true",
    "BASE64(c), BASE64, true",
    "(c) base64, BASE64, true",
    "quoted printable, QUOTED_PRINTABLE, true",
    "8bit, IDENTITY, false",
    "'', IDENTITY, false",
    "x-unknown, IDENTITY, true",
    "x-uuencode, UUENCODE, false"
  })
  void namesOfEncodings(String value, TransferEncoding expected, boolean odd) {
    TransferEncoding.Understood understood = TransferEncoding.understand(value);
    assertEquals(expected, understood.encoding());
    assertEquals(odd, understood.odd());
  }

  @Test
  void theSinkKeepsTheFirstBytesAndCountsAll() {
    BodySink sink = new BodySink(3);
    sink.write(new byte[] {1, 2}, 0, 2);
    sink.write(new byte[] {3, 4, 5}, 0, 3);
    assertEquals(3, sink.bytes().length);
    assertEquals(5, sink.total());
  }
}
