package org.mailweir.check.rules.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the mailboxes of an address field, one after another, without a way back: linear but for a
 * bounded number of guesses where an angle bracket closes. What cannot be read is searched for
 * addresses in angle brackets.
 */
final class Mailboxes {

  private static final int MOST_GUESSES = 50;

  private final String in;
  private final List<Mailbox> found = new ArrayList<>();
  private int at;
  private @Nullable String comment;

  private Mailboxes(String in) {
    this.in = in;
  }

  /**
   * @param value the field as it came
   */
  static List<Mailbox> of(String value) {
    int end = value.length();
    while (end > 0 && Octets.isSpace(value.charAt(end - 1))) {
      end--;
    }
    String text = withoutGroup(value.substring(0, end).replace("\\\\", ""));
    Mailboxes mailboxes = new Mailboxes(text);
    mailboxes.read();
    if (mailboxes.at >= text.length()) {
      return mailboxes.found;
    }
    List<Mailbox> salvaged = salvaged(text);
    return salvaged.size() > mailboxes.found.size() ? salvaged : mailboxes.found;
  }

  /** The name of a group (RFC 5322 3.4) ends with the last colon before anything special. */
  private static String withoutGroup(String text) {
    int end = 0;
    while (end < text.length() && "\"()<>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    int colon = text.lastIndexOf(':', end - 1);
    if (colon < 1) {
      return text;
    }
    String members = text.substring(Octets.skipSpace(text, colon + 1));
    return members.startsWith(";") ? "" : members;
  }

  private void read() {
    while (at < in.length() && next()) {
      // next() moves on
    }
    if (at < in.length() && in.indexOf('@', at) >= 0) {
      readBrackets();
    }
  }

  private boolean next() {
    int start = Octets.skipSpace(in, at);
    int phraseEnd = phraseEnd(start);
    boolean done =
        phraseEnd < in.length() && in.charAt(phraseEnd) == '<' && brackets(start, phraseEnd);
    return done || bare(start, phraseEnd) || blank(start);
  }

  /** A phrase may hold anything but separators; of those, what is quoted. */
  private int phraseEnd(int start) {
    int i = start;
    while (i < in.length() && ",;<".indexOf(in.charAt(i)) < 0) {
      int end = in.charAt(i) == '"' ? AddressSyntax.quotedEnd(in, i) : i + 1;
      if (end < 0) {
        return i;
      }
      i = end;
    }
    return i;
  }

  private boolean brackets(int start, int open) {
    @Nullable String phrase = open > start ? in.substring(start, open) : null;
    int inner = Octets.skipSpace(in, open + 1);
    int mark = inner;
    while (mark < in.length() && in.charAt(mark) != '>' && in.charAt(mark) != '@') {
      mark++;
    }
    int run = mark;
    while (run < in.length() && !Octets.isSpace(in.charAt(run))) {
      run++;
    }
    int guesses = 0;
    for (int end = run; end > mark && guesses < MOST_GUESSES; end--) {
      int close = end == run ? Octets.skipSpace(in, end) : end;
      if (close < in.length() && in.charAt(close) == '>') {
        guesses++;
        if (finish(duplicatesEnd(close + 1))) {
          found.add(Mailbox.of(phrase, Mailbox.inBrackets(in.substring(inner, end)), comment));
          return true;
        }
      }
    }
    if (mark < in.length() && in.charAt(mark) == '>' && finish(duplicatesEnd(mark + 1))) {
      String text = Octets.trim(in.substring(inner, mark));
      found.add(Mailbox.of(phrase, Mailbox.inBrackets(text), comment));
      return true;
    }
    return false;
  }

  /** Some programs put the address twice. */
  private int duplicatesEnd(int start) {
    int end = start;
    int next = Octets.skipSpace(in, end);
    while (next < in.length() && in.charAt(next) == '<') {
      int close = in.indexOf('>', next);
      if (close < 0) {
        return end;
      }
      end = close + 1;
      next = Octets.skipSpace(in, end);
    }
    return end;
  }

  private boolean bare(int start, int phraseEnd) {
    int end = AddressSyntax.addressEnd(in, start);
    if (end > start && finish(end)) {
      found.add(Mailbox.of(null, in.substring(start, end), comment));
      return true;
    }
    if (phraseEnd > start && finish(phraseEnd)) {
      found.add(Mailbox.of(in.substring(start, phraseEnd), null, comment));
      return true;
    }
    return false;
  }

  /** Blanks alone are a name too. */
  private boolean blank(int end) {
    String last = in.substring(Math.max(at, end - 1), end);
    if (last.isEmpty() || !finish(end)) {
      return false;
    }
    found.add(Mailbox.of(last, null, comment));
    return true;
  }

  /** A comment, a separator or the end must follow; then {@link #at} is behind them. */
  private boolean finish(int from) {
    comment = null;
    int i = Octets.skipSpace(in, from);
    int close = i < in.length() && in.charAt(i) == '(' ? AddressSyntax.commentEnd(in, i) : -1;
    if (close > 0) {
      comment = in.substring(i + 1, close - 1);
      i = Octets.skipSpace(in, close);
    }
    boolean separated = i >= in.length() || in.charAt(i) == ',' || in.charAt(i) == ';';
    at = separated ? i + 1 : at;
    return separated;
  }

  /** Of a field that cannot be read to its end, what begins like an address between the commas. */
  private static List<Mailbox> salvaged(String text) {
    List<Mailbox> found = new ArrayList<>();
    int start = 0;
    while (start < text.length() && text.indexOf('@', start) >= 0) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      String piece = text.substring(start, end);
      int open = piece.lastIndexOf('<');
      int first = Octets.skipSpace(piece, open + 1);
      int last = AddressSyntax.addressEnd(piece, first);
      if (last > first) {
        String phrase = open < 1 ? null : Octets.trim(piece.substring(0, open));
        found.add(Mailbox.of(phrase, piece.substring(first, last), null));
      }
      start = end + 1;
    }
    return found;
  }

  private void readBrackets() {
    for (int open = in.indexOf('<', at); open >= 0; open = in.indexOf('<', open + 1)) {
      int end = AddressSyntax.addressEnd(in, open + 1);
      if (end > 0 && in.startsWith(">", end)) {
        Mailbox mailbox = Mailbox.of(null, in.substring(open + 1, end), null);
        if (mailbox.address() != null) {
          found.add(mailbox);
        }
      }
    }
  }
}
