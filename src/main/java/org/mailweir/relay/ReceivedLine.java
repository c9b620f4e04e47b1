package org.mailweir.relay;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.relay.ReceivedFormat.Meaning;

/** Reads one {@code Received} field. */
final class ReceivedLine {

  /** What it tells. */
  sealed interface Reading {}

  record Known(Relay relay) implements Reading {}

  /** Nothing that matters. */
  enum Nothing implements Reading {
    IGNORED,
    /** Relays that were read before belong to a program that fetches mail. */
    FETCHED,
    UNPARSEABLE
  }

  /** The envelope sender of the relay in the next field; null if it names none. */
  record SenderOfNext(@Nullable String sender) implements Reading {}

  /** Bounds the work that a hostile field makes; real ones have some hundred octets. */
  private static final int LONGEST = 2048;

  private static final String HELO_CHARACTER = "[-A-Za-z0-9.^+_&:=?!@%*$\\\\/]";

  private static final Pattern WITHOUT_ADDRESS = Pattern.compile("(?i)from (\\S++) by [^\\s;]+ ?;");
  private static final Pattern DIGITS_IN_BRACKETS = Pattern.compile("\\[[\\d.]+\\]");
  private static final Pattern ID = Pattern.compile(" id <?([^\\s<>;]{3,})");
  private static final Pattern HELO_IS = Pattern.compile("\\bhelo=(" + HELO_CHARACTER + "++)");
  private static final Pattern HELO_WORD =
      Pattern.compile("\\b(?:HELO|EHLO) (" + HELO_CHARACTER + "++)");
  private static final Pattern SENDER =
      Pattern.compile("(?i)(?:return-path:? |envelope-(?:sender|from)[ =])(\\S+)\\b");
  private static final Pattern LOCAL_FOR = Pattern.compile("\\bwith local for\\b");
  private static final Pattern XMAIL_ID = Pattern.compile(" id <(\\S+)>");
  private static final Pattern XMAIL_SENDER = Pattern.compile(" from <(\\S+)>");
  private static final Pattern EXIM_HELO = Pattern.compile(" \\((\\S+)\\) ");
  private static final Pattern EXIM_IP =
      Pattern.compile(" \\[(" + IpText.ADDRESS + ")(?:\\.\\d+)?\\] ");
  private static final Pattern BY = Pattern.compile("by (\\S+) ");
  private static final Pattern ANY_IP = Pattern.compile("\\[(" + IpText.ADDRESS + ")\\]");
  private static final Pattern FIRST_NAME = Pattern.compile("(\\S+)[^-A-Za-z0-9.]");

  private final String field;
  private final Draft draft = new Draft();

  private ReceivedLine(String field) {
    this.field = field;
  }

  static Reading read(String value) {
    String text = unfolded(value);
    if (!isWorthReading(text)) {
      return Nothing.IGNORED;
    }
    return new ReceivedLine(DateTail.cut(text).replaceFirst("\\)by ", ") by ")).read();
  }

  private static boolean isWorthReading(String text) {
    int start = text.startsWith("(") ? 1 : 0;
    if (!text.regionMatches(true, start, "from ", 0, 5)) {
      return false;
    }
    if (text.contains("with local for") && LOCAL_FOR.matcher(text).find()) {
      return false;
    }
    Matcher bare = WITHOUT_ADDRESS.matcher(text);
    return !bare.lookingAt() || DIGITS_IN_BRACKETS.matcher(bare.group(1)).matches();
  }

