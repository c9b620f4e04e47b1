package org.mailweir.quarantine;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.HeldMessage.State;

/**
 * Which held mail is looked for; what is null or empty does not matter. Comparisons take no notice
 * of upper and lower case.
 *
 * @param recipient an address, or {@code @example.com} for a domain
 * @param sender a part of the envelope sender or of the From field
 * @param words each must be a part of the subject
 * @param lowest the least score
 * @param highest the greatest score
 * @param finding the whole name of one, such as {@code VIRUS}
 * @param after held at that time or later
 * @param before held before that time
 * @param all released and deleted mail too, else only what is still held for one who is meant
 * @param among only mail of which a copy is for one of these addresses; empty for all. Where states
 *     matter, it is those copies whose state does
 */
public record Search(
    @Nullable String recipient,
    @Nullable String sender,
    List<String> words,
    double lowest,
    double highest,
    @Nullable String finding,
    @Nullable Instant after,
    @Nullable Instant before,
    boolean all,
    List<String> among) {

  /** Everything that is still held. */
  public static final Search HELD =
      new Search(
          null,
          null,
          List.of(),
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          null,
          null,
          null,
          false);

  /** Whoever the recipients are. */
  public Search(
      @Nullable String recipient,
      @Nullable String sender,
      List<String> words,
      double lowest,
      double highest,
      @Nullable String finding,
      @Nullable Instant after,
      @Nullable Instant before,
      boolean all) {
    this(recipient, sender, words, lowest, highest, finding, after, before, all, List.of());
  }

  /** The same, but only mail of which a copy is for one of these addresses. */
  public Search among(List<String> addresses) {
    return new Search(
        recipient, sender, words, lowest, highest, finding, after, before, all, addresses);
  }

  public Search {
    among = among.stream().map(Search::canonical).toList();
    words = words.stream().map(Search::folded).toList();
    recipient = recipient == null ? null : canonical(recipient);
    sender = sender == null ? null : folded(sender);
  }

  /** Text as it is compared. */
  public static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** An address, or {@code @} and a domain, as it is compared. */
  public static String canonical(String address) {
    return address.startsWith("@") ? folded(address) : new MailAddress(address).canonical();
  }

  /** Whether a message is meant. */
  public boolean matches(HeldMessage message) {
    return message.recipients().stream().anyMatch(this::isMeant)
        && isFrom(message)
        && saysIt(message.subject())
        && message.score() >= lowest
        && message.score() <= highest
        && (finding == null || message.findings().stream().anyMatch(f -> f.name().equals(finding)))
        && isOfThatTime(new TransactionId(message.id()).epochMillis());
  }

  private boolean isMeant(HeldRecipient one) {
    String address = canonical(one.address());
    boolean meant =
        recipient == null
            || (recipient.startsWith("@") ? domain(address) : address).equals(recipient);
    return meant
        && (among.isEmpty() || among.contains(address))
        && (all || one.state() == State.HELD);
  }

  /** {@code @} and the domain of a canonical address. */
  public static String domain(String address) {
    return address.substring(Math.max(0, address.lastIndexOf('@')));
  }

  private boolean isFrom(HeldMessage message) {
    return sender == null
        || folded(message.sender()).contains(sender)
        || folded(message.from()).contains(sender);
  }

  private boolean saysIt(String subject) {
    String text = folded(subject);
    return words.stream().allMatch(text::contains);
  }

  private boolean isOfThatTime(long millis) {
    return (after == null || millis >= after.toEpochMilli())
        && (before == null || millis < before.toEpochMilli());
  }
}
