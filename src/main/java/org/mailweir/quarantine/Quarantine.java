package org.mailweir.quarantine;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.mailweir.mail.RawMessage;
import org.mailweir.mail.TransactionId;

/** Held mail. */
public interface Quarantine {

  /**
   * Keeps a message.
   *
   * @throws IOException when it is not safely on disk; then it is not held, nothing of it is left
   *     as far as the disk lets us, and the sender must be told to try again
   */
  void hold(HeldMessage record, RawMessage message) throws IOException;

  /**
   * Records, newest first. A record that cannot be read is left out and named in the log.
   *
   * @param wanted which of them
   * @param limit at most that many
   */
  List<HeldMessage> list(Predicate<HeldMessage> wanted, int limit) throws IOException;

  Optional<HeldMessage> find(TransactionId id) throws IOException;

  /** The message's bytes, exactly as they were received. */
  InputStream open(TransactionId id) throws IOException;

  /**
   * Changes a record while nobody else, in this process or another, can.
   *
   * @param change gets the record as it is on disk now and gives what it shall be
   * @return the record as it is afterwards
   * @throws IOException when there is no such record, or it could not be written
   */
  HeldMessage change(TransactionId id, Change change) throws IOException;

  /** A change of one record; gives the same record when there is nothing to change. */
  interface Change {
    HeldMessage apply(HeldMessage now) throws IOException;
  }
}
