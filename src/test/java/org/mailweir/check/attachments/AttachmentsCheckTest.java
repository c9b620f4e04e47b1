package org.mailweir.check.attachments;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mailweir.check.CheckInput;
import org.mailweir.check.CheckResult;
import org.mailweir.check.Finding;
import org.mailweir.concurrent.Deadline;
import org.mailweir.lab.Packed;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;

/** What is attached, and what is said of it. */
class AttachmentsCheckTest {

  private static final byte[] TEXT = "some words\n".getBytes(ISO_8859_1);
  private static final byte[] PROGRAM = Packed.PROGRAM;

  private static CheckResult check(byte[] mail) {
    InMemoryMessage raw = InMemoryMessage.canonical(mail);
    CheckInput input =
        new CheckInput(
            new MessageParser(ParseLimits.DEFAULT).parse(raw),
            raw,
            MailAddress.NULL,
            ClientInfo.UNKNOWN,
            Origin.OUTSIDE,
            List.of(),
            Deadline.after(Duration.ofSeconds(30)));
    return new AttachmentsCheck(AttachmentSettings.DEFAULT, (name, otherwise) -> otherwise)
        .check(input);
  }

  private static CheckResult check(String name, byte[] attachment) {
    return check(Packed.mail(name, attachment));
  }

  /** Names with their evidence. */
  private static Map<String, String> found(CheckResult result) {
    Map<String, String> found = new TreeMap<>();
    for (Finding finding : result.findings()) {
      found.put(finding.name(), finding.evidence());
    }
    return found;
  }

  private static void assertWhole(CheckResult result, Map<String, String> findings) {
    assertInstanceOf(CheckResult.Found.class, result, result.toString());
    assertEquals(new TreeMap<>(findings), found(result));
  }

  private static String missing(CheckResult result) {
    return assertInstanceOf(CheckResult.Unavailable.class, result, result.toString()).reason();
  }

  @Test
  void ordinaryMailIsNothing() {
    byte[] mail = "Subject: hello\r\n\r\nMZ is not a program.\r\n".getBytes(ISO_8859_1);
    assertWhole(check(mail), Map.of());
    assertWhole(check("notes.txt", TEXT), Map.of());
    assertWhole(check("notes.zip", Packed.zip("notes.txt", TEXT)), Map.of());
    assertWhole(check("www.example.org.pdf", TEXT), Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "setup.exe",
        "SETUP.EXE",
        "setup.exe.",
        "setup.exe . .",
        "run.js",
        "a/b\\run.vbs",
        ".scr",
        "setup.e\u200Bxe",
        "a.exe\u0000.txt",
        "letter.lnk"
      })
  void bannedNames(String name) {
    assertTrue(found(check(name, TEXT)).containsKey("BANNED_ATTACHMENT"), name);
  }

  @Test
  void nameThatLooksHarmless() {
    for (String name : List.of("invoice.pdf.exe", "invoice.pdf        .exe", "photo.jpg.. .SCR")) {
      assertWhole(check(name, TEXT), Map.of("BANNED_ATTACHMENT", name, "DOUBLE_EXTENSION", name));
    }
  }

  @Test
  void nameThatIsShownBackwards() {
    String shown = "invoice?fdp.exe";
    assertWhole(
        check("invoice\u202Efdp.exe", TEXT),
        Map.of("BANNED_ATTACHMENT", shown, "DISGUISED_ATTACHMENT", shown));
  }

  @Test
  void longNamesAreShownByTheirEnd() {
    String evidence = found(check("x".repeat(4096) + ".exe", TEXT)).get("BANNED_ATTACHMENT");
    assertEquals("..." + "x".repeat(193) + ".exe", evidence);
  }

  @Test
  void programUnderAnotherName() {
    assertWhole(check("photo.jpg", PROGRAM), Map.of("DISGUISED_ATTACHMENT", "photo.jpg"));
    assertWhole(check("photo", PROGRAM), Map.of("BANNED_ATTACHMENT", "photo"));
    assertWhole(
        check("a.zip", Packed.zip("photo.jpg", PROGRAM)),
        Map.of("DISGUISED_ATTACHMENT", "a.zip/photo.jpg"));
  }

