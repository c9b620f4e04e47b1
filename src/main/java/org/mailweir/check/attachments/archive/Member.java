package org.mailweir.check.attachments.archive;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * One file in an archive.
 *
 * @param name as it stands in the archive, folders included; anything may be in it
 * @param encrypted whether it opens only with a password
 * @param content its bytes, or null where there are none to be had: a folder, an encrypted file, an
 *     unknown method of compression
 */
public record Member(String name, boolean encrypted, @Nullable Content content) {

  /** The bytes of a member. */
  @FunctionalInterface
  public interface Content {
    /** A stream over them that counts in the budget; the caller closes it. */
    InputStream open() throws IOException;
  }

  static Member named(String name) {
    return new Member(name, false, null);
  }
}
