package org.mailweir.check.bayes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * In how many learnt spams and hams each token stood, and on which day it was last learnt: an open
 * hash table of 10 bytes a slot. Of a token 32 bits are kept; with a million tokens one unknown
 * token in 4,000 is taken for another.
 *
 * <p>One thread writes; others read at the same time and find, at worst, a count that is a lesson
 * old. What needs room or forgets makes another table, so that nobody waits.
 */
final class TokenTable {

  static final int SLOT_BYTES = 10;
  static final int MOST = 0xffff;

  private static final int SMALLEST = 1 << 14;
  private static final int NEVER = 1 << 16;
  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

  private final int[] keys;
  private final int[] counts;
  private final short[] days;
  private final int shift;
  private int used;

  TokenTable() {
    this(SMALLEST);
  }

  private TokenTable(int slots) {
    keys = new int[slots];
    counts = new int[slots];
    days = new short[slots];
    shift = 32 - Integer.numberOfTrailingZeros(slots);
  }

  int slots() {
    return keys.length;
  }

  int used() {
    return used;
  }

  /** Whether three quarters are taken. */
  boolean isFull() {
    return used > keys.length / 4 * 3;
  }

  /** Spam count in the upper half, ham count in the lower; 0 for what was never seen. */
  int counts(long token) {
    int key = key(token);
    int slot = home(key);
    while (true) {
      int there = (int) INTS.getAcquire(keys, slot);
      if (there == key) {
        return (int) INTS.getOpaque(counts, slot);
      }
      if (there == 0) {
        return 0;
      }
      slot = slot + 1 & keys.length - 1;
    }
  }

  private static int key(long token) {
    int key = (int) (token >>> Features.TOKEN_BITS - 32);
    return key == 0 ? 1 : key;
  }

  private int home(int key) {
    return key * 0x9E3779B1 >>> shift;
  }

  private int find(int key) {
    int slot = home(key);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  /** Counts a token once more; the caller sees to it that there is room. */
  void add(long token, Label label, int day) {
    int key = key(token);
    int slot = find(key);
    int before = counts[slot];
    put(slot, key, label == Label.SPAM ? before + 0x10000 : before + 1, (short) day);
  }

  private void put(int slot, int key, int count, short day) {
    INTS.setOpaque(counts, slot, count);
    days[slot] = day;
    if (keys[slot] == 0) {
      INTS.setRelease(keys, slot, key);
      used++;
    }
  }

  /** The same in twice the room. */
  TokenTable grown() {
    TokenTable grown = new TokenTable(2 * keys.length);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        grown.put(grown.find(keys[i]), keys[i], counts[i], days[i]);
      }
    }
    return grown;
  }

  /** The same with half of the counts, rounded up. */
  TokenTable halved() {
    TokenTable halved = new TokenTable(keys.length);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int count = ((counts[i] >>> 16) + 1 >> 1) << 16 | (counts[i] & MOST) + 1 >> 1;
        halved.put(halved.find(keys[i]), keys[i], count, days[i]);
      }
    }
    return halved;
  }

  /**
   * The same without a third of what it holds: first what was seen once, the longest ago first,
   * then what was seen more often.
   */
  TokenTable thinned(int today) {
    int[] ofAge = new int[2 * NEVER];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        ofAge[staleness(i, today)]++;
      }
    }
    int toDrop = used / 3;
    int limit = ofAge.length;
    while (toDrop > 0 && limit > 0) {
      toDrop -= ofAge[--limit];
    }
    // Of those that are exactly as stale as the limit only so many go as have to.
    int mayStay = -toDrop;
    TokenTable thinned = new TokenTable(keys.length);
    for (int i = 0; i < keys.length; i++) {
      int staleness = keys[i] == 0 ? limit + 1 : staleness(i, today);
      if (staleness < limit || staleness == limit && mayStay-- > 0) {
        thinned.put(thinned.find(keys[i]), keys[i], counts[i], days[i]);
      }
    }
    return thinned;
  }

  private int staleness(int slot, int today) {
    int age = today - days[slot] & MOST;
    boolean once = (counts[slot] >>> 16) + (counts[slot] & MOST) <= 1;
    return once ? NEVER + age : age;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(keys.length);
    out.writeInt(used);
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        out.writeInt(keys[i]);
        out.writeInt(counts[i]);
        out.writeShort(days[i]);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when it cannot be a table
   */
  static TokenTable read(DataInputStream in, int mostSlots) throws IOException {
    int slots = in.readInt();
    int used = in.readInt();
    if (slots < SMALLEST || Integer.bitCount(slots) != 1 || used < 0 || used >= slots) {
      throw new IOException("a table of tokens of an impossible size");
    }
    TokenTable table = new TokenTable(Math.max(SMALLEST, Math.min(slots, mostSlots)));
    for (int i = 0; i < used; i++) {
      int key = in.readInt();
      int count = in.readInt();
      short day = in.readShort();
      if (key != 0 && table.used < table.slots() / 4 * 3) {
        table.put(table.find(key), key, count, day);
      }
    }
    return table;
  }
}
