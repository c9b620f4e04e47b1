package org.mailweir.check.bayes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every cut and every flipped bit is noticed before a number is read. */
class SnapshotTest {

  private static byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Snapshot.write(out, data -> data.writeUTF("numbers"));
    return out.toByteArray();
  }

  private static void refused(byte[] bytes, String what) {
    assertThrows(
        IOException.class,
        () -> Snapshot.read(new ByteArrayInputStream(bytes), data -> data.readUTF()),
        what);
  }

  @Test
  void whatWasWrittenIsRead() throws Exception {
    Snapshot.read(
        new ByteArrayInputStream(written()), data -> assertEquals("numbers", data.readUTF()));
  }

  @Test
  void damageIsRefused() throws Exception {
    byte[] whole = written();
    for (int at = 0; at < whole.length; at++) {
      refused(Arrays.copyOf(whole, at), "cut at " + at);
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << bit);
        refused(flipped, "bit " + bit + " of byte " + at);
      }
    }
    refused(Arrays.copyOf(whole, whole.length + 1), "something behind");
  }
}
