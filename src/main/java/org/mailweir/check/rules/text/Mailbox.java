package org.mailweir.check.rules.text;

import org.jspecify.annotations.Nullable;

/**
 * What stands between two commas of an address field.
 *
 * @param name as sent, quotes undone; or the comment; null if none
 * @param address null if it is none
 */
record Mailbox(@Nullable String name, @Nullable String address) {

  /** Of the pieces that the scanner found; null where it found none. */
  static Mailbox of(@Nullable String phrase, @Nullable String written, @Nullable String comment) {
    String address = written == null || !isValid(written) ? null : written;
    String name = phrase == null ? null : withoutQuotes(phrase);
    if (name != null && address == null && looksLikeAddress(name)) {
      return new Mailbox(comment, single(name));
    }
    if (name != null && (name.isEmpty() || name.equals(address))) {
      name = null;
    }
    return new Mailbox(name == null ? comment : name, address == null ? null : single(address));
  }

  /** An address in angle brackets: comments are no part of it. Null if it looks like none. */
  static @Nullable String inBrackets(String text) {
    String address = withoutComments(text);
    return AddressSyntax.isAddress(address) ? address : null;
  }

  private static boolean isValid(String address) {
    return !address.startsWith("\"\"@") && address.chars().filter(c -> c == '"').count() != 1;
  }

  private static boolean looksLikeAddress(String name) {
    int at = name.indexOf('@');
    if (at < 0 || !AddressSyntax.isAddress(name) || !isValid(name)) {
      return false;
    }
    int next = name.indexOf('@', at + 1);
    return HostNames.isValid(name.substring(at + 1, next < 0 ? name.length() : next));
  }

  /** Up to a second at sign. */
  private static String single(String address) {
    int second = address.indexOf('@', address.indexOf('@') + 1);
    return second < 0 ? address : address.substring(0, second);
  }

  /** Of quoted pieces, what they stand for; of others, what is no comment. */
  private static String withoutQuotes(String phrase) {
    StringBuilder name = new StringBuilder(phrase.length());
    int i = 0;
    while (i < phrase.length()) {
      int end;
      if (phrase.charAt(i) == '"') {
        end = AddressSyntax.quotedEnd(phrase, i);
        if (end > 0) {
          name.append(phrase.substring(i + 1, end - 1).replace("\\", ""));
        }
        end = Math.max(end, i + 1);
      } else {
        end = phrase.indexOf('"', i);
        end = end < 0 ? phrase.length() : end;
        name.append(withoutComments(phrase.substring(i, end)));
      }
      i = end;
    }
    return name.toString();
  }

  private static String withoutComments(String text) {
    if (text.indexOf('(') < 0) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      int end = text.charAt(i) == '(' ? AddressSyntax.commentEnd(text, i) : -1;
      if (end > 0) {
        i = end - 1;
      } else {
        clean.append(text.charAt(i));
      }
    }
    return clean.toString();
  }
}
