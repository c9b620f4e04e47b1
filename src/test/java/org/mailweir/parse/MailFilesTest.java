package org.mailweir.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@code NAME.eml} in the folder parses into what {@code NAME.expect} beside it says. */
final class MailFilesTest {

  private static final Path FOLDER = Path.of("src/test/resources/mail");

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(".eml"))
          .map(n -> n.substring(0, n.length() - ".eml".length()))
          .sorted()
          .toList();
    }
  }

  @Test
  void thereAreFiles() throws IOException {
    assertFalse(names().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("names")
  void parsesAsExpected(String name) throws IOException {
    String expected = Files.readString(FOLDER.resolve(name + ".expect"));
    assertEquals(expected, ParseDump.of(FOLDER.resolve(name + ".eml")));
  }
}
