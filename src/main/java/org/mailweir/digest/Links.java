package org.mailweir.digest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mailweir.mail.TransactionId;
import org.mailweir.safeio.AtomicFile;
import org.mailweir.safeio.FileLocks;

/**
 * Signs links and proves signed ones. A token is the link's parts and the first 16 bytes of their
 * HMAC-SHA-256, in base64url; the key is a file of 32 random bytes. To remove the file makes all
 * links worthless. Thread-safe.
 */
public final class Links {

  private static final int KEY_BYTES = 32;
  private static final int MAC_BYTES = 16;
  private static final int ID_BYTES = 26;
  private static final int HEAD_BYTES = 1 + 1 + 8 + ID_BYTES;
  private static final int MOST_CHARS = 1_000;
  private static final byte VERSION = 1;

  private final SecretKeySpec key;

  private Links(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /**
   * With the key of a folder, made when there is none.
   *
   * @throws IOException when it cannot be read or written, or is no key
   */
  public static Links of(Path stateFolder) throws IOException {
    try (FileLocks.Held held = new FileLocks(stateFolder.resolve("digest-locks")).lock("key")) {
      Path file = stateFolder.resolve("digest.key");
      byte[] key = read(file);
      if (key.length == 0) {
        byte[] made = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(made);
        AtomicFile.write(file, out -> out.write(made));
        key = made;
      }
      if (key.length != KEY_BYTES) {
        throw new IOException(file + " is no key of 32 bytes; remove it to have a new one");
      }
      return new Links(key);
    }
  }

  private static byte[] read(Path file) throws IOException {
    try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(KEY_BYTES + 1);
    } catch (NoSuchFileException none) {
      return new byte[0];
    }
  }

  /** The token of a link. */
  public String sign(Link link) {
    byte[] recipient = link.recipient().getBytes(StandardCharsets.UTF_8);
    ByteBuffer parts = ByteBuffer.allocate(HEAD_BYTES + recipient.length);
    parts.put(VERSION).put((byte) link.kind().ordinal()).putLong(link.expires().getEpochSecond());
    parts.put(link.id().text().getBytes(StandardCharsets.US_ASCII)).put(recipient);
    byte[] token = Arrays.copyOf(parts.array(), parts.capacity() + MAC_BYTES);
    System.arraycopy(mac(parts.array()), 0, token, parts.capacity(), MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The link of a token that we have signed, whether its time is over or not; else empty. */
  public Optional<Link> prove(String token) {
    if (token.length() > MOST_CHARS) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(token);
      if (all.length < HEAD_BYTES + MAC_BYTES) {
        return Optional.empty();
      }
      byte[] parts = Arrays.copyOf(all, all.length - MAC_BYTES);
      byte[] said = Arrays.copyOfRange(all, parts.length, all.length);
      boolean ours = MessageDigest.isEqual(said, Arrays.copyOf(mac(parts), MAC_BYTES));
      return ours ? Optional.of(link(ByteBuffer.wrap(parts))) : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException noToken) {
      return Optional.empty();
    }
  }

  private static Link link(ByteBuffer parts) throws CharacterCodingException {
    byte version = parts.get();
    Link.Kind[] kinds = Link.Kind.values();
    int kind = parts.get();
    if (version != VERSION || kind < 0 || kind >= kinds.length) {
      throw new IllegalArgumentException("a link of another version");
    }
    Instant expires = Instant.ofEpochSecond(parts.getLong());
    byte[] id = new byte[ID_BYTES];
    parts.get(id);
    String recipient = StandardCharsets.UTF_8.newDecoder().decode(parts).toString();
    return new Link(
        kinds[kind],
        new TransactionId(new String(id, StandardCharsets.US_ASCII)),
        recipient,
        expires);
  }

  private byte[] mac(byte[] parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(parts);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }
}
