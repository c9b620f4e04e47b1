package org.mailweir.check.rules;

/** Whose rules are run. */
public enum RuleSource {
  /** SpamAssassin's where they are installed, else Mailweir's own. */
  AUTO,
  /** Mailweir's own, whatever is installed. */
  OWN,
  /** SpamAssassin's; an error if they are not installed. */
  SPAMASSASSIN
}
