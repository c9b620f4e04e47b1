package org.mailweir.pipeline;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailweir.safeio.AtomicFile;

/**
 * Finds messages that kill the process.
 *
 * <p>Before a message is analysed its digest is written to a slot of a memory-mapped file, and
 * taken out afterwards. The kernel keeps a dead process's writes to the mapping, so no sync is
 * needed. At start, every slot still taken is one crash for that message. From then on it is a
 * suspect until it was analysed without harm, and suspects are analysed one at a time: else each
 * death would accuse all that were in analysis, again and again. A message with three crashes is
 * not analysed a fourth time.
 *
 * <p>File: 256 slots for messages in analysis and 256 for suspects, of 40 bytes each: SHA-256 (32),
 * crashes (4), in use (4).
 */
public final class CrashJournal implements AutoCloseable {

  private static final int SLOTS = 256;
  private static final int SLOT_BYTES = 40;
  private static final int ENOUGH = 3;

  private final FileChannel channel;
  private final MappedByteBuffer map;
  private final BitSet taken = new BitSet(SLOTS);
  private final Map<String, Integer> suspects;
  private final Semaphore suspectsInAnalysis = new Semaphore(1);

  /**
   * Opens the file and reads what the last run left.
   *
   * @throws IOException when the folder cannot be written
   */
  public CrashJournal(Path stateFolder) throws IOException {
    AtomicFile.createFolders(stateFolder);
    this.channel =
        FileChannel.open(
            stateFolder.resolve("crash-journal"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    this.map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 2L * SLOTS * SLOT_BYTES);
    this.suspects = recover();
  }

  private Map<String, Integer> recover() {
    Map<String, Integer> crashes = new LinkedHashMap<>();
    for (int slot = SLOTS; slot < 2 * SLOTS; slot++) {
      if (inUse(slot)) {
        crashes.put(digest(slot), map.getInt(slot * SLOT_BYTES + 32));
      }
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      if (inUse(slot)) {
        crashes.merge(digest(slot), 1, Integer::sum);
        map.putInt(slot * SLOT_BYTES + 36, 0);
      }
    }
    int drop = Math.max(0, crashes.size() - SLOTS);
    var oldest = crashes.entrySet().iterator();
    for (int i = 0; i < drop; i++) {
      oldest.next();
      oldest.remove();
    }
    writeSuspects(crashes);
    return crashes;
  }

  private void writeSuspects(Map<String, Integer> crashes) {
    int slot = SLOTS;
    for (Map.Entry<String, Integer> crash : crashes.entrySet()) {
      fill(slot++, crash.getKey(), crash.getValue());
    }
    while (slot < 2 * SLOTS) {
      map.putInt(slot++ * SLOT_BYTES + 36, 0);
    }
  }

  private boolean inUse(int slot) {
    return map.getInt(slot * SLOT_BYTES + 36) == 1;
  }

  private String digest(int slot) {
    byte[] digest = new byte[32];
    map.get(slot * SLOT_BYTES, digest);
    return HexFormat.of().formatHex(digest);
  }

  private void fill(int slot, String sha256, int crashes) {
    int at = slot * SLOT_BYTES;
    map.put(at, HexFormat.of().parseHex(sha256));
    map.putInt(at + 32, crashes);
    map.putInt(at + 36, 1);
  }

  /** Whether the process died at least three times while that message was being analysed. */
  public synchronized boolean isPoison(String sha256) {
    return suspects.getOrDefault(sha256, 0) >= ENOUGH;
  }

  /**
   * Waits until a message may be analysed: at once, but for a suspect among suspects.
   *
   * @return to be closed after the analysis; null when the patience was over first
   */
  @Nullable Turn turn(String sha256, Duration patience) throws InterruptedException {
    if (!isSuspect(sha256)) {
      return () -> {};
    }
    return suspectsInAnalysis.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)
        ? suspectsInAnalysis::release
        : null;
  }

  private synchronized boolean isSuspect(String sha256) {
    return suspects.containsKey(sha256);
  }

  /** Enters a message; closing the answer takes it out. Null when all slots are taken. */
  synchronized @Nullable Entry enter(String sha256) {
    int slot = taken.nextClearBit(0);
    if (slot >= SLOTS) {
      return null;
    }
    taken.set(slot);
    fill(slot, sha256, 0);
    return new Entry(slot, sha256);
  }

  private synchronized void leave(Entry entry) {
    map.putInt(entry.slot * SLOT_BYTES + 36, 0);
    taken.clear(entry.slot);
    if (suspects.remove(entry.sha256) != null) {
      writeSuspects(suspects);
    }
  }

  /** An orderly end is no crash, whatever is still being analysed. */
  @Override
  public synchronized void close() throws IOException {
    for (int slot = taken.nextSetBit(0); slot >= 0; slot = taken.nextSetBit(slot + 1)) {
      map.putInt(slot * SLOT_BYTES + 36, 0);
    }
    map.force();
    channel.close();
  }

  /** The right to analyse a message. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /** A message that is being analysed. */
  final class Entry implements AutoCloseable {
    private final int slot;
    private final String sha256;

    Entry(int slot, String sha256) {
      this.slot = slot;
      this.sha256 = sha256;
    }

    @Override
    public void close() {
      leave(this);
    }
  }
}
