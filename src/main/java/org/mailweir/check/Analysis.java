package org.mailweir.check;

import java.time.Duration;
import java.util.List;

/**
 * Everything the checks had to say about a message.
 *
 * @param findings of all checks, facts included
 * @param missing checks without a full answer
 * @param took wall-clock time of all checks together
 */
public record Analysis(List<Finding> findings, List<Missing> missing, Duration took) {

  public Analysis {
    findings = List.copyOf(findings);
    missing = List.copyOf(missing);
  }

  /** A check without a full answer. */
  public record Missing(String check, String reason) {
    @Override
    public String toString() {
      return check + ":" + reason;
    }
  }
}
