package org.mailweir.check.attachments.archive;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.mailweir.concurrent.Deadline;

/**
 * What the archives of one message may cost together. Whoever goes beyond gets a {@link
 * LimitException}; the time is looked at with every piece that is unpacked.
 */
public final class Budget {

  /** Below it a high ratio means nothing: a file of blanks. */
  private static final long SMALL = 10L << 20;

  /** Names cost next to nothing, and a member must not hide behind many. */
  private static final int MAX_NAMES = 100_000;

  private final long maxBytes;
  private final int maxMembers;
  private final int maxHeld;
  private final Deadline deadline;
  private long bytes;
  private long declared;
  private int members;
  private int names;
  private long held;

  /**
   * @param maxBytes that may be unpacked, in all levels together
   * @param maxMembers of all archives together
   * @param maxHeld bytes of inner archives that may be in memory at the same time
   */
  public Budget(long maxBytes, int maxMembers, int maxHeld, Deadline deadline) {
    this.maxBytes = maxBytes;
    this.maxMembers = maxMembers;
    this.maxHeld = maxHeld;
    this.deadline = deadline;
  }

  /** How much memory a decompressor may take, in KiB. */
  int memoryKiB() {
    return maxHeld >> 10;
  }

  /** Notes what a member says that it unpacks to; it need not be unpacked to be a bomb. */
  void declared(long size) throws LimitException {
    declared += size;
    if (declared > Math.max(SMALL, maxBytes)) {
      throw new LimitException(Limit.BYTES);
    }
  }

  void member() throws LimitException {
    if (++members > maxMembers) {
      throw new LimitException(Limit.MEMBERS);
    }
    time();
  }

  /** Counts a name that is only read, without what it stands for. */
  void name() throws LimitException {
    if (++names > MAX_NAMES) {
      throw new LimitException(Limit.MEMBERS);
    }
    time();
  }

  void time() throws LimitException {
    if (deadline.passed() || Thread.currentThread().isInterrupted()) {
      throw new LimitException(Limit.TIME);
    }
  }

  private void unpacked(long count) throws LimitException {
    bytes += count;
    if (bytes > maxBytes) {
      throw new LimitException(Limit.BYTES);
    }
    time();
  }

  /** The stream, each of whose bytes counts. */
  InputStream metered(InputStream in) {
    return new Metered(in);
  }

  /**
   * All bytes of a stream in memory; those of a {@link HeldBytes} are there already.
   *
   * @return what {@link #release} must be called with when they are not needed any more
   */
  HeldBytes hold(InputStream in) throws IOException {
    if (in instanceof HeldBytes already) {
      return already;
    }
    int left = (int) Math.max(0, maxHeld - held);
    byte[] all = in.readNBytes(left);
    if (all.length == left && in.read() >= 0) {
      throw new LimitException(Limit.MEMORY);
    }
    held += all.length;
    return new HeldBytes(all, all.length);
  }

  void release(HeldBytes bytes) {
    held -= bytes.counted;
  }

  /** Bytes that are in memory, as a stream of them. */
  public static final class HeldBytes extends ByteArrayInputStream {
    private final int counted;

    private HeldBytes(byte[] bytes, int counted) {
      super(bytes);
      this.counted = counted;
    }

    /** Bytes that the message itself holds, and that cost nothing more. */
    public static HeldBytes of(byte[] bytes) {
      return new HeldBytes(bytes, 0);
    }

    /** All of them, wherever the stream stands. */
    byte[] bytes() {
      return buf;
    }
  }

  private final class Metered extends FilterInputStream {
    Metered(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        unpacked(1);
      }
      return b;
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
      int n = super.read(to, from, Math.min(count, 65_536));
      unpacked(Math.max(0, n));
      return n;
    }

    /** By reading, since what is skipped is unpacked all the same. */
    @Override
    public long skip(long count) throws IOException {
      byte[] waste = new byte[(int) Math.clamp(count, 1, 8192)];
      long done = 0;
      while (done < count) {
        int n = read(waste, 0, (int) Math.min(waste.length, count - done));
        if (n < 0) {
          break;
        }
        done += n;
      }
      return done;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
