package org.mailweir.doctor.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.postfix.FakePostfix;
import org.mailweir.net.Endpoint;

class RecommendationTest {

  private static final Path RECIPE = Path.of("postfix-examples/sandwich-lmtp");

  /** Without comments and blanks, in an order; how many at a time depends on the machine. */
  private static List<String> lines(Stream<String> text) {
    return text.filter(l -> !l.startsWith("#") && !l.isBlank())
        .map(l -> l.strip().replaceAll(" +", " "))
        .filter(l -> !l.contains("concurrency = "))
        .map(l -> l.replaceFirst("_concurrency_limit = \\d+", "_concurrency_limit = N"))
        .map(
            l -> l.replaceFirst("^(mailweir\\S*) unix - - n - \\d+ lmtp", "$1 unix - - n - N lmtp"))
        .toList();
  }

  @Test
  void itIsTheRecipe() throws IOException {
    try (Stream<String> main = Files.lines(RECIPE.resolve("main.cf"));
        Stream<String> master = Files.lines(RECIPE.resolve("master.cf"))) {
      Recommendation ours = new Recommendation(MailweirSettings.DEFAULT, null);
      assertEquals(
          lines(Stream.concat(main, master)).stream().sorted().toList(),
          lines(ours.text().stream()).stream().sorted().toList());
    }
  }

  @Test
  void commandsAndTextSayTheSame() {
    Recommendation ours = new Recommendation(MailweirSettings.DEFAULT, null);
    String commands = String.join("\n", ours.commands());
    for (String line : ours.text()) {
      if (line.startsWith("    -o ")) {
        assertTrue(commands.contains(" " + line.strip()), line);
      } else if (line.contains(" = ")) {
        assertTrue(commands.contains("-e '" + line.replace(" = ", "=") + "'"), line);
      }
    }
  }

  @Test
  void anOldPostfixIsNotToldWhatItDoesNotKnow() {
    Recommendation old =
        new Recommendation(
            MailweirSettings.DEFAULT,
            new FakePostfix("", "").ignorantOf("smtpd_forbid_bare_newline").read());
    assertFalse(old.text().contains("smtpd_forbid_bare_newline = normalize"));
    assertTrue(old.text().contains("smtpd_forbid_unauth_pipelining = yes"));
  }

  @Test
  void filtersAreWrittenAsEachClientReadsThem() {
    Endpoint four = new Endpoint("127.0.0.1", 10024);
    Endpoint six = new Endpoint("::1", 10024);
    Endpoint all = new Endpoint("0.0.0.0", 10024);
    assertEquals("m:inet:[127.0.0.1]:10024", Recommendation.filter("m", true, four));
    assertEquals("m:[127.0.0.1]:10024", Recommendation.filter("m", false, four));
    assertEquals("m:inet:[::1]:10024", Recommendation.filter("m", true, six));
    assertEquals("m:[127.0.0.1]:10024", Recommendation.filter("m", false, all));
    for (String filter : Arrays.asList("m:inet:[::1]:10024", "m:[ipv6:::1]:10024")) {
      assertEquals("::1", Destination.parse(filter).host());
    }
  }
}
