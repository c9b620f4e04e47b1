package org.mailweir.check.attachments.archive;

import java.io.IOException;

/** A limit was reached; what lies beyond was not seen. */
public final class LimitException extends IOException {

  private static final long serialVersionUID = 1;

  private final Limit limit;

  public LimitException(Limit limit) {
    super(limit.words());
    this.limit = limit;
  }

  public Limit limit() {
    return limit;
  }
}
