package org.mailweir.mail;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of one message, header and body, as they came over the wire with dot-stuffing undone.
 *
 * <p>Invariant: every line ends in CRLF, and no CR or LF stands alone. What arrives with stray ones
 * is made canonical where it is received (a bare LF becomes CRLF, a bare CR a space, as Postfix
 * does it), and {@link #strayLineEnds()} tells how many there were.
 */
public interface RawMessage extends AutoCloseable {

  /** Length in bytes. */
  long size();

  /** A new stream over all bytes; the caller closes it. */
  InputStream open() throws IOException;

  /** SHA-256 over all bytes, lower-case hexadecimal. */
  String sha256();

  /** How many bare CR and bare LF were replaced on the way in. */
  int strayLineEnds();

  /** Frees the spool file, if there is one; the message is unusable afterwards. */
  @Override
  void close();
}
