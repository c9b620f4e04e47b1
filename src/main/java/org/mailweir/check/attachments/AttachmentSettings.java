package org.mailweir.check.attachments;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.mailweir.settings.DataSize;
import org.mailweir.settings.Doc;

/** What is looked for in attachments, and how far. */
@Doc(
    "Attachments: what they are called, what they are, and what is inside archives (zip, gzip, bzip2,"
        + " xz, tar, 7z; names also inside RAR and winmail.dat). What is found adds points, by score"
        + " lines or the defaults: BANNED_ATTACHMENT 6, DISGUISED_ATTACHMENT 5, ARCHIVE_BOMB 4,"
        + " DOUBLE_EXTENSION 2, OFFICE_MACRO 1.5, AMBIGUOUS_ARCHIVE 1.5, ENCRYPTED_ARCHIVE 1,"
        + " ARCHIVE_LIMIT 0.01. To hold such mail whatever its score, see hold_findings in [policy].")
public record AttachmentSettings(
    @Doc("Whether attachments are looked at.") boolean enabled,
    @Doc(
            "Endings of file names that are banned, in attachments and in archives, without dot. The"
                + " default are those that run a program when they are opened, and the images of"
                + " disks that carry one past the browser's mark.")
        List<String> bannedExtensions,
    @Doc("Media types that are banned; \"video/*\" names a whole kind.") List<String> bannedTypes,
    @Doc("Archives within archives that are opened.") int depth,
    @Doc("Members of all archives of a message that are looked at.") int members,
    @Doc(
            "Bytes that a message may unpack to, and not more than 500 times its own size (100 KB are"
                + " always allowed).")
        DataSize unpacked,
    @Doc("Bytes of attached and inner archives that may be in memory at the same time.")
        DataSize memory,
    @Doc("How long archives of one message may be unpacked.") Duration time) {

  public static final AttachmentSettings DEFAULT =
      new AttachmentSettings(
          true,
          List.of(
              "ace",
              "apk",
              "appref-ms",
              "appx",
              "application",
              "bat",
              "chm",
              "cmd",
              "com",
              "cpl",
              "diagcab",
              "dll",
              "exe",
              "gadget",
              "hlp",
              "hta",
              "img",
              "ins",
              "iso",
              "jar",
              "jnlp",
              "js",
              "jse",
              "lib",
              "library-ms",
              "lnk",
              "mde",
              "msc",
              "msh",
              "msi",
              "msix",
              "msp",
              "mst",
              "pif",
              "ps1",
              "ps1xml",
              "ps2",
              "psc1",
              "psd1",
              "psm1",
              "reg",
              "scf",
              "scr",
              "sct",
              "search-ms",
              "settingcontent-ms",
              "shb",
              "shs",
              "sys",
              "udl",
              "vb",
              "vbe",
              "vbs",
              "vhd",
              "vhdx",
              "wsc",
              "wsf",
              "wsh",
              "xll",
              "xnk"),
          List.of(
              "application/hta",
              "application/java-archive",
              "application/x-dosexec",
              "application/x-ms-shortcut",
              "application/x-msdownload",
              "application/x-msi"),
          8,
          1_500,
          DataSize.ofMiB(300),
          DataSize.ofMiB(24),
          Duration.ofSeconds(2));

  private static final int DEEPEST = 30;

  public AttachmentSettings {
    bannedExtensions = bannedExtensions.stream().map(AttachmentSettings::plain).toList();
    bannedTypes = bannedTypes.stream().map(t -> t.toLowerCase(Locale.ROOT)).toList();
    if (depth < 1 || depth > DEEPEST) {
      throw new IllegalArgumentException("depth: 1 to " + DEEPEST + " is expected");
    }
    if (members < 1) {
      throw new IllegalArgumentException("members: at least 1 is expected");
    }
    if (memory.bytes() < 1 << 20 || memory.bytes() > 1 << 30) {
      throw new IllegalArgumentException("memory: 1MiB to 1GiB is expected");
    }
  }

  private static String plain(String extension) {
    return extension.startsWith(".")
        ? extension.substring(1).toLowerCase(Locale.ROOT)
        : extension.toLowerCase(Locale.ROOT);
  }
}
