package org.mailweir.check.attachments.archive;

import java.io.IOException;

/** Is told what is in an archive, while it is read. */
public interface Members {

  /**
   * The next member. Its content can be opened only during the call.
   *
   * @throws LimitException when enough was seen
   */
  void member(Member member) throws IOException;

  /** Something about the archive as a whole; it may be said several times. */
  void remark(Remark remark);

  /** What an archive may be. */
  enum Remark {
    /** Not even the names can be read without a password. */
    ENCRYPTED,
    /** Members share their bytes, so that a small file unpacks to a huge one. */
    OVERLAPPING,
    /** Its directory says something else than the members themselves. */
    AMBIGUOUS,
    /** A part of it is beyond our understanding; programs may get more out of it. */
    UNREADABLE
  }
}
