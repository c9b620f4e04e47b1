package org.mailweir.check.auth.dkim;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.mailweir.check.auth.text.SyntaxErrorException;

/**
 * A public key that is good enough to be believed.
 *
 * @param bits its length; 256 for Ed25519
 */
record VerifyingKey(PublicKey key, Algorithm algorithm, int bits) {

  /** RFC 8301 3.2. */
  private static final int SHORTEST = 1_024;

  /** Longer keys cost more time than a stranger may take. */
  private static final int LONGEST = 8_192;

  private static final int LONGEST_EXPONENT = 64;

  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] RSA_NAME = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  static VerifyingKey of(byte[] octets, Algorithm algorithm) throws SyntaxErrorException {
    return algorithm == Algorithm.ED25519_SHA256 ? ed25519(octets) : rsa(octets, algorithm);
  }

  private static VerifyingKey ed25519(byte[] octets) throws SyntaxErrorException {
    if (octets.length != 32) {
      throw new SyntaxErrorException("key is no Ed25519 key");
    }
    return new VerifyingKey(
        decode("Ed25519", concat(ED25519_PREFIX, octets)), Algorithm.ED25519_SHA256, 256);
  }

  private static VerifyingKey rsa(byte[] octets, Algorithm algorithm) throws SyntaxErrorException {
    if (octets.length > LONGEST / 8 + 100) {
      throw new SyntaxErrorException("key is too long");
    }
    PublicKey key = decode("RSA", isBare(octets) ? wrapped(octets) : octets);
    if (!(key instanceof RSAPublicKey rsa)) {
      throw new SyntaxErrorException("key is no RSA key");
    }
    BigInteger modulus = rsa.getModulus();
    if (modulus.bitLength() < SHORTEST) {
      throw new SyntaxErrorException(
          "key of " + modulus.bitLength() + " bits is too short (RFC 8301)");
    }
    if (rsa.getPublicExponent().bitLength() > LONGEST_EXPONENT || modulus.bitLength() > LONGEST) {
      throw new SyntaxErrorException("key is too long");
    }
    return new VerifyingKey(key, algorithm, modulus.bitLength());
  }

  private static PublicKey decode(String name, byte[] der) throws SyntaxErrorException {
    try {
      return KeyFactory.getInstance(name).generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new SyntaxErrorException("key cannot be read");
    }
  }

  /** Only modulus and exponent (RFC 8017 A.1.1), as RFC 6376 3.6.1 has it by the letter. */
  private static boolean isBare(byte[] der) {
    int lengths = der.length > 1 && (der[1] & 0x80) != 0 ? der[1] & 0x7f : 0;
    int first = 2 + lengths;
    return first < der.length && der[0] == 0x30 && der[first] == 0x02;
  }

  private static byte[] wrapped(byte[] bare) {
    byte[] bits = concat(new byte[] {0}, bare);
    byte[] string = concat(new byte[] {0x03}, length(bits.length), bits);
    byte[] content = concat(RSA_NAME, string);
    return concat(new byte[] {0x30}, length(content.length), content);
  }

  private static byte[] length(int length) {
    return length < 128
        ? new byte[] {(byte) length}
        : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Whether it made that signature over that text. */
  boolean verifies(byte[] signature, byte[] text) {
    try {
      boolean edwards = algorithm == Algorithm.ED25519_SHA256;
      Signature verifier = Signature.getInstance(edwards ? "Ed25519" : "SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(edwards ? hash(text) : text); // RFC 8463 3: the hash is what is signed
      return verifier.verify(signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      return false; // a signature of a wrong length, for example
    }
  }

  private static byte[] hash(byte[] text) {
    MessageDigest digest = BodyDigest.sha256();
    return digest.digest(text);
  }
}
