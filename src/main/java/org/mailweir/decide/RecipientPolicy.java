package org.mailweir.decide;

/**
 * What one recipient, or a group of them, wants done.
 *
 * @param name the entry it comes from: {@code @example.com}, or {@code default}
 * @param required from here on a message is spam
 */
public record RecipientPolicy(
    String name,
    Threshold required,
    Threshold tagSubject,
    Threshold hold,
    String subjectTag,
    boolean report,
    boolean spamLover,
    SenderLists senders) {

  /** The allow and block lists together, with one answer. */
  public static final class SenderLists {
    private final SenderList allow;
    private final SenderList block;

    SenderLists(SenderList allow, SenderList block) {
      this.allow = allow;
      this.block = block;
    }

    SenderLists and(SenderLists general) {
      return new SenderLists(allow.and(general.allow), block.and(general.block));
    }

    SenderList allow() {
      return allow;
    }

    SenderList block() {
      return block;
    }
  }
}
