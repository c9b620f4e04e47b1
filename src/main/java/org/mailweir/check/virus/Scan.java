package org.mailweir.check.virus;

/** What a scanner says of a message. */
sealed interface Scan {

  /** It is longer than the scanner takes (StreamMaxLength). */
  record TooLarge() implements Scan {}

  /** Nothing known. */
  record Clean() implements Scan {}

  /** A signature fits. */
  record Infected(String signature) implements Scan {}

  /** The scanner works, but not on this message. */
  record Refused(String why) implements Scan {}
}
