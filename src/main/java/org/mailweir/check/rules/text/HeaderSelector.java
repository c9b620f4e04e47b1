package org.mailweir.check.rules.text;

import java.util.Locale;

/**
 * Names a header field and what of it is looked at: {@code Subject}, {@code From:addr}, {@code
 * Received:raw}, {@code ToCc:first:name}; or a pseudo field such as {@code ALL}, {@code MESSAGEID}
 * or {@code X-Spam-Relays-External}.
 *
 * @param field as written; {@code ALL} and its kin, and {@code MESSAGEID}, are known only in
 *     capitals, every other name in any case
 * @param raw whether the field is taken as it came, neither unfolded nor decoded
 * @param mailbox which part of its mailboxes
 * @param place which host or address within that
 * @param which which of several fields of that name
 */
public record HeaderSelector(String field, boolean raw, Mailbox mailbox, Place place, Which which) {

  /** A part of the mailboxes in a field. */
  public enum Mailbox {
    /** The whole value, not read as mailboxes. */
    NONE,
    /** Their addresses. */
    ADDRESS,
    /** Their display names, or else comments. */
    NAME
  }

  /** A place in the network that a value names. */
  public enum Place {
    /** The value itself. */
    NONE,
    /** A host name. */
    HOST,
    /** The registered domain of a host name. */
    DOMAIN,
    /** An IP address. */
    IP,
    /** An IP address as DNS lists are asked for it. */
    REVERSED_IP
  }

  /** Which of several fields. */
  public enum Which {
    /** All. */
    ALL,
    /** The topmost. */
    FIRST,
    /** The lowest. */
    LAST
  }

  /** Reads {@code Field:modifier:modifier}; unknown modifiers mean nothing, in any place. */
  public static HeaderSelector parse(String text) {
    String[] words = text.split(":", -1);
    boolean raw = false;
    Mailbox mailbox = Mailbox.NONE;
    Place place = Place.NONE;
    Which which = Which.ALL;
    for (int i = 1; i < words.length; i++) {
      switch (words[i]) {
        case "raw" -> raw = true;
        case "addr" -> mailbox = Mailbox.ADDRESS;
        case "name" -> mailbox = mailbox == Mailbox.ADDRESS ? mailbox : Mailbox.NAME;
        case "host" -> place = place == Place.DOMAIN ? place : Place.HOST;
        case "domain" -> place = Place.DOMAIN;
        case "ip" -> place = place == Place.NONE ? Place.IP : place;
        case "revip" -> place = isName(place) ? place : Place.REVERSED_IP;
        case "first" -> which = Which.FIRST;
        case "last" -> which = which == Which.FIRST ? which : Which.LAST;
        default -> {}
      }
    }
    return new HeaderSelector(words[0], raw, mailbox, place, which);
  }

  private static boolean isName(Place place) {
    return place == Place.HOST || place == Place.DOMAIN;
  }

  /** The name of the field in lower case. */
  String key() {
    return field.toLowerCase(Locale.ROOT);
  }

  /** Whether it asks for one value, which is then given without the line feed at its end. */
  boolean single() {
    return mailbox != Mailbox.NONE || place != Place.NONE || field.equals("EnvelopeFrom");
  }
}
