package org.mailweir.reinject;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;

/** The way back into Postfix. */
public interface Reinjector {

  /**
   * Waits until that many transactions may be open at the same time, all or none, so that two
   * messages never wait for each other's half.
   *
   * @param transactions at most {@link #maxTransactions()}
   * @return the permission; closing it gives the places back. Null when there were none in time
   * @throws InterruptedException when the waiting thread is interrupted
   */
  @Nullable Reservation reserve(int transactions) throws InterruptedException;

  /** How long to wait for the answers to final dots, all of one message together. */
  Duration finalTimeout();

  /** How many transactions one reservation may ask for. */
  int maxTransactions();

  /** How many recipients one transaction may have. */
  int maxRecipients();

  /**
   * Opens a transaction: MAIL and one RCPT for each recipient. A pooled connection that turns out
   * to be dead is replaced once, silently.
   */
  Opening open(Envelope envelope, ClientInfo client);

  /** Places in the pool. */
  interface Reservation extends AutoCloseable {
    @Override
    void close();
  }
}
