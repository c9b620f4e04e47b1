package org.mailweir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.dns.LoopbackServer;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.QuarantineSettings;

/** The command line as a user types it. */
class CommandsTest {

  private static final String RULES =
      """
      header   SAYS_SPAM  Subject =~ /spam/i
      describe SAYS_SPAM  The subject says it
      score    SAYS_SPAM  7.5
      """;
  private static final String SPAM = "Subject: Spam!\r\nFrom: a@x\r\n\r\nhello\r\n";
  private static final String HAM = "Subject: Minutes\r\nFrom: a@x\r\n\r\nhello\r\n";

  @TempDir Path folder;
  private Path config;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("test.cf"), RULES);
    config =
        Files.writeString(
            folder.resolve("mailweir.toml"),
            "state_dir = \"state\"\n[rules]\nfiles = [\"*.cf\"]\nset = \"own\"\n[[recipient]]\n"
                + "match = [\"bob@x\"]\nhold = 6\n[auth]\nenabled = false\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "top", "reload"})
  void theDaemonIsAskedThoughTheConfigurationIsBroken(String command) throws IOException {
    Files.writeString(config, "state_dri = \"x\"\n");
    String socket = folder.resolve("other.sock").toString();
    run(command, "--config", config.toString(), "--socket", socket);
    assertTrue(err.toString().endsWith("there is no " + socket + "\n"), err.toString());
    run(command, "--config", config.toString());
    assertTrue(err.toString().contains("state_dri"), err.toString());
    assertTrue(err.toString().contains("asked at /var/lib/mailweir/control.sock"), err.toString());
  }

  @Test
  void theStateOfDnsListsIsShown() throws Exception {
    LoopbackServer.Script script =
        (query, tcp) -> {
          String name = query.getQuestion().getName().toString(true);
          boolean listed = name.startsWith("2.0.0.127.") || name.endsWith("everything.example");
          return List.of(
              (listed
                      ? LoopbackServer.reply(query, 0, name + " 60 A 127.0.0.2")
                      : LoopbackServer.reply(query, 3))
                  .toWire());
        };
    try (LoopbackServer server = new LoopbackServer(script)) {
      Files.writeString(
          config,
          """
          state_dir = "state"
          [dns]
          servers = ["%s"]
          [dnsbl]
          lists = ["psbl", "surbl"]
          [[dnsbl.list]]
          name = "dead"
          zone = "everything.example"
          asks = ["client"]
          answers = ["127.0.0.2 DEAD_LIST 1 A list that has been given up"]
          """
              .formatted(server.address()));
      assertEquals(1, run("config", "lists", "--config", config.toString()));
    }
    List<String> lines = out.toString().lines().map(l -> l.replaceAll(" +", " ")).toList();
    assertEquals("psbl psbl.surriel.com ok", lines.get(0));
    assertEquals("surbl multi.surbl.org lists nothing", lines.get(1));
    assertEquals("dead everything.example lists everything", lines.get(2));
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private Path mail(String name, String text) throws IOException {
    Path file = folder.resolve("mail").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void scanScoresFilesFoldersAndMboxes() throws IOException {
    mail("1", HAM);
    mail("2", SPAM);
    mail("3.mbox", "From a Mon\n" + HAM + "\n>From x\n\nFrom b Tue\n" + SPAM);
    assertEquals(
        0, run("scan", "--json", "-c", config.toString(), folder.resolve("mail").toString()));
    String[] lines = out.toString().split("\n");
    assertEquals(4, lines.length);
    JsonObject spam = JsonParser.parseString(lines[1]).getAsJsonObject();
    assertEquals("spam", spam.get("verdict").getAsString());
    assertTrue(spam.get("score").getAsDouble() >= 7.5);
    assertTrue(lines[1].contains("{\"name\":\"SAYS_SPAM\",\"score\":7.5}"), lines[1]);
    assertTrue(lines[3].contains("3.mbox:2") && lines[3].contains("\"spam\""), lines[3]);
    assertTrue(lines[2].contains("3.mbox:1") && lines[2].contains("\"ham\""), lines[2]);
  }

  @Test
  void explainNamesTheSettingThatDecided() throws IOException {
    String spam = mail("2", SPAM).toString();
    assertEquals(0, run("explain", "-c", config.toString(), "--recipient", "bob@x", spam));
    assertTrue(
        out.toString().contains("bob@x gets: nothing: it is held in quarantine"), out.toString());
    assertTrue(
        out.toString().contains("decided by policy bob@x, " + config + ":7"), out.toString());
    assertTrue(out.toString().contains("SAYS_SPAM"), out.toString());
    run("explain", "-c", config.toString(), "--recipient", "eve@x", spam);
    assertTrue(out.toString().contains("eve@x gets: the message, marked as spam"), out.toString());
    assertTrue(
        out.toString().contains("decided by policy default, built-in default"), out.toString());
  }

  /** Four values of a score line: the last two are for when the classifier has learnt enough. */
  @Test
  void evaluatingAllUsesOtherScoresOnceTheClassifierHasLearntEnough() throws IOException {
    Files.writeString(folder.resolve("test.cf"), RULES.replace("7.5", "7.5 7.5 1.5 1.5"));
    StringBuilder index = new StringBuilder();
    for (int i = 0; i < 110; i++) {
      boolean spam = i % 2 == 0;
      mail("e" + i, (spam ? SPAM : HAM) + "word" + i + "\r\n");
      index.append(spam ? "spam" : "ham").append("\tmail/e").append(i).append('\n');
    }
    Path list = Files.writeString(folder.resolve("index"), index);
    Path lines = folder.resolve("lines");
    String[] command = {
      "evaluate",
      "--engine",
      "rules",
      "-c",
      config.toString(),
      "--index",
      list.toString(),
      "--out",
      lines.toString()
    };
    assertEquals(0, run(command));
    List<Double> withoutBayes = scores(lines);
    command[2] = "all";
    assertEquals(0, run(command));
    List<Double> withBayes = scores(lines);

    assertEquals(withoutBayes.get(0), withBayes.get(0), "nothing is learnt yet");
    assertEquals(withoutBayes.get(108) - 7.5 + 1.5, withBayes.get(108), 1e-9);
  }

  private static List<Double> scores(Path lines) throws IOException {
    return Files.readAllLines(lines).stream()
        .map(line -> Double.valueOf(line.split("\t")[2]))
        .toList();
  }

  @Test
  void aWrongConfigurationIsExitCode2AndSaysWhere() throws IOException {
    Files.writeString(config, "hodl = 1\n");
    assertEquals(2, run("config", "check", "-c", config.toString()));
    assertTrue(err.toString().startsWith(config + ":1: hodl: unknown setting"), err.toString());
    assertEquals(2, run("nonsense"));
    assertEquals(2, run("quarantine", "release", "-c", config.toString(), "../../etc/passwd"));
  }

  @Test
  void whatIsNotThereIsExitCode1() {
    assertEquals(1, run("scan", "-c", config.toString(), "/no/such/file"));
    assertEquals(
        1, run("quarantine", "show", "-c", config.toString(), "01M7X89RM5AW5MQJQQAATCBG36"));
    assertTrue(err.toString().contains("no held message"), err.toString());
    assertEquals(0, run("quarantine", "list", "-c", config.toString()));
    assertEquals("", out.toString());
  }

  @Test
  void scanGoesOnBehindWhatItCannotRead() throws IOException {
    String ham = mail("1", HAM).toString();
    assertEquals(1, run("scan", "-c", config.toString(), "/no/such/file", ham));
    assertTrue(err.toString().contains("/no/such/file cannot be read"), err.toString());
    assertTrue(out.toString().contains(ham), out.toString());
  }

  @Test
  void scanGoesOnBehindAFolderThatItMayNotRead() throws IOException {
    assumeFalse(Files.getAttribute(folder, "unix:uid").equals(0), "root may read everything");
    Path closed = mail("closed/1", HAM).getParent();
    String ham = mail("open", HAM).toString();
    Files.setPosixFilePermissions(closed, Set.of());
    int exit = run("scan", "-c", config.toString(), folder.resolve("mail").toString());
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    assertEquals(1, exit);
    assertTrue(err.toString().contains(closed + " cannot be read"), err.toString());
    assertTrue(out.toString().contains(ham), out.toString());
  }

  @Test
  void rulesCheckReportsWhatBecomesOfSettings() throws IOException {
    Files.writeString(
        folder.resolve("test.cf"),
        RULES
            + "required_score 7\ntrusted_networks 192.0.2.0/24\nbayes_path /x\nlock_method flock\n");
    assertEquals(0, run("rules", "check", "-c", config.toString()));
    String text = out.toString();
    assertTrue(text.contains("Mailweir's own rules"), text);
    assertTrue(text.contains("test.cf:4: required_score 7: write [policy] tag = 7"), text);
    assertTrue(text.indexOf("taken over") < text.indexOf("test.cf:5: trusted_networks"), text);
    assertTrue(text.indexOf("has no counterpart") < text.indexOf("test.cf:6: bayes_path"), text);
    assertTrue(text.indexOf("skipped") < text.indexOf("test.cf:7: lock_method"), text);
    assertEquals(0, run("rules", "check", "--json", "-c", config.toString()));
    JsonObject report = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertEquals(4, report.getAsJsonArray("settings").size());
    assertEquals(0, report.getAsJsonArray("problems").size());
  }

  @Test
  void rulesShowTellsAllOfARule() throws IOException {
    Files.writeString(
        folder.resolve("test.cf"),
        RULES
            + "body A /old/\nbody A /new/\nscore A 1 2 3 4\ntflags A nosubject\n"
            + "meta B A && !C\nscore C 0\nbody C /x/\n");
    assertEquals(0, run("rules", "show", "-c", config.toString(), "A"));
    String text = out.toString();
    assertTrue(text.startsWith("body A /new/"), text);
    assertTrue(text.contains("defined in " + folder.resolve("test.cf") + ":5"), text);
    assertTrue(text.contains("instead of " + folder.resolve("test.cf") + ":4"), text);
    assertTrue(text.contains("score 1.0 (plain 1.0, network 2.0, bayes 3.0, both 4.0)"), text);
    assertTrue(text.contains("tflags nosubject") && text.contains("used by B"), text);
    run("rules", "show", "-c", config.toString(), "C");
    assertTrue(out.toString().contains("does not run: its score is 0"), out.toString());
    assertEquals(1, run("rules", "show", "-c", config.toString(), "NONE"));
    assertTrue(err.toString().contains("there is no rule NONE"), err.toString());
  }

  @Test
  void rulesTestTellsWhereEachRuleHits() throws IOException {
    Files.writeString(
        folder.resolve("test.cf"),
        "body A /o\\w+e/\nheader __S Subject =~ /h./\nmeta M A && __S\nscore M 2\n"
            + "uri U /example/\nheader N X-None !~ /x/\n");
    String mail =
        mail("1", "Subject: ah oh\n\nfirst\n\nthe other one www.example.com\n").toString();
    assertEquals(0, run("rules", "test", "--facts", "--cpu", "-c", config.toString(), mail));
    String text = out.toString();
    assertTrue(text.contains("1.000 A (body [2]): \"othe\""), text);
    assertTrue(text.contains("0.000 __S (header Subject): \"h \"") || text.contains("__S"), text);
    assertTrue(text.contains("2.000 M (meta)"), text);
    assertTrue(text.contains("1.000 U (uri): \"example\""), text);
    assertTrue(text.contains("1.000 N (header X-None)"), text);
    assertTrue(text.contains("5.000 total"), text);
    assertTrue(text.contains(" us in "), text);
    assertEquals(0, run("rules", "test", "--json", "-c", config.toString(), mail));
    JsonObject tested = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertEquals(5.0, tested.get("score").getAsDouble());
    assertEquals(4, tested.getAsJsonArray("rules").size());
  }

  @Test
  void aWrongRuleIsNamedWithFileAndLine() throws IOException {
    Files.writeString(folder.resolve("test.cf"), RULES + "body BAD /(/\n");
    assertEquals(2, run("rules", "check", "-c", config.toString()));
    assertTrue(out.toString().contains("test.cf:4"), out.toString());
  }

  @Test
  void missingRuleFilesAreRefusedByWhoeverNeedsThem() throws IOException {
    Files.writeString(
        config,
        "state_dir = \"state\"\n[rules]\nfiles = [\"*.cf\", \"local/*.cf\"]\nset = \"own\"\n");
    String mail = mail("1", HAM).toString();
    for (String[] command :
        new String[][] {
          {"config", "check"}, {"rules", "check"}, {"scan", mail}, {"explain", mail}, {"serve"}
        }) {
      String[] args = Arrays.copyOf(command, command.length + 2);
      args[command.length] = "-c";
      args[command.length + 1] = config.toString();
      assertEquals(2, run(args), () -> command[0] + out);
      assertTrue(
          err.toString().contains(config + ":3: rules.files: \"local/*.cf\" "), err.toString());
      assertTrue(err.toString().contains("remove the entry"), err.toString());
    }
    Files.writeString(config, "state_dir = \"state\"\n[rules]\nfiles = []\nset = \"own\"\n");
    assertEquals(0, run("config", "check", "-c", config.toString()));
  }

  @Test
  void configCheckNamesWrongRulesAsWarnings() throws IOException {
    Files.writeString(folder.resolve("test.cf"), RULES + "body BAD /(/\n");
    assertEquals(0, run("config", "check", "-c", config.toString()));
    assertTrue(out.toString().contains("warning: "), out.toString());
    assertTrue(out.toString().contains("test.cf:4"), out.toString());
  }

  @Test
  void aRequiredCheckThatDoesNotExistIsRefused() throws IOException {
    Files.writeString(
        config,
        "[rules]\nfiles = [\"*.cf\"]\nset = \"own\"\n[analysis]\nrequired = [\"rules\", \"virsu\"]\n");
    assertEquals(2, run("config", "check", "-c", config.toString()));
    assertEquals(
        config
            + ":5: analysis.required: \"virsu\" is no check; there are defects, form, attachments, rules, bayes, auth, metas",
        err.toString().strip());
  }

  @Test
  void explainKnowsTheEnvelopeOfHeldMail() throws IOException {
    Files.writeString(
        config, Files.readString(config) + "[policy]\nblock = [\"bounces@bulk.example\"]\n");
    String id = hold("bounces@bulk.example", "bob@x", "eve@x");
    assertEquals(0, run("explain", "-c", config.toString(), id), err::toString);
    assertTrue(out.toString().contains("bob@x gets: nothing: it is held"), out.toString());
    assertTrue(
        out.toString().contains("because sender is blocked by bounces@bulk.example"),
        out.toString());
    assertEquals(0, run("explain", "-c", config.toString(), "--recipient", "eve@x", id));
    assertTrue(out.toString().contains("eve@x gets: "), out.toString());
  }

  /** Holds a message whose own header says nothing of its envelope. */
  private String hold(String sender, String... recipients) throws IOException {
    InMemoryMessage message = InMemoryMessage.of(HAM);
    TransactionId id = TransactionId.at(1_795_000_000_000L);
    new QuarantineFolder(new QuarantineSettings(folder.resolve("state/quarantine")))
        .hold(
            new HeldMessage(
                1,
                id.text(),
                "2026-11-20T10:00:00Z",
                sender,
                MailParameters.NONE,
                Arrays.stream(recipients).map(CommandsTest::held).toList(),
                ClientInfo.UNKNOWN,
                "Minutes",
                "a@x",
                message.size(),
                message.sha256(),
                20,
                "because",
                List.of(),
                List.of()),
            message);
    return id.text();
  }

  private static HeldMessage.HeldRecipient held(String address) {
    return new HeldMessage.HeldRecipient(
        address, null, null, "because", HeldMessage.State.HELD, null, null);
  }

  @Test
  void theLimitOfAListCountsWhatIsListed() throws IOException {
    hold("s@x", "bob@x");
    hold("s@x", "eve@x");
    hold("s@x", "bob@x");
    hold("s@x", "eve@x");
    assertEquals(
        0,
        run("quarantine", "list", "-c", config.toString(), "--recipient", "bob@x", "--limit", "2"));
    assertEquals(2, out.toString().lines().filter(l -> l.contains("bob@x")).count());
  }

  /** What is looked for, and how many of the three are found; or what is wrong with it. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "--recipient=@x, 3",
    "--recipient=BOB@x, 2",
    "--sender=shop, 1",
    "--subject=MIN, 3",
    "--subject=minutes --subject=other, 0",
    "--score=20, 3",
    "--score=..19.9, 0",
    "--score=15.., 3",
    "--score=a..b, is no range such as 5..10",
    "--finding=VIRUS, 0",
    "--since=2026-11-17, 3",
    "--until=2026-11-17, 0",
    "--since=2026-11-17T00:00:00Z, 3",
    "--since=yesterday, is neither a day such as 2026-11-20 nor 3d",
  })
  void heldMailIsFound(String what, String expected) throws IOException {
    hold("s@x", "bob@x");
    hold("s@x", "eve@x");
    hold("news@shop.example", "bob@x");
    List<String> command = new ArrayList<>(List.of("quarantine", "list", "-c", config.toString()));
    command.addAll(List.of(what.split(" ")));
    int code = run(command.toArray(new String[0]));
    if (expected.startsWith("is")) {
      assertEquals(2, code);
      assertTrue(err.toString().contains(expected), err.toString());
    } else {
      assertEquals(0, code, err.toString());
      assertEquals(Long.parseLong(expected), out.toString().lines().count(), out.toString());
    }
  }

  @Test
  void helpAndVersionAreThere() {
    assertEquals(0, run("--version"));
    assertTrue(out.toString().startsWith("mailweir "));
    for (String verb :
        new String[] {
          "serve", "scan", "explain", "quarantine", "learn", "lessons", "config", "rules"
        }) {
      assertEquals(0, run(verb, "--help"));
      assertTrue(out.toString().contains("mailweir " + verb), verb);
    }
  }
}