  @Test
  void archivesInArchives() {
    byte[] inner = Packed.zip("invoice.pdf.exe", PROGRAM);
    assertWhole(
        check("outer.zip", Packed.zip("inner.zip", inner)),
        Map.of(
            "BANNED_ATTACHMENT", "outer.zip/inner.zip/invoice.pdf.exe",
            "DOUBLE_EXTENSION", "outer.zip/inner.zip/invoice.pdf.exe"));
  }

  @Test
  void everyKindOfArchive() {
    Map<String, byte[]> kinds = new LinkedHashMap<>();
    kinds.put("a.zip", Packed.zip("b.exe", PROGRAM));
    kinds.put("a.tar", Packed.tar(Map.of("b.exe", PROGRAM)));
    kinds.put("a.7z", Packed.sevenZip("b.exe", PROGRAM));
    kinds.put("old.rar", Packed.oldRar("b.exe", 0, PROGRAM));
    kinds.put("new.rar", Packed.newRar("b.exe", false, PROGRAM));
    kinds.put("winmail.dat", Packed.tnef("B~1.EX", "b.exe", PROGRAM));
    kinds.forEach(
        (name, archive) ->
            assertWhole(check(name, archive), Map.of("BANNED_ATTACHMENT", name + "/b.exe")));
  }

  @Test
  void compressedFiles() {
    byte[] tar = Packed.tar(Map.of("b.exe", PROGRAM));
    assertWhole(check("a.tgz", Packed.gzip(tar)), Map.of("BANNED_ATTACHMENT", "a.tgz/a.tar/b.exe"));
    assertWhole(
        check("a.tar.bz2", Packed.bzip2(tar)),
        Map.of("BANNED_ATTACHMENT", "a.tar.bz2/a.tar/b.exe"));
    assertWhole(
        check("a.tar.xz", Packed.xz(tar)), Map.of("BANNED_ATTACHMENT", "a.tar.xz/a.tar/b.exe"));
    assertWhole(
        check("b.exe.gz", Packed.gzip(TEXT)), Map.of("BANNED_ATTACHMENT", "b.exe.gz/b.exe"));
  }

  @Test
  void archiveUnderAnotherName() {
    assertWhole(
        check("photo.jpg", Packed.zip("b.exe", PROGRAM)),
        Map.of("BANNED_ATTACHMENT", "photo.jpg/b.exe"));
  }

  @Test
  void archiveBehindSomethingElse() {
    byte[] zip = Packed.zip("b.exe", PROGRAM);
    byte[] both =
        Arrays.copyOf("GIF89a and so on".repeat(10).getBytes(ISO_8859_1), 160 + zip.length);
    System.arraycopy(zip, 0, both, 160, zip.length);
    assertWhole(check("a.gif", both), Map.of("BANNED_ATTACHMENT", "a.gif/b.exe"));
  }

  @Test
  void longNamesInTar() {
    String name = "folder/".repeat(40) + "b.exe";
    assertEquals(
        "BANNED_ATTACHMENT",
        String.join(",", found(check("a.tar", Packed.tar(Map.of(name, PROGRAM)))).keySet()));
  }

  @Test
  void encrypted() {
    Map<String, byte[]> kinds =
        Map.of(
            "a.zip", Packed.encryptedZip("b.exe", PROGRAM),
            "old.rar", Packed.oldRar("b.exe", 4, PROGRAM),
            "new.rar", Packed.newRar("b.exe", true, PROGRAM));
    kinds.forEach(
        (name, archive) ->
            assertWhole(
                check(name, archive),
                Map.of("ENCRYPTED_ARCHIVE", name, "BANNED_ATTACHMENT", name + "/b.exe")));
  }

