package org.mailweir.check.auth.dmarc;

/**
 * A domain that another mechanism has looked at.
 *
 * @param domain normal
 * @param state what came of it
 */
public record Identity(Mechanism mechanism, String domain, State state) {

  /** Who looked. */
  public enum Mechanism {
    DKIM,
    SPF
  }

  /** What came of it. */
  public enum State {
    PASS,
    FAIL,
    /** The DNS did not answer. */
    UNKNOWN
  }
}
