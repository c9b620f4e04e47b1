package org.mailweir.web.users;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and compares passwords by bcrypt. A comparison takes some 0.2 s of CPU on purpose, so few
 * run at the same time, and one for a user who does not exist takes as long as any other.
 */
public final class Passwords {

  /** 2 to this power rounds. */
  private static final int COST = 12;

  private static final int AT_ONCE = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;

  /** bcrypt itself reads 72 bytes; what is longer is hashed before. */
  private static final LongPasswordStrategy LONG = LongPasswordStrategies.hashSha512(VERSION);

  /** Of random bytes that nobody has kept; compared with for users who do not exist. */
  private static final String NOBODYS =
      "$2a$12$C1GeRzaLdRxeJQzV9x0equdVL9XJfyE2dhUag3qo.AZu20DlvWxxO";

  private final Semaphore places = new Semaphore(AT_ONCE, true);

  /** As it stands in the password file. */
  public static String hash(char[] password) {
    byte[] bytes = bytes(password);
    return new String(
        BCrypt.with(VERSION, new SecureRandom(), LONG).hash(COST, bytes),
        StandardCharsets.US_ASCII);
  }

  /**
   * Whether it is the password of a user.
   *
   * @param user null for one who does not exist, which gives false after the same time
   * @throws BusyException when too many ask at once
   */
  public boolean matches(@Nullable User user, char[] password) throws BusyException {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BusyException();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BusyException();
    }
    try {
      String hash = user == null ? NOBODYS : user.hash();
      boolean same =
          BCrypt.verifyer(VERSION, LONG)
              .verify(bytes(password), hash.getBytes(StandardCharsets.US_ASCII))
              .verified;
      return same && user != null;
    } finally {
      places.release();
    }
  }

  private static byte[] bytes(char[] password) {
    var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    return bytes;
  }

  /** Too many passwords are being compared; asking again later may help. */
  public static final class BusyException extends Exception {
    private static final long serialVersionUID = 1;
  }
}
