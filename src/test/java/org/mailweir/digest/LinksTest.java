package org.mailweir.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.mail.TransactionId;

/** A link opens what it was made for, and nothing else. */
class LinksTest {

  private static final Link LINK =
      new Link(
          Link.Kind.HELD,
          new TransactionId("01M7X89RM5AW5MQJQQAATCBG36"),
          "j\u00fcrgen@x.example",
          Instant.parse("2026-12-01T07:00:00Z"));

  @TempDir Path state;

  @Test
  void aTokenIsTheLink() throws IOException {
    String token = Links.of(state).sign(LINK);
    assertEquals(Optional.of(LINK), Links.of(state).prove(token), "the key is that of the folder");
    assertEquals(token, token.replaceAll("[^A-Za-z0-9_-]", ""), "fit for an address");
  }

  @Test
  void everyBitOfATokenCounts() throws IOException {
    Links links = Links.of(state);
    byte[] token = Base64.getUrlDecoder().decode(links.sign(LINK));
    for (int bit = 0; bit < token.length * 8; bit++) {
      byte[] changed = token.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertEquals(Optional.empty(), links.prove(text), "bit " + bit);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AA", "%00", "../../etc/passwd", "\u00fc", "AAAA AAAA"})
  void whatIsNoTokenOpensNothing(String text) throws IOException {
    assertEquals(Optional.empty(), Links.of(state).prove(text));
    assertEquals(Optional.empty(), Links.of(state).prove(text.repeat(500)));
  }

  @Test
  void anotherKeyMakesOldLinksWorthless() throws IOException {
    String token = Links.of(state).sign(LINK);
    Files.delete(state.resolve("digest.key"));
    assertEquals(Optional.empty(), Links.of(state).prove(token));
  }

  @Test
  void theKeyIsItsOwnersAndWhole() throws IOException {
    Links.of(state);
    Path key = state.resolve("digest.key");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    Files.write(key, new byte[31]);
    assertThrows(IOException.class, () -> Links.of(state));
  }
}
