package org.mailweir.check;

import java.util.List;

/**
 * What a check answers. There is no third word: not to know is {@link Unavailable}, never clean.
 */
public sealed interface CheckResult {

  /** The findings, none included. */
  List<Finding> findings();

  /** The check did its whole work. */
  record Found(List<Finding> findings) implements CheckResult {
    public static final Found NOTHING = new Found(List.of());

    public Found {
      findings = List.copyOf(findings);
    }
  }

  /**
   * The check could not do its work, or only a part of it.
   *
   * @param findings what it found until then
   * @param reason a few words for the journal: {@code timeout}, {@code connection refused}
   */
  record Unavailable(List<Finding> findings, String reason) implements CheckResult {
    public Unavailable {
      findings = List.copyOf(findings);
    }

    public Unavailable(String reason) {
      this(List.of(), reason);
    }
  }
}
