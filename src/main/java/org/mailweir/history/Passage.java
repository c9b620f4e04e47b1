package org.mailweir.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * One message on its way through; as far as lists and figures need it, never its text.
 *
 * @param id the message's {@link org.mailweir.mail.TransactionId}
 * @param origin {@code outside} or {@code inside}
 * @param client name and address of whom Postfix had it from, or empty
 * @param sender of the envelope
 * @param from the From field, decoded, cut
 * @param digest under which what the classifier looks at is remembered; empty when it is not
 * @param unsure whether the classifier could not tell
 * @param copies one for each recipient, at most {@link #MOST_COPIES}
 * @param findings what the points were for
 * @param unavailable checks that had no answer, with the reason
 * @param scan empty when the message was analysed, else the word that says why not
 * @param size in bytes
 */
public record Passage(
    String id,
    Instant when,
    String origin,
    String client,
    String sender,
    String from,
    String subject,
    String messageId,
    String digest,
    double score,
    boolean unsure,
    List<Copy> copies,
    List<Hit> findings,
    List<String> unavailable,
    String scan,
    long size,
    double analysisMillis) {

  /** More recipients of one message are not remembered one by one. */
  public static final int MOST_COPIES = 1_000;

  public Passage {
    copies = copies.stream().limit(MOST_COPIES).toList();
    findings = List.copyOf(findings);
    unavailable = List.copyOf(unavailable);
  }

  /** One recipient, in the canonical form of his address. */
  public record Copy(String recipient, Fate fate) {}

  /** A finding and its points. */
  public record Hit(String name, double points) {}

  /** The worst of all copies. */
  public Fate fate() {
    return copies.stream().map(Copy::fate).max(Comparator.naturalOrder()).orElse(Fate.PASS);
  }
}