  @Test
  void directoryAndMembersDisagree() {
    byte[] zip = Packed.zip("b.exe", PROGRAM);
    byte[] directorySaysText = zip.clone();
    System.arraycopy(
        "b.txt".getBytes(ISO_8859_1), 0, directorySaysText, Packed.directory(zip) + 46, 5);
    byte[] memberSaysText = zip.clone();
    System.arraycopy("b.txt".getBytes(ISO_8859_1), 0, memberSaysText, 30, 5);
    for (byte[] each : List.of(directorySaysText, memberSaysText)) {
      Map<String, String> found = found(check("a.zip", each));
      assertEquals("a.zip/b.exe", found.get("BANNED_ATTACHMENT"));
      assertEquals("a.zip", found.get("AMBIGUOUS_ARCHIVE"));
    }
  }

  @Test
  void memberThatTheDirectoryDoesNotName() {
    byte[] hidden = Packed.zip("b.exe", PROGRAM);
    byte[] shown = Packed.zip("b.txt", TEXT);
    byte[] both = Arrays.copyOf(hidden, Packed.directory(hidden) + shown.length);
    System.arraycopy(shown, 0, both, Packed.directory(hidden), shown.length);
    Map<String, String> found = found(check("a.zip", both));
    assertEquals("a.zip/b.exe", found.get("BANNED_ATTACHMENT"));
    assertEquals("a.zip", found.get("AMBIGUOUS_ARCHIVE"));
  }

  @Test
  void macros() {
    assertWhole(
        check("a.docm", Packed.zip("word/vbaProject.bin", TEXT)),
        Map.of("OFFICE_MACRO", "a.docm/word/vbaProject.bin"));
  }

  @Test
  void archiveWithoutItsEndIsReadAsFarAsItGoes() {
    byte[] zip = Packed.zip("b.exe", PROGRAM);
    CheckResult result = check("a.zip", Arrays.copyOf(zip, Packed.directory(zip)));
    assertEquals(Map.of("BANNED_ATTACHMENT", "a.zip/b.exe"), found(result));
    assertEquals("a.zip: damaged or of an unknown kind", missing(result));
  }

  @Test
  void largeArchiveIsReadWhole() {
    byte[] noise = new byte[3 << 20];
    new Random(17).nextBytes(noise);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("noise.bin", noise);
    files.put("b.exe", PROGRAM);
    assertWhole(check("a.zip", Packed.zip(files)), Map.of("BANNED_ATTACHMENT", "a.zip/b.exe"));
  }

  @Test
  void unpacksToTooMuch() {
    for (byte[] bomb :
        List.of(
            Packed.gzip(Packed.gzip(new byte[50_000_000])),
            Packed.bzip2(Packed.bzip2(new byte[50_000_000])),
            Packed.sevenZip("0", new byte[50_000_000]),
            Packed.overlappingZip(1_000, 1_000_000))) {
      CheckResult result = check("a.bin", bomb);
      assertEquals(Map.of("ARCHIVE_BOMB", "a.bin"), found(result));
    }
  }

  @Test
  void nestedWithoutEnd() {
    for (byte[] bomb : List.of(Packed.zipTower(40), Packed.gzipQuine())) {
      CheckResult result = check("a.bin", bomb);
      assertEquals(Map.of("ARCHIVE_BOMB", "a.bin"), found(result));
      assertEquals("a.bin: archives nested too deep", missing(result));
    }
  }

  @Test
  void treeOfArchives() {
    CheckResult result = check("a.zip", Packed.zipTree(4, 1_000_000));
    assertEquals("[ARCHIVE_BOMB, BANNED_ATTACHMENT]", found(result).keySet().toString());
    assertEquals("a.zip: unpacks to too many bytes", missing(result));
  }

