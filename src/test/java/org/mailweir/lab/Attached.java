package org.mailweir.lab;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Messages with archives, made when they are needed: scanners need not be alarmed by files. */
enum Attached {
  EICAR(() -> mail("bill.zip", Packed.zip("inner.zip", Packed.zip("bill.com", eicar())))),
  BANNED(() -> mail("bill.zip", Packed.zip("a.zip", Packed.zip("bill.pdf.exe", Packed.PROGRAM)))),
  ENCRYPTED(() -> mail("bill.zip", Packed.encryptedZip("bill.txt", Packed.latin1("secret")))),
  TREE(() -> mail("bill.zip", Packed.zipTree(5, 10_000_000))),
  TOWER(() -> mail("bill.zip", Packed.zipTower(40))),
  OVERLAPPING(() -> mail("bill.zip", Packed.overlappingZip(10_000, 20_000_000))),
  QUINE(() -> mail("bill.gz", Packed.gzipQuine())),
  ZEROS(() -> mail("bill.gz", Packed.gzip(new byte[200_000_000]))),
  MANY_IN_TAR(() -> mail("bill.tgz", Packed.gzip(Packed.tar(names(50_000))))),
  BZIP2(() -> mail("bill.bz2", Packed.bzip2(new byte[200_000_000]))),
  SOLID(() -> mail("bill.7z", Packed.sevenZip("bill.txt", new byte[200_000_000]))),
  LARGE(() -> mail("noise.zip", Packed.zip("noise.txt", noise(18_000_000))));

  private static final String PREFIX = "attached-";

  private final Supplier<byte[]> maker;

  Attached(Supplier<byte[]> maker) {
    this.maker = maker;
  }

  static boolean isOne(String name) {
    return name.startsWith(PREFIX);
  }

  /** The message that is called {@code attached-eicar} and so on. */
  static byte[] of(String name) {
    return valueOf(name.substring(PREFIX.length()).toUpperCase(Locale.ROOT)).maker.get();
  }

  byte[] message() {
    return maker.get();
  }

  private static byte[] mail(String name, byte[] archive) {
    return Packed.mail(name, archive);
  }

  private static Map<String, byte[]> names(int count) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      files.put("file " + i, new byte[0]);
    }
    return files;
  }

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(17).nextBytes(noise);
    return noise;
  }

  /** The test file of the EICAR organisation, put together here. */
  private static byte[] eicar() {
    return Packed.latin1(
        "X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-" + "STANDARD-ANTIVIRUS-" + "TEST-FILE!$H+H*");
  }
}
