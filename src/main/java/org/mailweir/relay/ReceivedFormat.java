package org.mailweir.relay;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One form in which mail servers write a {@code Received} field, behind the word {@code from}.
 *
 * <p>A template is text as it stands in the field, in which {@code $rdns}, {@code $helo}, {@code
 * $by} and {@code $ident} stand for one word each (with {@code ?} for a word that may be missing),
 * {@code $ip} for an address, {@code $word} and {@code $address} for what is not kept, {@code
 * $localhost} for this machine, {@code $HELO} for that word or EHLO, and {@code {…}} for a regular
 * expression. It describes the beginning of the field.
 */
final class ReceivedFormat {

  /** What a field of this form says. */
  enum Meaning {
    RELAY,
    /** A hand-over that is not worth a relay: within a machine, or without an address. */
    IGNORED,
    /** A program took the message from a mailbox; what lies above says nothing. */
    FETCHED,
    /** The envelope sender in it belongs to the next field. */
    SENDER_OF_NEXT
  }

  /** What else follows from the form. */
  enum Trait {
    /** Servers that write so look up names in DNS. */
    LOOKS_UP,
    /** They do, but for a host called "unknown". */
    LOOKS_UP_UNLESS_UNKNOWN,
    /** HELO is written only where it differs from the name in DNS. */
    HELO_IS_RDNS,
    /** The name may have the answer of IDENT before it. */
    IDENT_IN_RDNS,
    /** What looks like a number of the message is the version of the program. */
    NO_ID,
    /** The name in DNS is known only if it is not one of Courier's error words. */
    COURIER,
    /** No host is named behind "by". */
    NO_BY
  }

  private static final Pattern TOKEN =
      Pattern.compile("\\$(\\w+)(\\?)?( )?|\\{((?:[^{}]|\\{[\\d,]+\\})*)\\}");

  private final Meaning meaning;
  private final String literal;
  private final Pattern pattern;
  private final Map<String, Integer> groups;
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);

  private ReceivedFormat(Meaning meaning, String literal, String template) {
    this.meaning = meaning;
    this.literal = literal;
    this.pattern = Pattern.compile(translate(template), Pattern.UNIX_LINES);
    this.groups = pattern.namedGroups();
  }

  /**
   * @param literal what must occur somewhere in the field; looked for first, for speed
   */
  static ReceivedFormat relay(String literal, String template, Trait... traits) {
    ReceivedFormat format = new ReceivedFormat(Meaning.RELAY, literal, template);
    format.traits.addAll(java.util.List.of(traits));
    return format;
  }

  static ReceivedFormat other(Meaning meaning, String literal, String template) {
    return new ReceivedFormat(meaning, literal, template);
  }

  Meaning meaning() {
    return meaning;
  }

  /** Whether the field has this form; if so, what it says is put into the draft. */
  boolean read(String field, Draft draft) {
    if (!field.contains(literal)) {
      return false;
    }
    Matcher matcher = pattern.matcher(field);
    if (!matcher.lookingAt()) {
      return false;
    }
    if (meaning == Meaning.RELAY) {
      fill(draft, matcher);
      conclude(draft);
    }
    return true;
  }

  private void fill(Draft draft, Matcher matcher) {
    draft.ip = group(matcher, "ip", draft.ip);
    draft.rdns = group(matcher, "rdns", draft.rdns);
    draft.helo = group(matcher, "helo", draft.helo);
    draft.by = group(matcher, "by", draft.by);
    draft.ident = group(matcher, "ident", draft.ident);
    draft.id = group(matcher, "id", draft.id);
    if (traits.contains(Trait.HELO_IS_RDNS)) {
      draft.helo = draft.rdns;
    }
    if (groups.containsKey("note")) {
      draft.note(matcher.group("note"));
    }
  }

  private void conclude(Draft draft) {
    for (Trait trait : traits) {
      switch (trait) {
        case LOOKS_UP -> draft.lookedUp = true;
        case LOOKS_UP_UNLESS_UNKNOWN -> draft.lookedUp = !draft.rdns.equalsIgnoreCase("unknown");
        case IDENT_IN_RDNS -> draft.splitIdent();
        case NO_ID -> draft.id = "";
        case NO_BY -> draft.by = "";
        case COURIER -> {
          draft.lookedUp = !draft.rdns.equals("softdnserr");
          draft.rdns = draft.lookedUp ? draft.rdns : "";
        }
        case HELO_IS_RDNS -> {}
      }
    }
  }

  /** A group that took no part is empty; a group that the form does not have changes nothing. */
  private String group(Matcher matcher, String name, String before) {
    if (!groups.containsKey(name)) {
      return before;
    }
    String value = matcher.group(name);
    return value == null ? "" : value;
  }

  private static String translate(String template) {
    StringBuilder source = new StringBuilder();
    Matcher token = TOKEN.matcher(template);
    int done = 0;
    while (token.find()) {
      appendText(source, template.substring(done, token.start()));
      if (token.group(1) == null) {
        source.append(token.group(4).replace("$address", IpText.ADDRESS));
      } else {
        source.append(element(token.group(1), token.group(2) != null, token.group(3) != null));
      }
      done = token.end();
    }
    appendText(source, template.substring(done));
    return source.toString();
  }

  private static void appendText(StringBuilder source, String text) {
    if (!text.isEmpty()) {
      source.append(Pattern.quote(text));
    }
  }

  /** A word before a blank ends there, so there is nothing to go back for. */
  private static String element(String name, boolean optional, boolean blank) {
    String word = "\\S" + (optional ? "*" : "+") + (blank ? "+" : "");
    String end = blank ? " " : "";
    return switch (name) {
      case "ip" -> "(?<ip>" + IpText.ADDRESS + ")" + end;
      case "address" -> IpText.ADDRESS + end;
      case "localhost" -> IpText.LOCALHOST + end;
      case "HELO" -> "(?:HELO|EHLO)" + end;
      case "word" -> word + end;
      default -> "(?<" + name + ">" + word + ")" + end;
    };
  }
}