  @Test
  void moreMembersThanAreLookedAt() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 2_000; i++) {
      files.put("file " + i, TEXT);
    }
    CheckResult result = check("a.tar", Packed.tar(files));
    assertEquals(Map.of("ARCHIVE_LIMIT", "a.tar"), found(result));
    assertEquals("a.tar: too many members", missing(result));
  }

  @Test
  void namesBehindManyMembers() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 1_501; i++) {
      files.put("file " + i, new byte[0]);
    }
    files.put("b.js", TEXT);
    Map<String, byte[]> kinds =
        Map.of(
            "a.zip", Packed.zip(files),
            "a.tar", Packed.tar(files),
            "a.7z", Packed.sevenZip(files));
    kinds.forEach(
        (name, archive) -> {
          CheckResult result = check(name, archive);
          assertEquals(
              Map.of("ARCHIVE_LIMIT", name, "BANNED_ATTACHMENT", name + "/b.js"), found(result));
          assertEquals(name + ": too many members", missing(result));
        });
  }

  @Test
  void namesBehindAMemberNestedTooDeep() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("first.zip", Packed.zipTower(40));
    files.put("b.js", TEXT);
    Map<String, byte[]> kinds = Map.of("a.zip", Packed.zip(files), "a.tar", Packed.tar(files));
    kinds.forEach(
        (name, archive) ->
            assertEquals(
                Map.of("ARCHIVE_BOMB", name, "BANNED_ATTACHMENT", name + "/b.js"),
                found(check(name, archive))));
  }

  @Test
  void nameInTheUnicodePathOfAZip() {
    assertWhole(
        check("a.zip", Packed.renamingZip("good.txt", "b.js", TEXT)),
        Map.of("AMBIGUOUS_ARCHIVE", "a.zip", "BANNED_ATTACHMENT", "a.zip/b.js"));
    byte[] onlyInMember = Packed.renamingZip("good.txt", "b.js", TEXT);
    onlyInMember[Packed.directory(onlyInMember) + 46 + 8] = 0;
    assertWhole(
        check("a.zip", onlyInMember),
        Map.of("AMBIGUOUS_ARCHIVE", "a.zip", "BANNED_ATTACHMENT", "a.zip/b.js"));
    // What every packer writes for a name with umlauts.
    assertWhole(check("a.zip", Packed.renamingZip("B\u0084r.txt", "B\u00E4r.txt", TEXT)), Map.of());
  }

  private static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }

  @Test
  void tarWithDamageBetweenItsMembers() {
    byte[] damage = "x".repeat(512).getBytes(ISO_8859_1);
    CheckResult result =
        check(
            "a.tar",
            joined(
                Packed.tarFile('0', "a.txt", "words"),
                damage,
                Packed.tarFile('0', "b.js", "words"),
                new byte[1024]));
    assertEquals(Map.of("BANNED_ATTACHMENT", "a.tar/b.js"), found(result));
    assertEquals("a.tar: damaged or of an unknown kind", missing(result));
  }

  @Test
  void tarMemberInTheBodyThatALinkIsSaidToHave() {
    byte[] link = Packed.tarFile('1', "a.txt", "x".repeat(512));
    byte[] tar =
        joined(Arrays.copyOf(link, 512), Packed.tarFile('0', "b.js", "words"), new byte[1024]);
    assertWhole(check("a.tar", tar), Map.of("BANNED_ATTACHMENT", "a.tar/b.js"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13 path=b.js\n",
        "14 path=a.txt\n13 path=b.js\n",
        "13 path=b.js\n14 path=a.txt\n",
        "14 path=b\n.js\n",
        "24 GNU.sparse.name=b.js\n"
      })
  void namesInPaxHeaders(String header) {
    for (String name : List.of("", "a.txt")) {
      byte[] tar =
          joined(
              Packed.tarFile('x', name, header),
              Packed.tarFile('0', name, "words"),
              new byte[1024]);
      CheckResult result = check("a.tar", tar);
      assertWhole(
          result,
          Map.of("BANNED_ATTACHMENT", header.contains("\n.") ? "a.tar/b?.js" : "a.tar/b.js"));
    }
  }

  @Test
  void rarGoesOnBehindARecordThatIsTooLong() {
    assertWhole(
        check("a.rar", Packed.newRarWithLongRecord("a.txt", "b.js")),
        Map.of("BANNED_ATTACHMENT", "a.rar/b.js"));
  }

  @Test
  void unicodeNameInOldRar() {
    // Behind the zero: an upper byte, codes (one run of the plain name, four single characters).
    String wide = "\0\0\u00C0\0.js";
    assertWhole(
        check("a.rar", Packed.oldRar("ab.txt" + wide, 0x200, TEXT)),
        Map.of("AMBIGUOUS_ARCHIVE", "a.rar", "BANNED_ATTACHMENT", "a.rar/ab.js"));
    // Upper byte 4, codes (a run of two moved ones, a run of four as they are).
    String cyrillic = "\0\4\u00F0\u0080\u00D0\2";
    assertWhole(check("a.rar", Packed.oldRar("ab.txt" + cyrillic, 0x200, TEXT)), Map.of());
  }

  @Test
  void fileThatIsNotTheArchiveThatItIsCalled() {
    byte[] shifted = joined(new byte[] {'x'}, Packed.newRar("b.exe", false, PROGRAM));
    assertEquals("a.rar: is not what its name says", missing(check("a.rar", shifted)));
    assertEquals(
        "a.zip/in.rar: is not what its name says",
        missing(check("a.zip", Packed.zip("in.rar", shifted))));
    assertWhole(check("a.zip", new byte[0]), Map.of());
    byte[] stub = joined("a stub".getBytes(ISO_8859_1), Packed.zip("b.txt", TEXT));
    assertWhole(check("a.zip", stub), Map.of());
  }

  @Test
  void macrosAndArchivesAtTheEndOfLargeFiles() {
    byte[] padding = new byte[5 << 20];
    byte[] ole = joined(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}, padding);
    byte[] macros = "_VBA_PROJECT".getBytes(UTF_16LE);
    assertWhole(check("a.doc", joined(ole, macros)), Map.of("OFFICE_MACRO", "a.doc"));
    byte[] across = joined(ole, macros);
    System.arraycopy(macros, 0, across, 65_530, macros.length);
    assertWhole(check("a.doc", Arrays.copyOf(across, 3 << 20)), Map.of("OFFICE_MACRO", "a.doc"));
    byte[] picture = joined("GIF89a".getBytes(ISO_8859_1), padding);
    assertWhole(
        check("a.gif", joined(picture, Packed.zip("b.js", TEXT))),
        Map.of("BANNED_ATTACHMENT", "a.gif/b.js"));
  }

  @Test
  void everyAttachmentIsNamedHoweverTheFirstEnds() {
    String second = "--b\r\nContent-Disposition: attachment; filename=b.exe\r\n\r\nx\r\n--b--\r\n";
    String first = new String(Packed.mail("a.zip", Packed.zipTower(40)), ISO_8859_1);
    CheckResult result = check(first.replace("--b--\r\n", second).getBytes(ISO_8859_1));
    assertEquals("[ARCHIVE_BOMB, BANNED_ATTACHMENT]", found(result).keySet().toString());
  }

  @Test
  void quineUnpacksToItself() throws Exception {
    byte[] quine = Packed.gzipQuine();
    byte[] unpacked =
        new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(quine)).readAllBytes();
    assertTrue(Arrays.equals(quine, unpacked));
  }

  /** Whatever is done to an archive, there is an answer. */
  @Test
  void damagedArchives() {
    List<byte[]> archives =
        List.of(
            Packed.zip("b.exe", PROGRAM),
            Packed.tar(Map.of("b.exe", PROGRAM)),
            Packed.sevenZip("b.exe", PROGRAM),
            Packed.oldRar("b.exe", 0, PROGRAM),
            Packed.newRar("b.exe", false, PROGRAM),
            Packed.tnef("B~1.EX", "b.exe", PROGRAM),
            Packed.gzip(PROGRAM),
            Packed.bzip2(PROGRAM),
            Packed.xz(PROGRAM));
    Random random = new Random(4);
    for (byte[] archive : archives) {
      for (int round = 0; round < 200; round++) {
        byte[] damaged = archive.clone();
        for (int i = 0; i <= round % 5; i++) {
          damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt();
        }
        check("a.bin", Arrays.copyOf(damaged, 8 + random.nextInt(damaged.length - 7)));
      }
    }
  }
}
