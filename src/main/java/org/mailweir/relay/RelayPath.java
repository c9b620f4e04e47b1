package org.mailweir.relay;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The relays of a message, nearest first, split where trust ends.
 *
 * @param trusted relays that are trusted
 * @param untrusted the others; the first of them is the host that handed the message to us
 * @param internal relays within our network
 * @param external the others
 * @param unparseable how many fields could not be understood
 * @param lastTrusted index of the last trusted field
 * @param lastInternal index of the last internal field
 */
public record RelayPath(
    List<Relay> trusted,
    List<Relay> untrusted,
    List<Relay> internal,
    List<Relay> external,
    int unparseable,
    int lastTrusted,
    int lastInternal)
    implements RelayView {

  public RelayPath {
    trusted = List.copyOf(trusted);
    untrusted = List.copyOf(untrusted);
    internal = List.copyOf(internal);
    external = List.copyOf(external);
  }

  /** The same way as that of a message of our own users: all of it is trusted. */
  public RelayPath trustedThroughout() {
    List<Relay> all = Stream.concat(trusted.stream(), untrusted.stream()).toList();
    int last = Math.max(lastTrusted, all.size() - 1);
    return new RelayPath(all, List.of(), all, List.of(), unparseable, last, last);
  }

  @Override
  public String relays(Kind kind) {
    List<Relay> relays =
        switch (kind) {
          case TRUSTED -> trusted;
          case UNTRUSTED -> untrusted;
          case INTERNAL -> internal;
          case EXTERNAL -> external;
        };
    return relays.stream().map(Relay::text).collect(Collectors.joining(" "));
  }

  /** From the host that handed over to us, or from the origin when all are trusted. */
  @Override
  public @Nullable String envelopeFrom() {
    Relay last =
        !untrusted.isEmpty() ? untrusted.get(0) : trusted.isEmpty() ? null : trusted.getLast();
    String sender = last == null ? null : last.envelopeFrom();
    return sender != null && (sender.isEmpty() || sender.indexOf('@') > 0) ? sender : null;
  }
}
