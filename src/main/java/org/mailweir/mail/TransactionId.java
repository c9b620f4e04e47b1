package org.mailweir.mail;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Our own name for one message: 26 characters of Crockford's base 32, time first (ULID). Sorts by
 * arrival, is unguessable in its second half, and is the only thing a file name is made of.
 */
public record TransactionId(String text) {

  private static final Pattern VALID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final SecureRandom RANDOM = new SecureRandom();

  public TransactionId {
    if (!isValid(text)) {
      throw new IllegalArgumentException("not a message id: 26 characters 0-9 A-Z are expected");
    }
  }

  public static boolean isValid(String text) {
    return VALID.matcher(text).matches();
  }

  /** A new id for a message that arrived at that time (milliseconds since 1970). */
  public static TransactionId at(long epochMillis) {
    char[] id = new char[26];
    long time = epochMillis & 0xFFFF_FFFF_FFFFL;
    for (int i = 9; i >= 0; i--) {
      id[i] = ALPHABET.charAt((int) (time & 31));
      time >>>= 5;
    }
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    for (int i = 0; i < 16; i++) {
      id[10 + i] = ALPHABET.charAt(random[i] & 31);
    }
    return new TransactionId(new String(id));
  }

  /** When the message arrived, in milliseconds since 1970. */
  public long epochMillis() {
    long time = 0;
    for (int i = 0; i < 10; i++) {
      time = (time << 5) | ALPHABET.indexOf(text.charAt(i));
    }
    return time;
  }

  @Override
  public String toString() {
    return text;
  }
}
