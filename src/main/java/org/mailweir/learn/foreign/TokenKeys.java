package org.mailweir.learn.foreign;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;

/**
 * The tokens of one message as 40-bit keys: the last five bytes of the SHA-1 of the token, which is
 * all that SpamAssassin keeps of it. Bounded.
 */
final class TokenKeys {

  /** More than any honest message has. */
  private static final int MOST = 4_000;

  static final int BYTES = 5;

  private final MessageDigest sha1 = sha1();
  private final Set<String> tokens = new HashSet<>();

  /**
   * Adds a token.
   *
   * @param token one char for each byte
   */
  void add(String token) {
    if (!token.isEmpty() && tokens.size() < MOST) {
      tokens.add(token);
    }
  }

  boolean isFull() {
    return tokens.size() >= MOST;
  }

  Set<String> tokens() {
    return tokens;
  }

  /** The keys, in no order. */
  long[] keys() {
    return tokens.stream().mapToLong(this::key).toArray();
  }

  private long key(String token) {
    return of(sha1.digest(token.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** The key of a token. */
  static long keyOf(String token) {
    return of(sha1().digest(token.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static long of(byte[] digest) {
    long key = 0;
    for (int i = digest.length - BYTES; i < digest.length; i++) {
      key = key << 8 | digest[i] & 0xff;
    }
    return key;
  }

  /** Text as its UTF-8 bytes, one char for each. */
  static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
