package org.mailweir.check.auth.dkim;

import java.util.Locale;
import org.mailweir.check.auth.text.SyntaxErrorException;

/** How something is signed. */
public enum Algorithm {
  RSA_SHA256,
  /** RFC 8463. */
  ED25519_SHA256,
  /** Must not be accepted any more (RFC 8301 3.1). */
  RSA_SHA1;

  static Algorithm named(String word) throws SyntaxErrorException {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "rsa-sha256" -> RSA_SHA256;
      case "ed25519-sha256" -> ED25519_SHA256;
      case "rsa-sha1" -> RSA_SHA1;
      default -> throw new SyntaxErrorException("unknown algorithm");
    };
  }

  /** The name in a signature. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind of key it wants (k= of a key record). */
  String keyType() {
    return this == ED25519_SHA256 ? "ed25519" : "rsa";
  }
}
