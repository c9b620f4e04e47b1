package org.mailweir.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.decide.PolicySettings;
import org.mailweir.net.Endpoint;
import org.mailweir.pipeline.JournalSettings;

/** From text to settings, and what is said about a wrong text. */
class ConfigTest {

  @TempDir Path folder;

  /** A bar is a new line; the line number is that of the wrong line. */
  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '!',
      value = {
        "stat_dir = 'x' ! :1: stat_dir: unknown setting; did you mean state_dir?",
        "|[policy]|hodl = 9 ! :3: policy.hodl: unknown setting; did you mean hold?",
        "[policy]|subject-tag = 'x' ! :2: policy.subject-tag: unknown setting; did you mean subject_tag?",
        "[polizy]|hold = 9 ! :1: polizy: unknown setting; did you mean policy?",
        "[policy]|hold = 'nine' ! :2: policy.hold: a number, or inf for never, is expected, not nine",
        "[policy]|report = 1 ! :2: policy.report: true or false is expected, not 1",
        "[policy]|allow = 'a@x' ! :2: policy.allow: a list in brackets is expected",
        "[policy]|allow = ['x.example'] ! :2: policy.allow: \"x.example\" is no address; \"user@example.com\", \"@example.com\" or \"@.example.com\" is expected",
        "policy = 3 ! :1: policy: a table is expected: [policy]",
        "[listen]|outside = '10024' ! :2: listen.outside: an address such as \"127.0.0.1:10025\" or \"[::1]:10025\" is expected",
        "[listen]|max_connections = 0 ! :2: listen.max_connections: at least 1 is expected",
        "[listen]|max_connections = -1 ! :2: listen.max_connections: a whole number from 0 to 2147483647 is expected",
        "[listen]|spool_above = '1 MB' ! :2: listen.spool_above: a size such as \"512KiB\" or \"1MiB\" is expected",
        "[listen]|allow_from = ['127.0.0.0/40'] ! :2: listen.allow_from: \"127.0.0.0/40\" is no network such as 127.0.0.0/8",
        "[listen]|idle_timeout = 300 ! :2: listen.idle_timeout: a string in quotes is expected, not 300",
        "[listen]|idle_timeout = '5 min' ! :2: listen.idle_timeout: a time such as \"30s\", \"5m\" or \"2h\" is expected",
        "[journal]|format = 'xml' ! :2: journal.format: one of text, json is expected, not \"xml\"",
        "[analysis]|soft_deadline = '5m' ! :2: analysis.soft_deadline: must not be later than hard_deadline",
        "[reinject]|to = '127.0.0.1:10024' ! :2: reinject.to: is our own listener: mail would go round in a loop",
        "[reinject]|to = 'localhost:10024' ! :2: reinject.to: is our own listener: mail would go round in a loop",
        "[reinject]|to = 'localhost:10026' ! :2: reinject.to: is our own listener: mail would go round in a loop",
        "[listen]|outside = '0.0.0.0:10025' ! : reinject.to: is our own listener: mail would go round in a loop",
        "[listen]|inside = 'localhost:10024' ! :2: listen.inside: is the same as listen.outside; give it a port of its own",
        "[listen]|hostname = 'a b' ! :2: listen.hostname: a host name of letters, digits, dots and hyphens, or an address in brackets, is expected",
        "[reinject]|helo = 'x\\r\\nQUIT' ! :2: reinject.helo: a host name of letters, digits, dots and hyphens, or an address in brackets, is expected",
        "[policy]|subject_tag = 'a\\nb' ! :2: policy.subject_tag: at most 200 printable ASCII characters on one line are expected",
        "[policy]|subject_tag = 'Müll' ! :2: policy.subject_tag: at most 200 printable ASCII characters on one line are expected",
        "[[recipient]]|match = ['a@x']|subject_tag = 'a\\u0000' ! :3: recipient[1].subject_tag: at most 200 printable ASCII characters on one line are expected",
        "[policy]|tag = -inf ! :2: policy.tag: a number from -1000000 to 1000000, or inf for never, is expected",
        "[[recipient]]|match = ['a@x']|hold = -inf ! :3: recipient[1].hold: a number from -1000000 to 1000000, or inf for never, is expected",
        "[listen]|spool_above = '999999999999GiB' ! :2: listen.spool_above: a size below 8 EiB is expected",
        "[[recipient]]|hold = 3 ! : recipient[1].match: says for whom the entry is; \"user@example.com\", \"@example.com\" or \"@.example.com\" is expected",
        "[[recipient]]|match = ['*'] ! :2: recipient[1].match: \"*\" is no address; \"user@example.com\", \"@example.com\" or \"@.example.com\" is expected",
        "[[recipient]]|match = ['a@x']|hodl = 3 ! :3: recipient[1].hodl: unknown setting; did you mean hold?",
      })
  void aWrongSettingIsNamedWithItsLineItsKeyAndARemedy(String toml, String problem)
      throws IOException {
    Path file = write("mailweir.toml", toml.replace('|', '\n').replace('\'', '"'));
    ConfigException refusal = assertThrows(ConfigException.class, () -> ConfigLoader.load(file));
    assertEquals(file + problem, refusal.getMessage());
  }

  /** The first value is a little too short or too long, the second is just right. */
  @ParameterizedTest(name = "[{index}] {0} = {1}")
  @CsvSource({
    "listen.idle_timeout, 999ms, 1s, 1s to 1d",
    "listen.idle_timeout, 86401s, 1d, 1s to 1d",
    "listen.drain_timeout, 0s, 1s, 1s to 1h",
    "listen.drain_timeout, 3601s, 60m, 1s to 1h",
    "analysis.soft_deadline, 200ms, 1s, 1s to 1h",
    "analysis.hard_deadline, 61m, 1h, 1s to 1h",
    "analysis.hard_deadline, 999999999999999999d, 1h, 1s to 1h",
    "analysis.remember_for, 31d, 30d, 1s to 30d",
    "reinject.command_timeout, 500ms, 1s, 1s to 1h",
    "reinject.command_timeout, 2h, 1h, 1s to 1h",
    "reinject.final_timeout, 59s, 60s, 60s to 1h",
    "reinject.final_timeout, 61m, 1h, 60s to 1h",
    "reinject.keep_idle, 0s, 1s, 1s to 1h",
    "reinject.keep_idle, 1d, 1h, 1s to 1h",
    "journal.counters_every, 25h, 24h, 1s to 1d",
  })
  void aTimeBeyondItsLimitsIsRefused(String key, String wrong, String right, String range)
      throws Exception {
    String[] words = key.split("\\.");
    String setting = "[" + words[0] + "]\n" + words[1] + " = ";
    Path file = write("mailweir.toml", setting + '"' + wrong + "\"\n");
    ConfigException refusal = assertThrows(ConfigException.class, () -> ConfigLoader.load(file));
    String quoted = '"' + range.replace(" to ", "\" to \"") + '"';
    assertEquals(file + ":2: " + key + ": " + quoted + " is expected", refusal.getMessage());
    ConfigLoader.load(write("mailweir.toml", setting + '"' + right + "\"\n"));
  }

  @Test
  void aSubjectTagHasAtMostTwoHundredCharacters() throws Exception {
    ConfigLoader.load(write("mailweir.toml", "[policy]\nsubject_tag = \"" + "x".repeat(200) + '"'));
    Path longer = write("mailweir.toml", "[policy]\nsubject_tag = \"" + "x".repeat(201) + '"');
    assertThrows(ConfigException.class, () -> ConfigLoader.load(longer));
  }

  @Test
  void aNameInEhloMayBeAnAddressInBrackets() throws Exception {
    ConfigLoader.load(write("mailweir.toml", "[reinject]\nhelo = \"[IPv6:::1]\"\n"));
    ConfigLoader.load(write("mailweir.toml", "[listen]\nhostname = \"mx-1.example.org\"\n"));
  }

  @Test
  void aPortOfAnotherHostIsNoLoop() throws Exception {
    ConfigLoader.load(write("mailweir.toml", "[reinject]\nto = \"192.0.2.1:10024\"\n"));
    ConfigLoader.load(write("mailweir.toml", "[reinject]\nto = \"no-such-host.invalid:10024\"\n"));
  }

  @Test
  void aProblemThatShowsLaterKnowsItsLineInADropIn() throws Exception {
    Path file = write("mailweir.toml", "state_dir = \"state\"\n");
    Path dropIn = write("mailweir.d/10.toml", "[rules]\n\nfiles = []\n");
    ConfigLoader.Loaded loaded = ConfigLoader.load(file);
    assertEquals(dropIn + ":3: rules.files: x", loaded.problem("rules.files", "x").toString());
    assertEquals(
        file + ": analysis.required: x", loaded.problem("analysis.required", "x").toString());
  }

  @Test
  void brokenTomlIsNamedByLineAndAllProblemsAreNamedAtOnce() throws IOException {
    Path broken = write("mailweir.toml", "state_dir = \"x\"\n[policy\n");
    ConfigException refusal = assertThrows(ConfigException.class, () -> ConfigLoader.load(broken));
    assertEquals(2, refusal.problems().getFirst().line());
    Path two = write("mailweir.toml", "a = 1\n[policy]\nb = 2\nhold = true\n");
    assertEquals(
        3, assertThrows(ConfigException.class, () -> ConfigLoader.load(two)).problems().size());
    assertThrows(ConfigException.class, () -> ConfigLoader.load(folder.resolve("missing.toml")));
  }

  @Test
  void settingsAreReadAndKnowTheirLines() throws Exception {
    Path file =
        write(
            "mailweir.toml",
            """
            state_dir = "state"
            [listen]
            outside = "[::1]:24"
            idle_timeout = "2m"
            [policy]
            hold = inf
            [[recipient]]
            match = ["@x.example"]
            tag = 3
            [journal]
            format = "json"
            """);
    write("mailweir.d/20.toml", "[[recipient]]\nmatch = [\"@y.example\"]\n[policy]\ntag = 4.5\n");
    write("mailweir.d/10.toml", "[policy]\ntag = 4.0\n");
    MailweirSettings settings = ConfigLoader.load(file).settings();
    assertEquals(folder.resolve("state/quarantine"), settings.quarantine().dir());
    assertEquals(folder.resolve("state/spool"), settings.listen().spoolDir());
    assertEquals(new Endpoint("::1", 24), settings.listen().outside());
    assertEquals(Duration.ofMinutes(2), settings.listen().idleTimeout());
    assertEquals(JournalSettings.Format.JSON, settings.journal().format());
    assertEquals(4.5, settings.policy().tag());
    assertEquals(Double.POSITIVE_INFINITY, settings.policy().hold());
    assertEquals(file + ":6", settings.policy().where().of("hold"));
    assertEquals(folder.resolve("mailweir.d/20.toml") + ":4", settings.policy().where().of("tag"));
    assertEquals(
        List.of(List.of("@x.example"), List.of("@y.example")),
        settings.recipient().stream().map(PolicySettings.ForRecipients::match).toList());
    assertEquals(3.0, settings.recipient().getFirst().tag());
  }

  @Test
  void theInsidePortCanBeSwitchedOff() throws Exception {
    Path file = write("mailweir.toml", "[listen]\ninside = \"\"\n");
    assertNull(ConfigLoader.load(file).settings().listen().inside());
  }

  @Test
  void theReferenceFileIsWhatTheRecordsSay() throws IOException {
    assertEquals(
        Reference.toml(),
        Files.readString(Path.of("etc/mailweir.toml")),
        "run: scripts/mailweir config default > etc/mailweir.toml");
    assertEquals(
        Reference.manual(),
        Files.readString(Path.of("src/docs/configuration.md")),
        "run: scripts/mailweir config manual > src/docs/configuration.md");
  }

  @Test
  void theReferenceFileWithEveryLineTakenUpGivesTheDefaults() throws Exception {
    String active =
        Reference.toml()
            .replaceAll("(?s)# \\[\\[.*?(?=(?:## [^\n]*\n)+\\[[a-z])", "")
            .replaceAll("(?m)^# (?!.*\\(not set\\))", "");
    Path file = write("mailweir.toml", active);
    assertEquals(
        Reference.inForce(ConfigLoader.load(write("empty/mailweir.toml", "")).settings()),
        Reference.inForce(ConfigLoader.load(file).settings()));
  }

  @Test
  void whatIsInForceCanBeReadBack() throws Exception {
    Path file =
        write("mailweir.toml", "[[recipient]]\nmatch = [\"a@x\"]\nhold = inf\nspam_lover = true\n");
    String shown = Reference.inForce(ConfigLoader.load(file).settings());
    Path again = write("again/mailweir.toml", shown);
    assertEquals(shown, Reference.inForce(ConfigLoader.load(again).settings()));
  }

  @Test
  void listsOfYourOwnLieBelowTheirTable() throws Exception {
    Path file =
        write(
            "mailweir.toml",
            """
            [dnsbl]
            enabled = true
            [[dnsbl.list]]
            name = "acme"
            zone = "bl.acme.example"
            asks = ["client", "links"]
            answers = ["127.0.0.2 ACME_LISTED 2.5 Acme lists it", "&4 ACME_GREY 0.5 Acme doubts it"]
            """);
    var settings = ConfigLoader.load(file).settings();
    assertEquals("acme", settings.dnsbl().list().getFirst().name());
    assertEquals(2, settings.dnsbl().list().getFirst().asks().size());
    String shown = Reference.inForce(settings);
    Path again = write("again/mailweir.toml", shown);
    assertEquals(shown, Reference.inForce(ConfigLoader.load(again).settings()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          answers = ["127.0.0.2 acme 1 lower case"] | such as
          answers = ["127.0.0.2"]                   | such as
          answers = ["127.0.0.300 ACME 1 Words"]    | no address
          zone = "bl.acme/example"                  | a domain is expected
          asks = ["everything"]                     | one of client, relays
          name = "acme"                             | each needs a name, a zone
          """)
  void aListThatMakesNoSenseIsRefused(String line, String words) {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> ConfigLoader.load(write("mailweir.toml", "[[dnsbl.list]]\n" + line + "\n")));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
