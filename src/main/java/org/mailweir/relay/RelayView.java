package org.mailweir.relay;

import org.jspecify.annotations.Nullable;

/** What the {@code Received} fields of a message tell of its way. Made outside of this package. */
public interface RelayView {

  /** A stretch of the way. */
  enum Kind {
    TRUSTED,
    UNTRUSTED,
    INTERNAL,
    EXTERNAL
  }

  /** The relays of a stretch as {@code X-Spam-Relays-…} rules see them; empty if there are none. */
  String relays(Kind kind);

  /** Index of the last trusted {@code Received} field, from the top; -1 if there is none. */
  int lastTrusted();

  /** Index of the last internal {@code Received} field, from the top; -1 if there is none. */
  int lastInternal();

  /**
   * The sender that the relay which handed the message over has noted in its {@code Received}
   * field; empty for a null sender; null if it noted none.
   */
  @Nullable String envelopeFrom();
}
