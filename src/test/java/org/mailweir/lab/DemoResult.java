package org.mailweir.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of one message.
 *
 * @param bytes how long it is
 * @param copies what arrived
 * @param held what lies in quarantine
 * @param millis since it was sent
 */
record DemoResult(
    DemoMessage message,
    int bytes,
    List<Delivery> copies,
    List<HeldMail> held,
    Journal journal,
    long millis) {

  static DemoResult of(
      DemoMessage message, int bytes, Sink sink, MailweirProcess mailweir, long startNanos) {
    return new DemoResult(
        message,
        bytes,
        sink.deliveries(d -> d.sender().equals(message.sender())),
        HeldMail.all(mailweir.quarantine()).stream()
            .filter(h -> h.sender().equals(message.sender()))
            .toList(),
        Journal.of(mailweir.journal(), message.sender()),
        (System.nanoTime() - startNanos) / 1_000_000);
  }

  /** Whether every recipient has a copy, or it is held for him, and the journal tells of it. */
  boolean isComplete() {
    return delivered().size() + heldFor().size() == message.recipients().size()
        && journal.transactions() > 0;
  }

  private List<String> delivered() {
    return copies.stream().flatMap(d -> d.recipients().stream()).toList();
  }

  private List<String> tagged() {
    return copies.stream()
        .filter(d -> d.field("X-Spam-Flag").contains("YES"))
        .flatMap(d -> d.recipients().stream())
        .toList();
  }

  private List<String> heldFor() {
    return held.stream().flatMap(h -> h.recipients().stream()).toList();
  }

  List<String> cells() {
    return List.of(
        message.about(),
        String.format(Locale.ROOT, "%,d", bytes),
        Integer.toString(message.recipients().size()),
        Long.toString(journal.analyses()),
        journal.score().map(s -> String.format(Locale.ROOT, "%.1f", s)).orElse("?"),
        became(),
        where(),
        Long.toString(millis));
  }

  private String became() {
    List<String> tagged = tagged();
    List<String> passed = new ArrayList<>(delivered());
    passed.removeAll(tagged);
    List<String> words = new ArrayList<>();
    add(words, "delivered", passed);
    add(words, "tagged", tagged);
    add(words, "held", heldFor());
    int missing = message.recipients().size() - delivered().size() - heldFor().size();
    if (missing != 0) {
      words.add("MISSING " + missing);
    }
    return String.join(", ", words);
  }

  private static void add(List<String> words, String what, List<String> who) {
    if (who.size() > 3) {
      words.add(what + " " + who.size());
    } else if (!who.isEmpty()) {
      words.add(what + " " + String.join(" ", who.stream().map(DemoResult::localPart).toList()));
    }
  }

  private static String localPart(String address) {
    return address.substring(0, address.lastIndexOf('@'));
  }

  private String where() {
    List<String> places = new ArrayList<>();
    if (!copies.isEmpty()) {
      places.add("mailboxes");
    }
    held.forEach(h -> places.add("quarantine " + h.id()));
    return String.join(", ", places);
  }
}
