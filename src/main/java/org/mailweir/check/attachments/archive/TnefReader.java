package org.mailweir.check.attachments.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Outlook's winmail.dat (MS-OXTNEF): the attachments that it hides. An attachment is a run of
 * attributes that begins with its rendering data; its title is often cut to 8.3, and the long name
 * then stands among the MAPI properties.
 */
final class TnefReader {

  private static final int RENDER_DATA = 0x00069002;
  private static final int TITLE = 0x00018010;
  private static final int DATA = 0x0006800F;
  private static final int PROPERTIES = 0x00069005;
  private static final int LONG_NAME = 0x3707;
  private static final int MAX_PROPERTIES = 1_000;

  private final byte[] bytes;
  private final Budget budget;
  private final Members members;
  private String title = "";
  private String longName = "";
  private long dataFrom;
  private int dataLength = -1;

  TnefReader(byte[] bytes, Budget budget, Members members) {
    this.bytes = bytes;
    this.budget = budget;
    this.members = members;
  }

  void read() throws IOException {
    long at = 6; // signature 4, key 2
    while (at + 9 <= bytes.length) {
      boolean ofAttachment = Bytes.int8(bytes, at) == 2;
      int id = Bytes.int32(bytes, at + 1);
      long length = Bytes.uint32(bytes, at + 5);
      if (ofAttachment) {
        attribute(id, at + 9, (int) Math.min(length, Math.max(0, bytes.length - at - 9)));
      }
      at += 9 + length + 2; // level 1, id 4, length 4, data, checksum 2
    }
    finish();
  }

  private void attribute(int id, long from, int length) throws IOException {
    switch (id) {
      case RENDER_DATA -> finish();
      case TITLE -> title = text(from, length);
      case DATA -> {
        dataFrom = from;
        dataLength = length;
      }
      case PROPERTIES -> properties(from, from + length);
      default -> {}
    }
  }

  private void finish() throws IOException {
    String name = longName.isEmpty() ? title : longName;
    if (!name.isEmpty() || dataLength >= 0) {
      budget.member();
      members.member(new Member(name, false, content()));
      if (!longName.isEmpty() && !title.isEmpty()) {
        members.member(Member.named(title));
      }
    }
    title = "";
    longName = "";
    dataLength = -1;
  }

  private Member.@Nullable Content content() {
    if (dataLength < 0) {
      return null;
    }
    int from = Math.toIntExact(dataFrom);
    int length = dataLength;
    return () -> budget.metered(new ByteArrayInputStream(bytes, from, length));
  }

  private String text(long from, int length) {
    String text = Bytes.name(bytes, from, length);
    return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
  }

  /** Count 4, then each: type 2, id 2, its value padded to 4 bytes. Named ones end the search. */
  private void properties(long from, long to) {
    long at = from + 4;
    for (int i = 0; i < MAX_PROPERTIES && at + 4 <= to; i++) {
      int type = Bytes.int16(bytes, at) & 0x0FFF;
      int id = Bytes.int16(bytes, at + 2);
      at += 4;
      if (id >= 0x8000) {
        return;
      }
      switch (type) {
        case 2, 3, 4, 10, 11 -> at += 4;
        case 5, 6, 7, 20, 0x40 -> at += 8;
        case 0x48 -> at += 16;
        case 13, 30, 31, 258 -> at = variable(type, id, at, to);
        default -> {
          return;
        }
      }
    }
  }

  /** Number of values 4, then each: length 4, bytes. */
  private long variable(int type, int id, long start, long to) {
    long at = start + 4;
    for (long i = Bytes.uint32(bytes, start); i > 0 && at + 4 <= to; i--) {
      long length = Bytes.uint32(bytes, at);
      if (id == LONG_NAME && length <= to - at - 4) {
        longName = type == 31 ? wide(at + 4, (int) length) : text(at + 4, (int) length);
      }
      at += 4 + (length + 3) / 4 * 4;
    }
    return at;
  }

  private String wide(long from, int length) {
    String text = new String(bytes, Math.toIntExact(from), length, StandardCharsets.UTF_16LE);
    return text.endsWith("\0") ? text.substring(0, text.length() - 1) : text;
  }
}
