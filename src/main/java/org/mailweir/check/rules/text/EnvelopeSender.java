package org.mailweir.check.rules.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sender of the envelope, as the header tells it when nobody else does. */
final class EnvelopeSender {

  private EnvelopeSender() {}

  /** Null if the header does not tell, or cannot be trusted. */
  static @Nullable String find(MessageText message) {
    String noted = message.relays().envelopeFrom();
    if (noted != null && (noted.isEmpty() || noted.indexOf('@') > 0)) {
      return noted;
    }
    String sender = first(message, "X-Sender");
    if (sender != null && sender.indexOf('@') >= 0 && isFetched(message)) {
      return null;
    }
    String envelope = first(message, "X-Envelope-From");
    if (envelope != null) {
      return isBelowReceived(message, "X-Envelope-From") ? null : envelope;
    }
    for (String name : List.of("Envelope-Sender", "Return-Path")) {
      envelope = first(message, name);
      if (envelope != null && !isBelowReceived(message, name)) {
        return envelope;
      }
    }
    return null;
  }

  private static @Nullable String first(MessageText message, String name) {
    List<String> values = message.headerValues(HeaderSelector.parse(name + ":first:addr"));
    return values.isEmpty() ? null : values.getFirst();
  }

  /** Fetchmail takes X-Sender for the sender of the envelope, even if a list has set it. */
  private static boolean isFetched(MessageText message) {
    return message.headerValues(HeaderSelector.parse("Received")).stream()
        .anyMatch(value -> value.contains("(fetchmail"));
  }

  /** Below, it belongs to an earlier delivery. */
  private static boolean isBelowReceived(MessageText message, String name) {
    boolean received = false;
    for (Field field : message.fields()) {
      received |= field.name().equalsIgnoreCase("Received");
      if (received && field.name().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}
