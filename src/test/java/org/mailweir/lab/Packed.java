package org.mailweir.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Makes archives, good ones and hostile ones, and messages that carry them. */
public final class Packed {

  /** The beginning of a program of Windows. */
  public static final byte[] PROGRAM = latin1("MZ\u0090\0\3\0\0\0\4\0\0\0\u00FF\u00FF\0\0");

  private Packed() {}

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A message with one attachment. */
  public static byte[] mail(String name, byte[] attachment) {
    return latin1(
        "From: Anna Berg <anna@example.org>\r\nTo: reader@example.com\r\nSubject: the files\r\n"
            + "Date: Fri, 20 Nov 2026 09:14:02 +0000\r\nMessage-ID: <files-4@example.org>\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n"
            + "Hello,\r\n\r\nhere are the files you asked for.\r\n\r\nAnna\r\n--b\r\n"
            + "Content-Type: application/octet-stream\r\n"
            + "Content-Disposition: attachment; filename*=utf-8''"
            + percent(name)
            + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(attachment)
            + "\r\n--b--\r\n");
  }

  private static String percent(String name) {
    StringBuilder out = new StringBuilder();
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      out.append(String.format("%%%02X", b));
    }
    return out.toString();
  }

  /** What may go wrong when bytes are written into memory: nothing. */
  private interface Writing {
    void to(ByteArrayOutputStream out) throws IOException;
  }

  private static byte[] written(Writing writing) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      writing.to(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] zip(String name, byte[] content) {
    return zip(Map.of(name, content));
  }

  public static byte[] zip(Map<String, byte[]> files) {
    return written(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
              zip.putNextEntry(new ZipEntry(file.getKey()));
              zip.write(file.getValue());
            }
          }
        });
  }

  /** A zip archive whose one member has another name in its Unicode Path fields. */
  public static byte[] renamingZip(String name, String unicodePath, byte[] content) {
    byte[] path = unicodePath.getBytes(StandardCharsets.UTF_8);
    ByteBuffer field = ByteBuffer.allocate(9 + path.length).order(ByteOrder.LITTLE_ENDIAN);
    field.putShort((short) 0x7075).putShort((short) (5 + path.length)).put((byte) 1);
    field.putInt(crc(latin1(name))).put(path);
    return written(
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.ISO_8859_1)) {
            ZipEntry entry = new ZipEntry(name);
            entry.setExtra(field.array());
            zip.putNextEntry(entry);
            zip.write(content);
          }
        });
  }

  /** A zip archive whose members say that they are encrypted. */
  public static byte[] encryptedZip(String name, byte[] content) {
    byte[] zip = zip(name, content);
    for (int i = 0; i + 4 < zip.length; i++) {
      if (zip[i] == 'P' && zip[i + 1] == 'K' && (zip[i + 2] == 3 || zip[i + 2] == 1)) {
        zip[i + (zip[i + 2] == 3 ? 6 : 8)] |= 1;
      }
    }
    return zip;
  }

  /** A zip archive in which all members are the same bytes. */
  public static byte[] overlappingZip(int members, int size) {
    byte[] one = zip("0", new byte[size]);
    int directory = directory(one);
    byte[] record = java.util.Arrays.copyOfRange(one, directory, one.length - 22);
    byte[] end = java.util.Arrays.copyOfRange(one, one.length - 22, one.length);
    return written(
        out -> {
          out.write(one, 0, directory);
          for (int i = 0; i < members; i++) {
            out.write(record);
          }
          ByteBuffer.wrap(end)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putShort(8, (short) members)
              .putShort(10, (short) members)
              .putInt(12, members * record.length);
          out.write(end);
        });
  }

  /** Where the directory of a zip archive begins. */
  public static int directory(byte[] zip) {
    return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 6);
  }

  public static byte[] gzip(byte[] content) {
    return written(
        out -> {
          try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
          }
        });
  }

  public static byte[] bzip2(byte[] content) {
    return written(
        out -> {
          try (OutputStream bzip2 = new BZip2CompressorOutputStream(out)) {
            bzip2.write(content);
          }
        });
  }

  public static byte[] xz(byte[] content) {
    return written(
        out -> {
          try (OutputStream xz = new XZCompressorOutputStream(out)) {
            xz.write(content);
          }
        });
  }

  public static byte[] tar(Map<String, byte[]> files) {
    return written(
        out -> {
          try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
              TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
              entry.setSize(file.getValue().length);
              tar.putArchiveEntry(entry);
              tar.write(file.getValue());
              tar.closeArchiveEntry();
            }
          }
        });
  }

  /** Blocks of a tape archive for one file, without the zeros at the end of an archive. */
  public static byte[] tarFile(char type, String name, String content) {
    ByteBuffer blocks = ByteBuffer.allocate(512 + (content.length() + 511) / 512 * 512);
    blocks.put(0, latin1(name)).put(124, latin1(String.format("%011o\0", content.length())));
    blocks.put(148, latin1(" ".repeat(8))).put(156, (byte) type).put(257, latin1("ustar\00000"));
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += blocks.get(i) & 0xFF;
    }
    blocks.put(148, latin1(String.format("%06o\0 ", sum))).put(512, latin1(content));
    return blocks.array();
  }

  public static byte[] sevenZip(String name, byte[] content) {
    return sevenZip(Map.of(name, content));
  }

  public static byte[] sevenZip(Map<String, byte[]> files) {
    try (SeekableInMemoryByteChannel memory = new SeekableInMemoryByteChannel();
        SevenZOutputFile file = new SevenZOutputFile(memory)) {
      for (Map.Entry<String, byte[]> each : files.entrySet()) {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName(each.getKey());
        file.putArchiveEntry(entry);
        file.write(each.getValue());
        file.closeArchiveEntry();
      }
      file.finish();
      return java.util.Arrays.copyOf(memory.array(), (int) memory.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** RAR 4 with one file of flags, its bytes stored. */
  public static byte[] oldRar(String name, int flags, byte[] content) {
    ByteBuffer file = ByteBuffer.allocate(32 + name.length()).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort((short) 0).put((byte) 0x74).putShort((short) (0x8000 | flags));
    file.putShort((short) file.capacity()).putInt(content.length).putInt(content.length);
    file.put((byte) 2).putInt(0).putInt(0).put((byte) 29).put((byte) 0x30);
    file.putShort((short) name.length()).putInt(32).put(latin1(name));
    return written(
        out -> {
          out.write(latin1("Rar!\u001A\7\0"));
          out.write(latin1("\0\0\u0073\0\0\r\0\0\0\0\0\0\0"));
          out.write(file.array());
          out.write(content);
        });
  }

  /** RAR 5 with two files; a record in the extra area of the first is said to go far beyond it. */
  public static byte[] newRarWithLongRecord(String first, String second) {
    return written(
        out -> {
          out.write(latin1("Rar!\u001A\7\1\0"));
          out.write(latin1("\0\0\0\0\3\1\0\0"));
          String file = "\2\1\5\0\0\40\0\1" + (char) first.length() + first;
          out.write(latin1("\0\0\0\0" + (char) (file.length() + 5) + file + "\u00C0\u0084=\7\0"));
          file = "\2\0\0\0\40\0\1" + (char) second.length() + second;
          out.write(latin1("\0\0\0\0" + (char) file.length() + file));
        });
  }

  /** RAR 5 with one file, its bytes stored. */
  public static byte[] newRar(String name, boolean encrypted, byte[] content) {
    String extra = encrypted ? "\2\1\0" : "";
    String file =
        "\2"
            + (char) (encrypted ? 3 : 2)
            + (encrypted ? "\3" : "")
            + (char) content.length
            + "\0"
            + (char) content.length
            + "\40\0\1"
            + (char) name.length()
            + name
            + extra;
    return written(
        out -> {
          out.write(latin1("Rar!\u001A\7\1\0"));
          out.write(latin1("\0\0\0\0\3\1\0\0"));
          out.write(latin1("\0\0\0\0" + (char) file.length() + file));
          out.write(content);
        });
  }

  /** Outlook's winmail.dat with one attachment, whose long name stands among its properties. */
  public static byte[] tnef(String title, String longName, byte[] content) {
    byte[] wide = (longName + "\0").getBytes(StandardCharsets.UTF_16LE);
    ByteBuffer properties = ByteBuffer.allocate(64 + wide.length).order(ByteOrder.LITTLE_ENDIAN);
    properties.putInt(2).putInt(0x0E200003).putInt(content.length);
    properties.putInt(0x3707001F).putInt(1).putInt(wide.length).put(wide);
    return written(
        out -> {
          out.write(latin1("x\u009F>\"\1\0"));
          attribute(out, 0x00069002, new byte[14]);
          attribute(out, 0x00018010, latin1(title + "\0"));
          attribute(out, 0x0006800F, content);
          attribute(out, 0x00069005, properties.array());
        });
  }

  private static void attribute(ByteArrayOutputStream out, int id, byte[] data) {
    ByteBuffer head = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(head.put((byte) 2).putInt(id).putInt(data.length).array());
    out.writeBytes(data);
    out.writeBytes(new byte[2]);
  }

  /** Zip archives in zip archives, sixteen on each level, with zeros at the bottom. */
  public static byte[] zipTree(int levels, int bottom) {
    byte[] inner = zip("0.dll", new byte[bottom]);
    for (int level = 0; level < levels; level++) {
      Map<String, byte[]> files = new LinkedHashMap<>();
      for (int i = 0; i < 16; i++) {
        files.put("lib " + i + ".zip", inner);
      }
      inner = zip(files);
    }
    return inner;
  }

  /** Zip archives in zip archives, one on each level. */
  public static byte[] zipTower(int levels) {
    byte[] inner = zip("hello.txt", latin1("hello"));
    for (int level = 0; level < levels; level++) {
      inner = zip(level + ".zip", inner);
    }
    return inner;
  }

  /**
   * A gzip file that unpacks to itself, as Russ Cox showed that there are ("Zip Files All the Way
   * Down", 2010). Its deflate stream is a program of two commands of five bytes each: print the
   * next n units of five bytes (a stored block), and repeat the last n units (a match). The
   * checksum at its end, which the file prints, too, comes from a system of linear equations, since
   * CRC-32 is linear.
   */
  public static byte[] gzipQuine() {
    for (int salt = 0; salt < 100; salt++) {
      byte[] start = quine(salt, 0);
      int constant = crc(start);
      long[] rows = new long[32];
      for (int bit = 0; bit < 32; bit++) {
        int column = crc(quine(salt, 1 << bit)) ^ constant ^ 1 << bit;
        for (int row = 0; row < 32; row++) {
          rows[row] |= (column >>> row & 1L) << bit;
        }
      }
      for (int row = 0; row < 32; row++) {
        rows[row] |= (constant >>> row & 1L) << 32;
      }
      int solution = solve(rows);
      byte[] quine = quine(salt, solution);
      if (crc(quine) == solution) {
        return quine;
      }
    }
    throw new IllegalStateException("no quine found");
  }

  private static byte[] quine(int salt, int checksum) {
    byte[] prefix = latin1("\u001F\u008B\b\b" + (char) salt + "\0\0\0\0\0quin\0"); // 3 units
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] repeat4 = repeat4();
    ByteBuffer end = ByteBuffer.allocate(15).order(ByteOrder.LITTLE_ENDIAN);
    end.put(print(0)).put((byte) 3).put((byte) 0).putInt(checksum).putInt(0);
    byte[][] program = {
      prefix,
      print(4),
      prefix,
      print(4),
      repeat4, // prints and repeats the prefix
      print(1),
      repeat4,
      print(1),
      print(1),
      print(4),
      repeat4,
      print(1),
      print(1),
      print(4),
      repeat4,
      print(4),
      repeat4,
      print(4),
      repeat4,
      print(4),
      repeat4,
      print(4),
      repeat4,
      print(0),
      print(0),
      print(4),
      repeat4,
      print(0),
      print(0),
      print(4),
      repeat4,
      end.array(),
      repeat4,
      end.array()
    };
    for (byte[] piece : program) {
      out.writeBytes(piece);
    }
    byte[] all = out.toByteArray();
    ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putInt(all.length - 4, all.length);
    int first = all.length - end.capacity() - repeat4.length - 4;
    ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putInt(first, all.length);
    return all;
  }

  private static byte[] print(int units) {
    int length = units * 5;
    return new byte[] {0, (byte) length, 0, (byte) ~length, (byte) 0xFF};
  }

  /** A block of fixed codes: twice ten bytes from twenty bytes before. Forty bits. */
  private static byte[] repeat4() {
    StringBuilder bits = new StringBuilder("010"); // not the last block; type 1, lowest bit first
    for (int i = 0; i < 2; i++) {
      bits.append("0001000"); // length 10: code 264
      bits.append("01000").append("110"); // distance 17 to 24: code 8, and 3 of 8, lowest bit first
    }
    bits.append("0000000"); // end of block
    byte[] packed = new byte[5];
    for (int i = 0; i < 40; i++) {
      packed[i / 8] |= (byte) ((bits.charAt(i) - '0') << i % 8);
    }
    return packed;
  }

  /** Solves 32 equations over one bit each; what does not matter is 0. */
  private static int solve(long[] rows) {
    int[] pivot = new int[32];
    java.util.Arrays.fill(pivot, -1);
    int used = 0;
    for (int column = 0; column < 32; column++) {
      int found = used;
      while (found < 32 && (rows[found] >>> column & 1) == 0) {
        found++;
      }
      if (found == 32) {
        continue;
      }
      long row = rows[found];
      rows[found] = rows[used];
      rows[used] = row;
      for (int other = 0; other < 32; other++) {
        if (other != used && (rows[other] >>> column & 1) != 0) {
          rows[other] ^= row;
        }
      }
      pivot[column] = used++;
    }
    int solution = 0;
    for (int column = 0; column < 32; column++) {
      if (pivot[column] >= 0 && (rows[pivot[column]] >>> 32 & 1) != 0) {
        solution |= 1 << column;
      }
    }
    return solution;
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
