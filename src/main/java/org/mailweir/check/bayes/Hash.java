package org.mailweir.check.bayes;

/**
 * The hash of tokens. Part of the format of lessons and snapshots: it must never change, or all
 * that was learnt is lost.
 */
final class Hash {

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private Hash() {}

  static long start(String prefix) {
    long hash = 0x243F6A8885A308D3L;
    for (int i = 0; i < prefix.length(); i++) {
      hash = step(hash, prefix.charAt(i));
    }
    return step(hash, 0x1f);
  }

  static long step(long hash, int c) {
    long next = (hash ^ c) * FACTOR;
    return next ^ next >>> 29;
  }

  static long of(long start, char[] text, int from, int to) {
    long hash = start;
    for (int i = from; i < to; i++) {
      hash = step(hash, text[i]);
    }
    return hash;
  }

  static long of(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = step(hash, text.charAt(i));
    }
    return hash;
  }

  /** Spreads the last character over all bits. */
  static long finish(long hash) {
    long mixed = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
    return mixed ^ mixed >>> 32;
  }
}
