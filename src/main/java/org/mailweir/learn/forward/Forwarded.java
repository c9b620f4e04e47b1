package org.mailweir.learn.forward;

import org.mailweir.mail.RawMessage;

/** One message that somebody forwarded, in the form that the forwarding left of it. */
public sealed interface Forwarded {

  /** What can be read of it now. */
  RawMessage message();

  /** It came as an attachment, with every byte that its reader had of it. */
  record Attached(RawMessage message) implements Forwarded {}

  /** It was redirected or bounced; what the way back put on top is taken off. */
  record Redirected(RawMessage message) implements Forwarded {}

  /**
   * It was quoted in the text of a new message: its header fields but for a few are lost, and its
   * text may have been reflowed.
   *
   * @param message built anew of what is left
   * @param hints by which the lost original may be known again
   */
  record Inline(RawMessage message, Hints hints) implements Forwarded {}
}
