package org.mailweir.check.attachments.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** One compressed file: gzip (RFC 1952), bzip2 or xz. */
final class CompressedFile {

  private static final Pattern SUFFIX =
      Pattern.compile("\\.(?:gz|bz2|xz|z)\\s*$", Pattern.CASE_INSENSITIVE);
  private static final Pattern SHORT_TAR =
      Pattern.compile("\\.(tgz|tbz2?|txz)\\s*$", Pattern.CASE_INSENSITIVE);

  private CompressedFile() {}

  static void read(FileKind kind, String name, InputStream packed, Budget budget, Members members)
      throws IOException {
    budget.member();
    String inside = inside(name);
    try (InputStream in = decompressor(kind, packed, budget)) {
      InputStream metered = budget.metered(in);
      if (in instanceof GzipCompressorInputStream gzip) {
        alsoCalled(gzip.getMetaData().getFileName(), inside, members);
      }
      // Its size stands nowhere, and a bomb is recognised by unpacking it.
      members.member(new Member(inside, false, () -> new NotClosed(metered)));
      metered.skip(Long.MAX_VALUE);
    }
  }

  /** The name that a gzip file gives itself counts, too: programs differ in which one they use. */
  private static void alsoCalled(@Nullable String own, String inside, Members members)
      throws IOException {
    if (own != null && !own.equals(inside)) {
      members.member(Member.named(own));
    }
  }

  private static InputStream decompressor(FileKind kind, InputStream packed, Budget budget)
      throws IOException {
    return switch (kind) {
      case GZIP ->
          GzipCompressorInputStream.builder()
              .setInputStream(packed)
              .setDecompressConcatenated(true)
              .get();
      case BZIP2 -> new BZip2CompressorInputStream(packed, true);
      case XZ ->
          XZCompressorInputStream.builder()
              .setInputStream(packed)
              .setDecompressConcatenated(true)
              .setMemoryLimitKiB(budget.memoryKiB())
              .get();
      case ZIP, TAR, SEVEN_ZIP, RAR, TNEF, WINDOWS_PROGRAM, PROGRAM, SHORTCUT, OLE, OTHER ->
          throw new IllegalArgumentException(kind.toString());
    };
  }

  private static String inside(String name) {
    String tar = SHORT_TAR.matcher(name).replaceFirst(".tar");
    return tar.equals(name) ? SUFFIX.matcher(name).replaceFirst("") : tar;
  }

  /** A stream that is read on when whoever looked into it has closed it. */
  private static final class NotClosed extends FilterInputStream {
    NotClosed(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
      return in.read(to, from, count);
    }

    @Override
    public void close() {}
  }
}
