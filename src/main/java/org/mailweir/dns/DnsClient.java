package org.mailweir.dns;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.mailweir.concurrent.Deadline;

/**
 * Asks the DNS. Thread-safe; any number of questions may be under way, and equal ones that are
 * under way at the same time are asked once.
 */
public interface DnsClient extends AutoCloseable {

  /**
   * Asks, and returns at once.
   *
   * @param name with or without a dot at its end; one that cannot be a name is answered with {@link
   *     DnsAnswer.Unknown}
   * @return completes at the deadline at the latest, and never exceptionally
   */
  CompletableFuture<DnsAnswer> ask(String name, RecordType type, Deadline deadline);

  /** Asks, and waits for the answer. */
  default DnsAnswer answer(String name, RecordType type, Deadline deadline)
      throws InterruptedException {
    try {
      return ask(name, type, deadline).get();
    } catch (ExecutionException e) {
      return new DnsAnswer.Unknown(DnsAnswer.Reason.ERROR);
    }
  }

  /** Ends what is under way with {@link DnsAnswer.Unknown}. */
  @Override
  void close();
}
