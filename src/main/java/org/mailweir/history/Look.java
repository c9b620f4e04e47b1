package org.mailweir.history;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which messages are looked for; what is null or empty does not matter. Comparisons take no notice
 * of upper and lower case.
 *
 * @param recipient an address in canonical form, or {@code @example.com} for a domain
 * @param sender a part of the envelope sender or of the From field
 * @param words each must be a part of the subject
 * @param fate of a copy of one who is meant
 * @param unsure only those of which the classifier could not tell what they are
 * @param after came at that time or later
 * @param before came before that time
 * @param among only messages of which a copy is for one of these addresses, in canonical form;
 *     empty for all. Where a fate matters, it is that of such a copy
 */
public record Look(
    @Nullable String recipient,
    @Nullable String sender,
    List<String> words,
    @Nullable Fate fate,
    boolean unsure,
    @Nullable Instant after,
    @Nullable Instant before,
    List<String> among) {

  /** Everything. */
  public static final Look ALL = new Look(null, null, List.of(), null, false, null, null);

  /** Whoever the recipients are. */
  public Look(
      @Nullable String recipient,
      @Nullable String sender,
      List<String> words,
      @Nullable Fate fate,
      boolean unsure,
      @Nullable Instant after,
      @Nullable Instant before) {
    this(recipient, sender, words, fate, unsure, after, before, List.of());
  }

  /** The same, but only messages of which a copy is for one of these addresses. */
  public Look among(List<String> addresses) {
    return new Look(recipient, sender, words, fate, unsure, after, before, addresses);
  }

  public Look {
    among = among.stream().map(Look::folded).toList();
    recipient = recipient == null ? null : folded(recipient);
    sender = sender == null ? null : folded(sender);
    words = words.stream().map(Look::folded).toList();
  }

  static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
