package org.mailweir.doctor;

/** How much a diagnosis matters; the worst comes first. */
public enum Severity {
  /** Mail may be lost, go round in circles, bounce, wait for ever, or pass unfiltered. */
  ERROR,
  /** It works, but worse or less safely than it could. */
  WARNING,
  /** Worth knowing; nothing needs to be done. */
  ADVICE
}
