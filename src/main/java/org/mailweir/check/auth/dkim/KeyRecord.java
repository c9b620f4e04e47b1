package org.mailweir.check.auth.dkim;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.mailweir.check.auth.text.SyntaxErrorException;
import org.mailweir.check.auth.text.TagList;

/**
 * A key as it is published (RFC 6376 3.6.1). The tag g= of old records means nothing any more.
 *
 * @param type k=
 * @param key p=, empty when revoked
 * @param flags t=
 */
record KeyRecord(
    String type, byte[] key, List<String> hashes, List<String> services, List<String> flags) {

  static KeyRecord read(String text) throws SyntaxErrorException {
    TagList tags = TagList.parse(text);
    if (tags.get("v") != null && !(tags.startsWith("v") && tags.get("v", "").equals("DKIM1"))) {
      throw new SyntaxErrorException("unknown version of key record");
    }
    String encoded = tags.get("p");
    if (encoded == null) {
      throw new SyntaxErrorException("key record without key");
    }
    return new KeyRecord(
        tags.get("k", "rsa").toLowerCase(Locale.ROOT),
        decode(TagList.compact(encoded)),
        words(tags, "h"),
        words(tags, "s"),
        words(tags, "t"));
  }

  private static byte[] decode(String encoded) throws SyntaxErrorException {
    try {
      return Base64.getDecoder().decode(encoded);
    } catch (IllegalArgumentException e) {
      throw new SyntaxErrorException("key is no base64");
    }
  }

  private static List<String> words(TagList tags, String name) {
    String value = tags.get(name);
    return value == null
        ? List.of()
        : List.of(TagList.compact(value).toLowerCase(Locale.ROOT).split(":", -1));
  }

  /** The domain only tries DKIM out (t=y). */
  boolean isTest() {
    return flags.contains("y");
  }

  /** Makes sure that the key may be used for that (RFC 6376 6.1.2). */
  void allow(Algorithm algorithm) throws SyntaxErrorException {
    if (key.length == 0) {
      throw new SyntaxErrorException("key was revoked");
    }
    if (!hashes.isEmpty() && !hashes.contains("sha256")) {
      throw new SyntaxErrorException("key is not for sha256");
    }
    if (!services.isEmpty() && !services.contains("*") && !services.contains("email")) {
      throw new SyntaxErrorException("key is not for mail");
    }
    if (!type.equals(algorithm.keyType())) {
      throw new SyntaxErrorException("key is for another algorithm");
    }
  }

  /** With the flag s, i= must not name a subdomain (RFC 6376 3.6.1). */
  void allowIdentity(String identity, String domain) throws SyntaxErrorException {
    boolean same = identity.substring(identity.lastIndexOf('@') + 1).equals(domain);
    if (flags.contains("s") && !identity.isEmpty() && !same) {
      throw new SyntaxErrorException("key is not for subdomains");
    }
  }
}
