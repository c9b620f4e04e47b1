package org.mailweir.relay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known so far of a relay while its {@code Received} field is read. */
final class Draft {

  private static final Pattern ZONE = Pattern.compile("%[A-Za-z0-9._~-]*$");
  private static final Pattern HELO_IN_NOTE = Pattern.compile("helo=(\\S+)");
  private static final Pattern IDENT_IN_NOTE = Pattern.compile("ident=(\\S*)");

  String ip = "";
  String rdns = "";
  String helo = "";
  String by = "";
  String ident = "";
  String id = "";
  String auth = "";
  @Nullable String envelopeFrom;
  boolean lookedUp;

  /** Takes {@code helo=} and {@code ident=} from what stands behind an address in Exim's form. */
  void note(String note) {
    String rest = note;
    Matcher said = HELO_IN_NOTE.matcher(note);
    if (said.find()) {
      helo = said.group(1);
      rest = note.substring(0, said.start()) + note.substring(said.end());
    }
    Matcher asked = IDENT_IN_NOTE.matcher(rest);
    if (asked.find()) {
      ident = asked.group(1);
    }
  }

  /** Moves what an IDENT query gave from before the name in DNS. */
  void splitIdent() {
    if (rdns.startsWith("IDENT:")) {
      splitIdentAt("IDENT:".length());
    }
    splitIdentAt(0);
  }

  private void splitIdentAt(int start) {
    int at = rdns.indexOf('@', start);
    if (at >= 0) {
      ident = rdns.substring(start, at);
      rdns = rdns.substring(at + 1);
    }
  }

  Relay relay() {
    String sender = envelopeFrom == null ? null : clean(sender(envelopeFrom));
    return new Relay(
        clean(address()),
        clean(name()),
        clean(helo),
        clean(by.endsWith(";") ? by.substring(0, by.length() - 1) : by),
        clean(ident),
        sender,
        id,
        auth,
        false,
        false,
        lookedUp);
  }

  private String name() {
    int end = rdns.length();
    while (end > 0 && rdns.charAt(end - 1) == '.') {
      end--;
    }
    String name = rdns.substring(0, end);
    return name.equalsIgnoreCase("unknown") || name.startsWith("[") ? "" : name;
  }

  private String address() {
    String text = ip.regionMatches(true, 0, "IPv6:", 0, 5) ? ip.substring(5) : ip;
    text = text.startsWith("[") ? text.substring(1) : text;
    text = text.endsWith("]") ? text.substring(0, text.length() - 1) : text;
    return IpText.mapped(ZONE.matcher(text).replaceFirst(""));
  }

  static String sender(String text) {
    int start = 0;
    while (start < text.length() && text.charAt(start) == '<') {
      start++;
    }
    int end = text.length();
    while (end > start && text.charAt(end - 1) == '>') {
      end--;
    }
    return text.substring(start, end);
  }

  /** What would break the form of the relay's text becomes an exclamation mark. */
  static String clean(String text) {
    StringBuilder cleaned = null;
    for (int i = 0; i < text.length(); i++) {
      if (" \t\n\r\f\u000b\0#[]()<>|".indexOf(text.charAt(i)) >= 0) {
        cleaned = cleaned == null ? new StringBuilder(text) : cleaned;
        cleaned.setCharAt(i, '!');
      }
    }
    return cleaned == null ? text : cleaned.toString();
  }
}
