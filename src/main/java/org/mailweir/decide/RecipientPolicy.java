package org.mailweir.decide;

import java.util.Set;

/**
 * What one recipient, or a group of them, wants done.
 *
 * @param name the entry it comes from: {@code @example.com}, or {@code default}
 * @param required from here on a message is spam
 * @param held what holds a message whatever its score
 */
public record RecipientPolicy(
    String name,
    Threshold required,
    Threshold tagSubject,
    Threshold hold,
    String subjectTag,
    boolean report,
    boolean spamLover,
    SenderLists senders,
    Always held) {

  /**
   * Findings that hold a message by themselves.
   *
   * @param where {@code file:line} of the setting
   */
  public record Always(Set<String> findings, String where) {}

  /** The allow and block lists together. */
  public static final class SenderLists {
    private final SenderList allow;
    private final SenderList authenticated;
    private final SenderList block;

    SenderLists(SenderList allow, SenderList authenticated, SenderList block) {
      this.allow = allow;
      this.authenticated = authenticated;
      this.block = block;
    }

    SenderLists and(SenderLists general) {
      return new SenderLists(
          allow.and(general.allow),
          authenticated.and(general.authenticated),
          block.and(general.block));
    }

    SenderList allow() {
      return allow;
    }

    /** Allowed where the From field has been authenticated. */
    SenderList authenticated() {
      return authenticated;
    }

    SenderList block() {
      return block;
    }
  }
}
