package org.mailweir.check.attachments;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.attachments.Report.Sign;
import org.mailweir.check.attachments.archive.Archives;
import org.mailweir.check.attachments.archive.Budget;
import org.mailweir.check.attachments.archive.FileKind;
import org.mailweir.check.attachments.archive.Limit;
import org.mailweir.check.attachments.archive.LimitException;
import org.mailweir.check.attachments.archive.Member;
import org.mailweir.check.attachments.archive.Members;
import org.mailweir.parse.Part;

/** Looks at the attachments of one message: names, first bytes, and archives level by level. */
final class Inspection {

  private static final int WINDOW = 1 << 16;
  private static final byte[] MACROS = "_VBA_PROJECT".getBytes(StandardCharsets.UTF_16LE);
  private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

  private static final Set<String> ARCHIVES =
      Set.of("7z", "bz2", "gz", "rar", "tar", "tgz", "xz", "zip");

  private final Bans bans;
  private final int maxDepth;
  private final Budget budget;
  private final Report report = new Report();

  Inspection(Bans bans, int maxDepth, Budget budget) {
    this.bans = bans;
    this.maxDepth = maxDepth;
    this.budget = budget;
  }

  Report report() {
    return report;
  }

  /** Looks at what an attachment is called and is said to be. */
  void name(Part part) {
    String name = name(part, "");
    names(name, name);
    if (bans.bansType(part.type())) {
      report.add(Sign.BANNED_ATTACHMENT, name.isEmpty() ? part.type() : name);
    }
  }

  /**
   * Looks at what an attachment is, and into it.
   *
   * @param body all of it that there is
   */
  void content(Part part, byte[] body) {
    String path = name(part, "part " + part.path());
    try {
      FileKind kind = FileKind.of(body);
      boolean endsAsZip = !kind.isContainer() && Archives.endsAsZip(body);
      if (kind != FileKind.OTHER || !endsAsZip) {
        content(path, Budget.HeldBytes.of(body), isShown(part), 0);
      }
      if (endsAsZip) {
        open(FileKind.ZIP, path, Budget.HeldBytes.of(body), 0);
      }
    } catch (LimitException e) {
      stopped(path, e.limit());
    } catch (IOException e) {
      report.unseen(path, "damaged");
    }
  }

  private void stopped(String path, Limit limit) {
    report.add(limit.isBomb() ? Sign.ARCHIVE_BOMB : Sign.ARCHIVE_LIMIT, path);
    report.unseen(path, limit.words());
  }

  /** Whether the header says that it is something to look at. */
  private static boolean isShown(Part part) {
    return part.type().startsWith("image/")
        || part.type().startsWith("text/")
        || part.type().equals("application/pdf");
  }

  private static String name(Part part, String otherwise) {
    return part.fileName() == null ? otherwise : part.fileName();
  }

  private void names(String path, String name) {
    names(path, FileName.of(name));
    int zero = name.indexOf('\0'); // Some programs take the name to end there.
    if (zero >= 0) {
      names(path, FileName.of(name.substring(0, zero)));
    }
  }

  private void names(String path, FileName name) {
    if (name.text().endsWith("vbaproject.bin")) {
      report.add(Sign.OFFICE_MACRO, path);
    }
    if (!bans.bansExtension(name.extension())) {
      return;
    }
    report.add(Sign.BANNED_ATTACHMENT, path);
    if (name.hasHarmlessInner()) {
      report.add(Sign.DOUBLE_EXTENSION, path);
    }
    if (name.reversed()) {
      report.add(Sign.DISGUISED_ATTACHMENT, path);
    }
  }

  private void content(String path, InputStream in, boolean shown, int depth) throws IOException {
    InputStream marked = in.markSupported() ? in : new BufferedInputStream(in, FileKind.HEAD);
    marked.mark(FileKind.HEAD);
    byte[] head = marked.readNBytes(FileKind.HEAD);
    FileKind kind = FileKind.of(head);
    marked.reset();
    if (kind.runs()) {
      program(path, kind, shown);
    } else if (kind == FileKind.OLE) {
      office(path, marked);
    } else if (kind.isContainer()) {
      open(kind, path, marked, depth);
    } else if (head.length > 0 && ARCHIVES.contains(FileName.of(path).extension())) {
      report.unseen(path, "is not what its name says"); // Programs look for an archive further on.
    }
  }

  private void program(String path, FileKind kind, boolean shown) {
    if (shown || FileName.of(path).isHarmless()) {
      report.add(Sign.DISGUISED_ATTACHMENT, path);
    } else if (kind != FileKind.PROGRAM) {
      report.add(Sign.BANNED_ATTACHMENT, path);
    }
  }

  /** Old office documents keep the names of their streams as they are, and often at their end. */
  private void office(String path, InputStream in) throws IOException {
    byte[] window = new byte[WINDOW];
    int kept = 0; // A name may begin in one window and end in the next.
    int read = in.readNBytes(window, 0, WINDOW);
    while (read > 0) {
      int length = kept + read;
      if (contains(window, length, MACROS)) {
        report.add(Sign.OFFICE_MACRO, path);
      }
      if (contains(window, length, ENCRYPTED)) {
        report.add(Sign.ENCRYPTED_ARCHIVE, path);
      }
      kept = Math.min(length, ENCRYPTED.length);
      System.arraycopy(window, length - kept, window, 0, kept);
      read = in.readNBytes(window, kept, WINDOW - kept);
    }
  }

  private static boolean contains(byte[] in, int length, byte[] wanted) {
    for (int i = 0; i + wanted.length <= length; i++) {
      if (in[i] == wanted[0] && matches(in, i, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] in, int at, byte[] wanted) {
    return Arrays.equals(in, at, at + wanted.length, wanted, 0, wanted.length);
  }

  private void open(FileKind kind, String path, InputStream in, int depth) throws LimitException {
    if (depth >= maxDepth) {
      throw new LimitException(Limit.DEPTH);
    }
    Archives.read(kind, FileName.of(path).text(), in, budget, new Level(path, depth + 1));
  }

  /** What is inside of one archive. */
  private final class Level implements Members {
    private final String path;
    private final int depth;

    Level(String path, int depth) {
      this.path = path;
      this.depth = depth;
    }

    @Override
    public void member(Member member) throws IOException {
      String inside = path + "/" + member.name();
      names(inside, member.name());
      if (member.encrypted()) {
        report.add(Sign.ENCRYPTED_ARCHIVE, path);
      }
      look(inside, member.content());
    }

    private void look(String inside, Member.@Nullable Content content) throws IOException {
      if (content == null) {
        return;
      }
      try (InputStream in = content.open()) {
        content(inside, in, false, depth);
      } catch (LimitException | RuntimeException e) {
        throw e;
      } catch (IOException e) {
        // One damaged member does not hide the others.
        report.unseen(inside, "damaged");
      }
    }

    @Override
    public void remark(Remark remark) {
      switch (remark) {
        case ENCRYPTED -> report.add(Sign.ENCRYPTED_ARCHIVE, path);
        case OVERLAPPING -> report.add(Sign.ARCHIVE_BOMB, path);
        case AMBIGUOUS -> report.add(Sign.AMBIGUOUS_ARCHIVE, path);
        case UNREADABLE -> report.unseen(path, "damaged or of an unknown kind");
      }
    }
  }
}