  /** With single blanks, none at the ends, and no semicolon at the end. */
  private static String unfolded(String value) {
    StringBuilder text = new StringBuilder(Math.min(value.length(), LONGEST));
    boolean blank = false;
    for (int i = 0; i < value.length() && text.length() < LONGEST; i++) {
      char c = value.charAt(i);
      boolean space = c == ' ' || (c >= '\t' && c <= '\r');
      if (!space) {
        text.append(c);
      } else if (!blank && !text.isEmpty()) {
        text.append(' ');
      }
      blank = space;
    }
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == ';' || text.charAt(end - 1) == ' ')) {
      end--;
    }
    return text.substring(0, end);
  }

  private Reading read() {
    readEverywhere();
    Reading reading = null;
    if (field.startsWith("from ")) {
      reading = readFrom(field.substring("from ".length()));
    } else if (field.startsWith("FROM ")) {
      reading = readAs(ReceivedFormats.UPPER_CASE, field.substring("FROM ".length()));
    } else if (field.startsWith("(from ")) {
      reading = readAs(ReceivedFormats.IN_PARENTHESES, field.substring("(from ".length()));
    }
    return reading == null ? readWhatIsThere() : reading;
  }

  private void readEverywhere() {
    draft.id = found(ID, field, "");
    draft.helo = found(HELO_IS, field, "");
    if (draft.helo.isEmpty() && field.contains("HLO ") || field.contains("HELO ")) {
      draft.helo = draft.helo.isEmpty() ? found(HELO_WORD, field, "") : draft.helo;
    }
    int by = field.indexOf(" by ");
    if (by >= 0) {
      int end = field.indexOf(' ', by + 4);
      draft.by = field.substring(by + 4, end < 0 ? field.length() : end);
    }
    draft.auth = Authentication.of(field);
  }

  private @Nullable Reading readFrom(String text) {
    Matcher sender = SENDER.matcher(text);
    if (sender.find()) {
      draft.envelopeFrom = sender.group(1);
    }
    Reading reading = readAs(ReceivedFormats.WEBMAIL, text);
    if (reading == null) {
      reading = readFamily(text);
    }
    if (reading == null) {
      reading = readAs(ReceivedFormats.COMMON, text);
    }
    if (reading == null && draft.helo.isEmpty()) {
      Matcher first = FIRST_NAME.matcher(text);
      draft.helo = first.lookingAt() ? first.group(1) : "";
    }
    return reading;
  }

  private @Nullable Reading readFamily(String text) {
    for (ReceivedFormats.Family family : ReceivedFormats.FAMILIES) {
      if (family.mark().test(text)) {
        Reading reading = readAs(family.formats(), text);
        if (reading == null && text.contains("Exim")) {
          reading = readOddExim(text);
        } else if (reading instanceof Known && text.contains("[XMail ")) {
          readXmail(text);
          reading = new Known(draft.relay());
        }
        return reading;
      }
    }
    return null;
  }

  private void readXmail(String text) {
    draft.id = found(XMAIL_ID, text, draft.id);
    Matcher sender = XMAIL_SENDER.matcher(text);
    if (sender.find()) {
      draft.envelopeFrom = sender.group(1);
    }
  }

  /** Exim's form can be configured, so single words may be all that is known. */
  private @Nullable Reading readOddExim(String text) {
    if (text.contains(" SMTPSVC")) {
      return null;
    }
    int blank = text.indexOf(' ');
    draft.rdns = blank > 0 ? text.substring(0, blank) : draft.rdns;
    draft.helo = found(EXIM_HELO, text, draft.helo);
    draft.ip = found(EXIM_IP, text, draft.ip);
    Matcher by = BY.matcher(text);
    if (!by.find()) {
      return null;
    }
    draft.by = by.group(1);
    return draft.ip.isEmpty() ? null : new Known(draft.relay());
  }

  private @Nullable Reading readAs(List<ReceivedFormat> formats, String text) {
    for (ReceivedFormat format : formats) {
      if (format.read(text, draft)) {
        return meaning(format.meaning());
      }
    }
    return null;
  }

  private Reading meaning(Meaning meaning) {
    return switch (meaning) {
      case RELAY -> new Known(draft.relay());
      case IGNORED -> Nothing.IGNORED;
      case FETCHED -> Nothing.FETCHED;
      case SENDER_OF_NEXT ->
          new SenderOfNext(
              draft.envelopeFrom == null ? null : Draft.clean(Draft.sender(draft.envelopeFrom)));
    };
  }

  /** An address in brackets and the name of the receiving host are enough. */
  private Reading readWhatIsThere() {
    if (draft.ip.isEmpty()) {
      draft.ip = found(ANY_IP, field, "");
    }
    boolean enough = !draft.ip.isEmpty() && !draft.by.isEmpty();
    return enough ? new Known(draft.relay()) : Nothing.UNPARSEABLE;
  }

  private static String found(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : otherwise;
  }
}
