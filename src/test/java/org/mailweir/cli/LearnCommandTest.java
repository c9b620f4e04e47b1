package org.mailweir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.QuarantineSettings;

/** Teaching from the command line. */
class LearnCommandTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String config = "";

  @BeforeEach
  void write() throws IOException {
    Path file = folder.resolve("mailweir.toml");
    Files.writeString(file, "state_dir = \"state\"\n[rules]\nfiles = []\nset = \"own\"\n");
    config = file.toString();
    Files.createDirectories(folder.resolve("mail/cur"));
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
  }

  private static String text(int number) {
    return "Message-ID: <"
        + number
        + "@x>\nFrom: a@x\nSubject: Report "
        + number
        + "\n\nThe text of report "
        + number
        + ".\n";
  }

  private String mail(int number) throws IOException {
    return Files.writeString(folder.resolve("mail/cur/" + number), text(number)).toString();
  }

  private String mails() {
    return folder.resolve("mail").toString();
  }

  @Test
  void foldersAndMboxesAreLearnedOnce() throws IOException {
    for (int i = 0; i < 30; i++) {
      mail(i);
    }
    String mbox = "From a Mon\n" + text(5) + "\nFrom b Tue\n" + text(40);
    Files.writeString(folder.resolve("mail/archive"), mbox);
    assertEquals(0, run("learn", "-c", config, "spam", mails()), err::toString);
    assertEquals("learned 31, known 1\n", out.toString());
    assertEquals(0, run("learn", "-c", config, "spam", mails()));
    assertEquals("learned 0, known 32\n", out.toString());
    assertEquals(0, run("learn", "-c", config, "ham", mails()));
    assertEquals("learned 0, known 1, moved 31\n", out.toString());
    assertEquals(0, run("learn", "-c", config, "forget", mails()));
    assertEquals("learned 0, forgotten 31, not taught before 1\n", out.toString());
  }

  @Test
  void eachMessageIsALineOfJson() throws IOException {
    String first = mail(1);
    assertEquals(0, run("learn", "-c", config, "--json", "ham", first, mail(2)));
    List<String> lines = out.toString().lines().toList();
    assertEquals(2, lines.size());
    JsonObject line = JsonParser.parseString(lines.getFirst()).getAsJsonObject();
    assertEquals(first, line.get("path").getAsString());
    assertEquals("learned", line.get("result").getAsString());
    assertEquals(1, line.get("lesson").getAsLong());
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestLearned() throws IOException {
    assertEquals(1, run("learn", "-c", config, "spam", folder + "/nowhere", mail(1)));
    assertEquals("learned 1, unreadable 1\n", out.toString());
    assertTrue(err.toString().contains("/nowhere cannot be read"), err.toString());
  }

  @Test
  void withoutAVerbOrAPathItIsWrongUsage() {
    assertEquals(2, run("learn", "-c", config));
    assertEquals(2, run("learn", "-c", config, "spam"));
    assertEquals(2, run("learn", "-c", config, "eggs", mails()));
  }

  @Test
  void aLogThatCannotBeWrittenIsExitCode1() throws IOException {
    Files.writeString(folder.resolve("state"), "a file in place of the folder");
    assertEquals(1, run("learn", "-c", config, "spam", mail(1)));
    assertFalse(err.toString().isEmpty());
  }

  @Test
  void lessonsAreListedAndTakenBack() throws IOException {
    run("learn", "-c", config, "--teacher", "anna", "spam", mail(1));
    run("learn", "-c", config, "ham", mail(2));
    assertEquals(0, run("lessons", "list", "-c", config));
    assertEquals(2, out.toString().lines().count());
    assertEquals(0, run("lessons", "list", "-c", config, "--teacher", "anna"));
    assertTrue(
        out.toString().contains("spam active    anna, command line  Report 1"), out.toString());
    assertEquals(0, run("lessons", "undo", "-c", config, "1"));
    assertEquals("1: lesson 1 does not count any more\n", out.toString());
    assertEquals(1, run("lessons", "undo", "-c", config, "1"));
    assertEquals(1, run("lessons", "confirm", "-c", config, "2"));
    run("lessons", "list", "-c", config, "--status", "undone", "--json");
    JsonObject line = JsonParser.parseString(out.toString()).getAsJsonObject();
    assertEquals("1@x", line.get("messageId").getAsString());
    run("lessons", "stats", "-c", config);
    assertTrue(out.toString().startsWith("spam      0\nham       1\n"), out.toString());
  }

  @Test
  void heldMailIsLearnedWhenItIsDeleted() throws IOException {
    String id = hold();
    assertEquals(0, run("quarantine", "delete", "--learn", "-c", config, id), err::toString);
    assertTrue(out.toString().startsWith(id + " learned, lesson 1\n"), out.toString());
    assertTrue(out.toString().contains("deleted"), out.toString());
    run("lessons", "list", "-c", config);
    assertTrue(out.toString().contains("quarantine  Report 7"), out.toString());
  }

  /** Nobody listens on the reinjection port; the lesson stands all the same. */
  @Test
  void heldMailIsLearnedBeforeItIsReleased() throws IOException {
    String id = hold();
    assertEquals(1, run("quarantine", "release", "--learn", "-c", config, id));
    assertTrue(out.toString().startsWith(id + " learned, lesson 1\n"), out.toString());
    run("lessons", "list", "-c", config, "--kind", "ham");
    assertEquals(1, out.toString().lines().count());
  }

  @Test
  void whatCannotBeLearnedIsNotDeleted() throws IOException {
    String id = hold();
    Files.writeString(folder.resolve("state/learn"), "a file in place of the folder");
    assertEquals(1, run("quarantine", "delete", "--learn", "-c", config, id));
    run("quarantine", "list", "-c", config);
    assertTrue(out.toString().contains(id), out.toString());
  }

  private String hold() throws IOException {
    Files.writeString(
        folder.resolve("mailweir.toml"),
        "[reinject]\nto = \"127.0.0.1:1\"\n",
        java.nio.file.StandardOpenOption.APPEND);
    InMemoryMessage message = InMemoryMessage.of(text(7));
    TransactionId id = TransactionId.at(1_795_000_000_000L);
    HeldMessage.HeldRecipient bob =
        new HeldMessage.HeldRecipient(
            "bob@x", null, null, "because", HeldMessage.State.HELD, null, null);
    new QuarantineFolder(new QuarantineSettings(folder.resolve("state/quarantine")))
        .hold(
            new HeldMessage(
                1,
                id.text(),
                "2026-11-20T10:00:00Z",
                "s@x",
                MailParameters.NONE,
                List.of(bob),
                ClientInfo.UNKNOWN,
                "Report 7",
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

  @Test
  void whatAnotherFilterLearnedIsImported() throws IOException {
    Path dump =
        Files.writeString(
            folder.resolve("dump"),
            ".MSG_COUNT 12 34 20260101\nprize 9 0 20260101\nmeeting 0 9 20260101\n");
    assertEquals(0, run("learn", "-c", config, "--from-bogoutil", dump.toString()));
    assertTrue(out.toString().startsWith("imported what bogofilter learned of 12 spam and 34 ham"));
    run("lessons", "stats", "-c", config);
    assertTrue(out.toString().contains("imported  bogofilter: 12 spam, 34 ham"), out.toString());
    assertEquals(1, run("learn", "-c", config, "--from-sa-backup", dump.toString()));
    assertTrue(err.toString().contains("dump:1: not of the format"), err.toString());
    assertEquals(0, run("learn", "-c", config, "--drop-import", "bogofilter"));
    run("lessons", "stats", "-c", config);
    assertFalse(out.toString().contains("imported"), out.toString());
    assertEquals(
        2, run("learn", "-c", config, "--from-bogoutil", dump.toString(), "spam", mails()));
  }
}
