package org.mailweir.check.dnsbl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How a list wants addresses of people to be hashed. */
public enum Hash {
  MD5("MD5", false),
  SHA1("SHA-1", false),
  SHA256("SHA-256", false),
  MD5_BASE32("MD5", true),
  SHA1_BASE32("SHA-1", true),
  SHA256_BASE32("SHA-256", true);

  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private final String algorithm;
  private final boolean base32;

  Hash(String algorithm, boolean base32) {
    this.algorithm = algorithm;
    this.base32 = base32;
  }

  /** A DNS label. */
  String of(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return base32 ? base32(digest) : HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  /** RFC 4648 6, in lower case, without padding. */
  private static String base32(byte[] octets) {
    StringBuilder out = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte octet : octets) {
      held = (held << 8 | octet & 0xff) & 0xffff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        out.append(BASE32.charAt(held >> bits & 31));
      }
    }
    return bits == 0 ? out.toString() : out.append(BASE32.charAt(held << 5 - bits & 31)).toString();
  }
}
