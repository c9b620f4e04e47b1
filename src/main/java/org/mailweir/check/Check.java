package org.mailweir.check;

/** One witness: it looks at a message and says what it finds. Checks know nothing of each other. */
public interface Check {

  /** A short lower-case word for the journal and the settings: {@code rules}, {@code bayes}. */
  String name();

  /** Wave 1 collects evidence; wave 2 draws conclusions from wave 1's findings. */
  Wave wave();

  /** What it mostly waits for, and so on which threads it runs. */
  Work work();

  /**
   * Looks at the message.
   *
   * @throws InterruptedException when the deadline passed; the runner then answers for it with
   *     {@link CheckResult.Unavailable}
   */
  CheckResult check(CheckInput input) throws InterruptedException;

  enum Wave {
    EVIDENCE,
    CONCLUSIONS
  }

  enum Work {
    /** Computes; runs on a platform thread with a deep stack. */
    CPU,
    /** Waits for a network; runs on a virtual thread. */
    NETWORK
  }
}
