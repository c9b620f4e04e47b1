package org.mailweir.check.attachments.archive;

import java.nio.charset.StandardCharsets;

/** What a file is by its first bytes, whatever its name says. Only what matters to us is told. */
public enum FileKind {
  /** A program of Windows or DOS. */
  WINDOWS_PROGRAM,
  /** A program of another system. */
  PROGRAM,
  /** A shortcut of Windows. */
  SHORTCUT,
  /** An OLE file: old office documents, installers, encrypted new documents. */
  OLE,
  ZIP,
  GZIP,
  BZIP2,
  XZ,
  TAR,
  SEVEN_ZIP,
  RAR,
  TNEF,
  OTHER;

  /** How many bytes {@link #of} looks at. */
  public static final int HEAD = 1024;

  /** Whether {@link Archives} can look into it. */
  public boolean isContainer() {
    return switch (this) {
      case ZIP, GZIP, BZIP2, XZ, TAR, SEVEN_ZIP, RAR, TNEF -> true;
      case WINDOWS_PROGRAM, PROGRAM, SHORTCUT, OLE, OTHER -> false;
    };
  }

  /** Whether it runs when it is opened. */
  public boolean runs() {
    return this == WINDOWS_PROGRAM || this == PROGRAM || this == SHORTCUT;
  }

  /** Tells by the first {@link #HEAD} bytes, or all when there are fewer. */
  public static FileKind of(byte[] head) {
    if (head.length < 4) {
      return OTHER;
    }
    return switch (Bytes.int32(head, 0)) {
      case 0x04034B50, 0x06054B50 -> ZIP; // PK\3\4, and an empty archive's PK\5\6
      case 0x30304B50 -> starts(head, 4, "PK\3\4") ? ZIP : OTHER; // a split archive of one part
      case 0xAFBC7A37 -> SEVEN_ZIP;
      case 0x21726152 -> RAR; // Rar!
      case 0x587A37FD -> XZ;
      case 0x223E9F78 -> TNEF;
      case 0xE011CFD0 -> OLE;
      case 0x464C457F, 0xFEEDFACE, 0xFEEDFACF, 0xCEFAEDFE, 0xCFFAEDFE -> PROGRAM; // ELF, Mach-O
      case 0x0000004C -> head.length > 4 && head[4] == 1 ? SHORTCUT : OTHER;
      default -> byFewerBytes(head);
    };
  }

  private static FileKind byFewerBytes(byte[] head) {
    if (starts(head, 0, "\u001F\u008B\b")) {
      return GZIP;
    }
    if (starts(head, 0, "BZh") && head[3] >= '1' && head[3] <= '9') {
      return BZIP2;
    }
    if (starts(head, 0, "MZ") && hasZero(head, 64)) {
      return WINDOWS_PROGRAM;
    }
    return TarReader.isHeader(head) ? TAR : OTHER;
  }

  /** A text may begin with MZ; a program has zeros in its header. */
  private static boolean hasZero(byte[] head, int within) {
    for (int i = 2; i < Math.min(within, head.length); i++) {
      if (head[i] == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean starts(byte[] head, int at, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    return Bytes.startsWith(head, at, wanted);
  }
}
