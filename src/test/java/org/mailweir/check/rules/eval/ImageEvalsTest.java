package org.mailweir.check.rules.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageEvalsTest {

  private static final String GIF = "GIF89a\u0064\u0000\u0032\u0000\u0000\u0000\u0000";
  private static final String PNG =
      "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\u0001\0\0\0\0\u0010\u0008\u0002\0\0\0crc!";
  private static final String JPEG =
      "\u00ff\u00d8\u00ff\u00e0\0\u0004ab\u00ff\u00c0\0\u0011\u0008\0\u0064\0\u00c8\u0003";

  private static Mail mail(String... typesAndData) {
    StringBuilder text =
        new StringBuilder(
            "Subject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: text/plain\n\nSome text.\n");
    for (int i = 0; i < typesAndData.length; i += 2) {
      byte[] octets = typesAndData[i + 1].getBytes(StandardCharsets.ISO_8859_1);
      text.append("--b\nContent-Type: image/")
          .append(typesAndData[i])
          .append("; name=pic.x\nContent-Transfer-Encoding: base64\n\n")
          .append(Base64.getEncoder().encodeToString(octets))
          .append('\n');
    }
    return Mail.of(text + "--b--\n");
  }

  @Test
  void theSizeOfAPictureIsInItsFirstOctets() {
    assertEquals(new ImageSize(100, 50), ImageSize.of("gif", GIF));
    assertEquals(new ImageSize(256, 16), ImageSize.of("png", PNG));
    assertEquals(new ImageSize(200, 100), ImageSize.of("jpeg", JPEG));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif", "png", "jpeg"})
  void damagedPicturesHaveNoSize(String type) {
    for (String data : new String[] {GIF, PNG, JPEG}) {
      for (int length = 0; length < 10; length++) {
        assertEquals(
            ImageSize.UNKNOWN, ImageSize.of(type, data.substring(0, length)), type + length);
      }
    }
  }

  @Test
  void picturesAreCounted() {
    Mail mail = mail("gif", GIF, "gif", GIF, "jpg", JPEG);

    assertTrue(mail.hits("image_count", "gif", "2"));
    assertFalse(mail.hits("image_count", "gif", "1", "1"));
    assertTrue(mail.hits("image_count", "jpeg", "1", "1"));
    assertTrue(mail.hits("image_count", "all", "3", "3"));
    assertFalse(Mail.header("Subject: s").hits("image_count", "all", "1"));
  }

  @Test
  void theirAreasAreAddedUp() {
    Mail mail = mail("gif", GIF, "gif", GIF);

    assertTrue(mail.hits("pixel_coverage", "gif", "10000", "10000"));
    assertFalse(mail.hits("pixel_coverage", "gif", "10001"));
    assertTrue(mail.hits("image_size_exact", "gif", "50", "100"));
    assertTrue(mail.hits("image_size_range", "gif", "50", "100", "60", "110"));
    assertFalse(mail.hits("image_size_range", "gif", "51", "100"));
    assertTrue(mail.hits("image_named", "pic.x"));
    assertTrue(mail.hits("image_name_regex", "^pic"));
  }

  @Test
  void theTextIsHeldAgainstTheArea() {
    Mail mail = mail("gif", GIF);

    assertTrue(mail.hits("image_to_text_ratio", "all", "0.000", "0.008"));
    assertTrue(mail.hits(EvalKind.RAWBODY, "image_to_text_ratio", "all", "0.000", "0.0025"));
    assertFalse(mail.hits(EvalKind.BODY, "image_to_text_ratio", "all", "0.000", "0.0022"));
    assertFalse(mail().hits("image_to_text_ratio", "all", "0.000", "0.008"));
  }
}
