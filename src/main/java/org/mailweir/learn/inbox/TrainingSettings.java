package org.mailweir.learn.inbox;

import java.util.List;
import java.util.stream.Stream;
import org.mailweir.net.Networks;
import org.mailweir.settings.DataSize;
import org.mailweir.settings.Doc;

/** Which addresses teach, and whom they believe. */
@Doc(
    "Addresses to which people forward mail in order to teach the classifier. Mail to them is learned and"
        + " goes no further. Only mail of the inside listener teaches, and that of the networks below;"
        + " what others send there is held in the quarantine. An entry is an address; \"spam@*\" is"
        + " that name in every domain, also in those of other people, so name your own if you can.")
public record TrainingSettings(
    @Doc("What is forwarded there is spam, as in [\"spam@example.org\"].") List<String> spam,
    @Doc("What is forwarded there is wanted.") List<String> ham,
    @Doc("What was taught about a message that is forwarded there does not count any more.")
        List<String> forget,
    @Doc(
            "Networks whose clients may teach although they come in by the outside listener, as in"
                + " [\"192.0.2.0/24\"].")
        List<String> teachFrom,
    @Doc("Attached messages that count in one forward.") int messages,
    @Doc("A message to a training address is read that far.") DataSize maxSize,
    @Doc(
            "What becomes of mail that is forwarded inline, as text of a new message. RECOVER: the"
                + " original is learned if it is among the recent messages, else nothing. LIGHT: the"
                + " original, or else what is left of it with less weight. IGNORE: nothing.")
        Inline inline,
    @Doc("How much an inline forward counts whose original is lost, above 0 to 1.")
        double inlineWeight,
    @Doc(
            "Whether the teacher gets a short receipt by mail. Only mail of the inside listener is"
                + " answered, never an automatic one.")
        boolean receipt,
    @Doc(
            "Spam traps: addresses that nobody uses, so that whatever strangers send there is spam. It is"
                + " learned and held in the quarantine.")
        List<String> traps) {

  /** What becomes of an inline forward. */
  public enum Inline {
    RECOVER,
    LIGHT,
    IGNORE
  }

  public static final TrainingSettings DEFAULT =
      new TrainingSettings(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          20,
          DataSize.ofMiB(16),
          Inline.LIGHT,
          0.25,
          false,
          List.of());

  private static final int MOST_MESSAGES = 1_000;
  private static final long LARGEST = 64L << 20;

  public TrainingSettings {
    spam = List.copyOf(spam);
    ham = List.copyOf(ham);
    forget = List.copyOf(forget);
    teachFrom = List.copyOf(teachFrom);
    traps = List.copyOf(traps);
    AddressPatterns.of("spam", spam);
    AddressPatterns.of("ham", ham);
    AddressPatterns.of("forget", forget);
    AddressPatterns.of("traps", traps);
    Networks.of("teach_from", teachFrom);
    refuseDoubles(Stream.of(spam, ham, forget, traps).flatMap(List::stream).toList());
    if (messages < 1 || messages > MOST_MESSAGES) {
      throw new IllegalArgumentException("messages: 1 to " + MOST_MESSAGES + " is expected");
    }
    if (maxSize.bytes() < 1 << 16 || maxSize.bytes() > LARGEST) {
      throw new IllegalArgumentException("max_size: 64KiB to 64MiB is expected");
    }
    if (!(inlineWeight > 0 && inlineWeight <= 1)) {
      throw new IllegalArgumentException("inline_weight: above 0 to 1 is expected");
    }
  }

  private static void refuseDoubles(List<String> all) {
    for (int i = 0; i < all.size(); i++) {
      if (all.subList(0, i).stream().anyMatch(all.get(i)::equalsIgnoreCase)) {
        throw new IllegalArgumentException(
            "\"" + all.get(i) + "\" stands in two lists; an address has one meaning");
      }
    }
  }
}
