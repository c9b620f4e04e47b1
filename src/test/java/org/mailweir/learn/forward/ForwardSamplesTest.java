package org.mailweir.learn.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mailweir.learn.forward.Forwarded.Inline;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.RawMessage;
import org.mailweir.parse.HeaderField;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;

/**
 * Reads what each mail program makes of a forward: {@code forward/NAME.eml} and beside it what is
 * found in it. {@code attached = NAME} is {@code original/NAME.eml}, every byte.
 */
class ForwardSamplesTest {

  private static final Path FOLDER = Path.of("src/test/resources/forward");
  private static final MessageParser PARSER = new MessageParser(ParseLimits.DEFAULT);

  @TestFactory
  Stream<DynamicTest> samples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names =
          files
              .map(f -> f.getFileName().toString())
              .filter(n -> n.endsWith(".eml"))
              .map(n -> n.replace(".eml", ""))
              .sorted()
              .toList();
      assertTrue(names.size() > 30, "the samples are there");
      return names.stream().map(n -> DynamicTest.dynamicTest(n, () -> check(n)));
    }
  }

  private static void check(String name) throws IOException {
    byte[] bytes = canonical(FOLDER.resolve(name + ".eml"));
    Forward forward =
        new ForwardReader(ParseLimits.DEFAULT, 20, a -> a.endsWith("@train.example.com"))
            .read(bytes, parse(bytes), new MailAddress("reader@example.com"));
    Iterator<Forwarded> found = forward.messages().iterator();
    Forwarded current = null;
    for (String line : Files.readAllLines(FOLDER.resolve(name + ".expect"))) {
      String[] words = line.split(" ", 2);
      switch (words[0]) {
        case "attached", "redirected", "inline" -> {
          assertTrue(found.hasNext(), line + ", but: " + forward.trouble());
          current = found.next();
          assertEquals(words[0], current.getClass().getSimpleName().toLowerCase(), line);
          identity(words[1], current.message());
        }
        case "nothing" -> assertEquals(words[1], forward.trouble());
        default -> detail(words[0], words[1], current);
      }
    }
    assertFalse(found.hasNext(), "nothing else is found");
  }

  private static void identity(String what, RawMessage message) throws IOException {
    if (what.startsWith("= ")) {
      byte[] original = canonical(FOLDER.resolve("original/" + what.substring(2) + ".eml"));
      assertArrayEquals(original, bytes(message), text(bytes(message)));
    } else {
      String subject = what.replaceFirst("^subject ", "");
      assertEquals(subject, parse(bytes(message)).headers().value("Subject"));
    }
  }

  private static void detail(String word, String wanted, Forwarded found) throws IOException {
    ParsedMessage message = parse(bytes(found.message()));
    switch (word) {
      case "from" -> assertEquals(wanted, hints(found).from());
      case "id" -> assertEquals(List.of(wanted), hints(found).messageIds());
      case "date" -> {
        SaidDate date = hints(found).date();
        assertEquals(wanted, "%d %d %02d".formatted(date.year(), date.day(), date.minute()), word);
      }
      case "text" -> assertEquals(wanted, shown(message).strip().lines().findFirst().orElse(""));
      case "link" ->
          assertTrue(
              message.links().stream().anyMatch(l -> l.target().equals(wanted)),
              () -> message.links().toString());
      case "lacks" -> assertFalse(shown(message).contains(wanted), shown(message));
      case "has" -> assertTrue(has(message, wanted), word + " " + wanted);
      case "has-not" -> assertFalse(has(message, wanted), word + " " + wanted);
      case "body" ->
          assertEquals(
              body(canonical(FOLDER.resolve("original/" + wanted.substring(2) + ".eml"))),
              body(bytes(found.message())));
      default -> throw new IllegalArgumentException(word);
    }
  }

  private static Hints hints(Forwarded found) {
    return assertInstanceOf(Inline.class, found).hints();
  }

  private static String shown(ParsedMessage message) {
    var leaf = message.leaves().getFirst();
    return leaf.html() == null ? leaf.text() : leaf.html().visible();
  }

  private static boolean has(ParsedMessage message, String field) {
    String[] both = field.split(": ", 2);
    return message.headers().all(both[0]).stream()
        .map(HeaderField::value)
        .anyMatch(both[1]::equals);
  }

  private static String body(byte[] message) {
    String text = text(message);
    return text.substring(text.indexOf("\r\n\r\n"));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] canonical(Path file) throws IOException {
    return bytes(InMemoryMessage.canonical(Files.readAllBytes(file)));
  }

  private static byte[] bytes(RawMessage message) throws IOException {
    try (InputStream in = message.open()) {
      return in.readAllBytes();
    }
  }

  private static ParsedMessage parse(byte[] bytes) {
    return PARSER.parse(InMemoryMessage.canonical(bytes));
  }
}
