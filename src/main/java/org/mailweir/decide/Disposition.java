package org.mailweir.decide;

/**
 * What a recipient gets. Two recipients whose dispositions are equal get byte for byte the same
 * message, and so share one transaction.
 */
public sealed interface Disposition {

  /** Why, in one short sentence; stands in X-Mailweir-Reason. */
  String reason();

  /** Delivered as no spam, with the header fields that tell the score. */
  record Pass(Marks marks, String reason) implements Disposition {}

  /**
   * Delivered as spam.
   *
   * @param subjectTag put before the Subject; empty to leave it alone
   */
  record Tag(Marks marks, String subjectTag, String reason) implements Disposition {}

  /** Kept in the quarantine. */
  record Hold(String reason) implements Disposition {}

  /**
   * What the header fields need to know of a recipient's policy.
   *
   * @param required the score from which on a message is spam, as text
   * @param report whether X-Spam-Report is wanted
   */
  record Marks(String required, boolean report) {}
}
