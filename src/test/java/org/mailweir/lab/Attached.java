package org.mailweir.lab;

import java.util.Locale;
import java.util.function.Supplier;

/** Messages with archives, made when they are needed: scanners need not be alarmed by files. */
enum Attached {
  EICAR(() -> mail("bill.zip", Packed.zip("inner.zip", Packed.zip("bill.com", eicar())))),
  BANNED(() -> mail("bill.zip", Packed.zip("a.zip", Packed.zip("bill.pdf.exe", Packed.PROGRAM)))),
  ENCRYPTED(() -> mail("bill.zip", Packed.encryptedZip("bill.txt", Packed.latin1("secret")))),
  TREE(() -> mail("bill.zip", Packed.zipTree(5, 10_000_000))),
  TOWER(() -> mail("bill.zip", Packed.zipTower(40))),
  OVERLAPPING(() -> mail("bill.zip", Packed.overlappingZip(10_000, 20_000_000))),
  QUINE(() -> mail("bill.gz", Packed.gzipQuine()));

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

  /** The test file of the EICAR organisation, put together here. */
  private static byte[] eicar() {
    return Packed.latin1(
        "X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-" + "STANDARD-ANTIVIRUS-" + "TEST-FILE!$H+H*");
  }
}
