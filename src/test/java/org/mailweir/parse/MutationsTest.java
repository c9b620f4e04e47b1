package org.mailweir.parse;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mailweir.lab.AmbiguousMime;

/** Thousands of broken messages: each is parsed, and none makes the parser give up. */
final class MutationsTest {

  private static final int ROUNDS = 4_000;
  private static final String[] SPLINTERS = {
    "\r\n",
    "\r\n\r\n",
    "--b\r\n",
    "--b--\r\n",
    ":",
    ";",
    "=",
    "\"",
    "(",
    "=?",
    "?=",
    "\0",
    "=\r\n",
    "Content-Type: multipart/mixed; boundary=b\r\n",
    "Content-Type: message/rfc822\r\n\r\n",
    "Content-Transfer-Encoding: base64\r\n",
    "<a href=",
    "begin 644 x\r\n",
    "\u00FF\u00FE",
    "%",
    "*0="
  };

  private final Random random = new Random(20_261_120);

  @Test
  void parsesThemAll() throws IOException {
    List<byte[]> seeds = seeds();
    for (int i = 0; i < ROUNDS; i++) {
      byte[] message = mutated(seeds.get(random.nextInt(seeds.size())));
      ParsedMessage parsed = Messages.parse(message, ParseLimits.DEFAULT);
      assertNotNull(parsed.root());
      assertFalse(parsed.leaves().isEmpty(), () -> Latin1.of(message));
      assertFalse(parsed.has(Defect.Kind.UNPARSEABLE), () -> Latin1.of(message));
    }
  }

  private static List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    AmbiguousMime.around("some words").forEach(v -> seeds.add(v.message()));
    for (String name : MailFilesTest.names()) {
      seeds.add(Files.readAllBytes(Path.of("src/test/resources/mail", name + ".eml")));
    }
    return seeds;
  }

  private byte[] mutated(byte[] seed) {
    StringBuilder text = new StringBuilder(Latin1.of(seed));
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, SPLINTERS[random.nextInt(SPLINTERS.length)]);
        case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(40)));
        case 2 -> text.insert(at, (char) random.nextInt(256));
        default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 80)));
      }
    }
    return Latin1.bytes(text.toString());
  }
}
