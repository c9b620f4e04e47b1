package org.mailweir.check.auth.dkim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Signs messages as a sender does. It leaves canonical forms to whom it signs for. */
public final class Signer {

  private static final Map<String, KeyPair> KEYS = new HashMap<>();

  private final String algorithm;
  private final KeyPair keys;

  private Signer(String algorithm, KeyPair keys) {
    this.algorithm = algorithm;
    this.keys = keys;
  }

  /** A key of that many bits; the same one again for the same number. */
  public static Signer rsa(int bits) {
    return new Signer("rsa-sha256", pair("RSA", bits));
  }

  public static Signer ed25519() {
    return new Signer("ed25519-sha256", pair("Ed25519", 255));
  }

  private static synchronized KeyPair pair(String kind, int bits) {
    return KEYS.computeIfAbsent(
        kind + bits,
        k -> {
          try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(bits);
            return generator.generateKeyPair();
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  public String algorithm() {
    return algorithm;
  }

  /** What is published for the key. */
  public String record() {
    byte[] encoded = keys.getPublic().getEncoded();
    return algorithm.startsWith("rsa")
        ? "v=DKIM1; k=rsa; p=" + base64(encoded)
        : "v=DKIM1; k=ed25519; p="
            + base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
  }

  public static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }

  public static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The value of b= for a text. */
  public String sign(String text) {
    try {
      boolean rsa = algorithm.startsWith("rsa");
      Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
      signature.initSign(keys.getPrivate());
      signature.update(rsa ? octets(text) : sha256(text));
      return base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A DKIM-Signature in relaxed form, ready to stand on top of a message.
   *
   * @param tags those besides a, c, bh and b
   * @param header the signed fields as they are signed, each with its CRLF
   * @param body as it is signed
   */
  public String field(String tags, String header, String body) {
    String start =
        "dkim-signature:v=1; a=%s; c=relaxed/relaxed; %s; bh=%s; b="
            .formatted(algorithm, tags, base64(sha256(body)));
    return "DKIM-Signature: " + start.substring(15) + sign(header + start) + "\r\n";
  }
}
