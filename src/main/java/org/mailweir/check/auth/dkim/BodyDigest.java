package org.mailweir.check.auth.dkim;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a body, or of its beginning. */
public final class BodyDigest {

  /** The whole body. */
  public static final long WHOLE = Long.MAX_VALUE;

  /**
   * What is hashed.
   *
   * @param most octets of the prepared body that count, from its beginning
   */
  public record Spec(Canonical canonical, long most) {}

  private final long most;
  private final MessageDigest digest = sha256();
  private long seen;
  private byte[] value = new byte[0];

  BodyDigest(long most) {
    this.most = most;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void update(byte[] bytes, int length) {
    long room = most - Math.min(most, seen);
    digest.update(bytes, 0, (int) Math.min(room, length));
    seen += length;
  }

  void finish() {
    value = digest.digest();
  }

  boolean matches(byte[] expected) {
    return MessageDigest.isEqual(value, expected);
  }

  /** Whether the body is as long as was said. */
  boolean isLongEnough() {
    return most == WHOLE || seen >= most;
  }

  /** Octets behind the part that is hashed. */
  long rest() {
    return Math.max(0, seen - Math.min(most, seen));
  }
}
