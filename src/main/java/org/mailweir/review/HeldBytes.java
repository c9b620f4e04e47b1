package org.mailweir.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.Quarantine;
import org.mailweir.reinject.ReinjectTransaction;

/**
 * The bytes of one held message on their way out, compared with its record: what was cut short or
 * changed on disk must not be delivered as if it were the mail.
 */
final class HeldBytes implements ReinjectTransaction.Content {

  private final Quarantine quarantine;
  private final HeldMessage record;
  private @Nullable String trouble;

  HeldBytes(Quarantine quarantine, HeldMessage record) {
    this.quarantine = quarantine;
    this.record = record;
  }

  /** Reads everything without sending it; gives what is wrong with it, or null. */
  @Nullable String verify() {
    try {
      writeTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      return trouble == null ? e.toString() : trouble;
    }
    return trouble;
  }

  /** What was wrong with the bytes the last time they were read, or null. */
  @Nullable String trouble() {
    return trouble;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    trouble = null;
    MessageDigest digest = sha256();
    long size = 0;
    byte[] buffer = new byte[65536];
    try (InputStream in = open()) {
      for (int n = read(in, buffer); n >= 0; n = read(in, buffer)) {
        digest.update(buffer, 0, n);
        size += n;
        out.write(buffer, 0, n);
      }
    }
    compare(size, HexFormat.of().formatHex(digest.digest()));
  }

  private void compare(long size, String sha256) {
    if (size != record.size()) {
      trouble = "the held message has " + size + " bytes, its record says " + record.size();
    } else if (!sha256.equals(record.sha256())) {
      trouble = "the held message has been changed: its SHA-256 is not that of its record";
    }
  }

  private InputStream open() throws IOException {
    try {
      return quarantine.open(new TransactionId(record.id()));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private int read(InputStream in, byte[] buffer) throws IOException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private IOException unreadable(IOException e) {
    trouble = "the held message cannot be read: " + e;
    return e;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
