package org.mailweir.check.auth.dkim;

import java.util.List;

/**
 * Prepares a body piece by piece (RFC 6376 3.4.3 and 3.4.4) and gives it to digests. Empty lines
 * are only counted until something follows, so that any number of them takes no memory.
 */
final class CanonicalBody {

  private static final int BUFFER = 8_192;

  private final Canonical canonical;
  private final List<BodyDigest> digests;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;
  private long total;
  private long breaks;
  private boolean space;

  CanonicalBody(Canonical canonical, List<BodyDigest> digests) {
    this.canonical = canonical;
    this.digests = digests;
  }

  /** Takes the next piece; lines end in CRLF wherever the pieces are cut. */
  void update(byte[] bytes, int from, int to) {
    if (canonical == Canonical.SIMPLE) {
      simple(bytes, from, to);
    } else {
      relaxed(bytes, from, to);
    }
  }

  private void simple(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '\n') {
        breaks++;
      } else if (b != '\r') {
        putBreaks();
        put(b);
      }
    }
  }

  private void relaxed(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == ' ' || b == '\t') {
        space = true;
      } else if (b == '\n') {
        space = false;
        breaks++;
      } else if (b != '\r') {
        putBreaks();
        if (space) {
          put((byte) ' ');
          space = false;
        }
        put(b);
      }
    }
  }

  private void putBreaks() {
    while (breaks > 0) {
      breaks--;
      put((byte) '\r');
      put((byte) '\n');
    }
  }

  private void put(byte b) {
    if (filled == BUFFER) {
      drain();
    }
    buffer[filled++] = b;
  }

  private void drain() {
    total += filled;
    digests.forEach(d -> d.update(buffer, filled));
    filled = 0;
  }

  /** Ends the body: with one CRLF, but a relaxed body of nothing stays empty. */
  void finish() {
    if (canonical == Canonical.SIMPLE || total + filled > 0) {
      breaks = 1;
      putBreaks();
    }
    drain();
  }
}
