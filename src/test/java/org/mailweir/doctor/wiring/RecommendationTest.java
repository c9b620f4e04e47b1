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

  private static List<String> settings(String mainCf, String masterCf) {
    return new Recommendation(MailweirSettings.DEFAULT, new FakePostfix(mainCf, masterCf).read())
        .commands().stream()
            .filter(c -> c.contains(" -P ") || c.contains("-e 'receive_override_options"))
            .toList();
  }

  @Test
  void thePortsOfYourOwnPeopleGetTheInsideFilter() {
    assertEquals(
        List.of(
            "postconf -e 'receive_override_options=no_address_mappings'",
            "postconf -P 'submission/inet/content_filter=mailweir-in:inet:[127.0.0.1]:10026'",
            "postconf -P '465/inet/content_filter=mailweir-in:inet:[127.0.0.1]:10026'"),
        settings(
            "",
            """
            smtp       inet n - y - - smtpd
            submission inet n - y - - smtpd
            465        inet n - y - - smtpd
            """));
  }

  @Test
  void optionsThatAreThereStay() {
    assertEquals(
        List.of(
            "postconf -e 'receive_override_options=no_milters,no_address_mappings'",
            "postconf -P 'smtp/inet/receive_override_options="
                + "no_unknown_recipient_checks,no_address_mappings'"),
        settings(
            "receive_override_options = no_milters",
            """
            smtp            inet n - y - - smtpd
                -o receive_override_options=no_unknown_recipient_checks
            2525            inet n - y - - smtpd
                -o content_filter=
                -o receive_override_options=no_milters
            127.0.0.1:10025 inet n - n - - smtpd
                -o receive_override_options=no_header_body_checks
            127.0.0.1:10027 inet n - n - - smtpd
                -o receive_override_options=no_header_body_checks
            """));
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
