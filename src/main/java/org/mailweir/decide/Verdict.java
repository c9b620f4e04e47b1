package org.mailweir.decide;

import java.util.List;
import org.mailweir.check.Analysis;
import org.mailweir.check.Finding;

/**
 * What Mailweir thinks of a message, before any recipient is looked at.
 *
 * @param score the sum of all points, rounded to a thousandth
 * @param findings what the points are for, the heaviest first, facts left out
 * @param missing checks that had no answer, or only a part of one
 * @param scan how complete the analysis was
 * @param authentication how the sender was authenticated, as it stands in an Authentication-Results
 *     field behind the authserv-id (RFC 8601 2.2); empty when nobody looked
 */
public record Verdict(
    double score,
    List<Finding> findings,
    List<Analysis.Missing> missing,
    Scan scan,
    String authentication) {

  public Verdict {
    findings = List.copyOf(findings);
    missing = List.copyOf(missing);
  }

  /** How complete an analysis was. */
  public enum Scan {
    /** All checks ran, though some may have been without an answer. */
    COMPLETE("complete"),
    /** The hard deadline passed on every attempt; the message goes on with what is known. */
    INCOMPLETE("incomplete"),
    /** The message was being analysed each time the process died; it is not tried again. */
    SKIPPED_CRASH("skipped-crash");

    private final String word;

    Scan(String word) {
      this.word = word;
    }

    /** As it stands in X-Mailweir-Scan. */
    public String word() {
      return word;
    }
  }
}
