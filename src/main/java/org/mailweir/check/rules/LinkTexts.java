package org.mailweir.check.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mailweir.parse.Link;
import org.mailweir.parse.ParsedMessage;

/** The texts of {@code uri} rules: every link, and its decoded form where that differs. */
final class LinkTexts {

  private static final int LONGEST = 8_192;

  private LinkTexts() {}

  static List<String> of(ParsedMessage message) {
    Set<String> links = new LinkedHashSet<>();
    for (Link link : message.links()) {
      String target = Octets.of(link.target());
      target = target.length() <= LONGEST ? target : target.substring(0, LONGEST);
      links.add(target);
      links.add(decoded(target));
    }
    return new ArrayList<>(links);
  }

  /** Undoes {@code %xx} for printable ASCII (RFC 3986 2.1); all else stays as it is. */
  static String decoded(String target) {
    if (target.indexOf('%') < 0) {
      return target;
    }
    StringBuilder plain = new StringBuilder(target.length());
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      int value = c == '%' ? hex(target, i + 1) : -1;
      if (value > ' ' && value < 0x7F) {
        plain.append((char) value);
        i += 2;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static int hex(String s, int at) {
    if (at + 2 > s.length()) {
      return -1;
    }
    int high = Character.digit(s.charAt(at), 16);
    int low = Character.digit(s.charAt(at + 1), 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
