package org.mailweir.check.auth.arc;

import java.util.List;
import java.util.Locale;

/**
 * What became of a chain.
 *
 * @param reason why it did not pass, in a few words
 * @param hops from the oldest to the newest; empty unless the chain passed
 */
public record ArcResult(Status status, String reason, List<Hop> hops) {

  /** RFC 8617 4.4, and that the DNS did not answer. */
  public enum Status {
    NONE,
    PASS,
    FAIL,
    TEMPERROR;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A sealer of a chain that passed.
   *
   * @param domain normal
   * @param results what it had found: the value of its ARC-Authentication-Results
   */
  public record Hop(String domain, String results) {}

  public ArcResult {
    hops = List.copyOf(hops);
  }

  static ArcResult of(Status status, String reason) {
    return new ArcResult(status, reason, List.of());
  }
}
