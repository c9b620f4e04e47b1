package org.mailweir.check.rules.text;

import java.util.LinkedHashMap;
import java.util.Map;

/** A start tag, its attributes read when they are asked for. */
final class HtmlTag {

  private final String in;
  private final boolean unicode;
  private final String name;
  private final IntList tokens;

  /**
   * @param tokens for each attribute: start and end of its name, start and end of its value (quotes
   *     included) or -1 twice if it has none
   */
  HtmlTag(String in, boolean unicode, String name, IntList tokens) {
    this.in = in;
    this.unicode = unicode;
    this.name = name;
    this.tokens = tokens;
  }

  /** In lower case. */
  String name() {
    return name;
  }

  /**
   * Names in lower case; of equal names the first counts; without a value the name is its value.
   */
  Map<String, String> attributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < tokens.size(); i += 4) {
      String attribute = in.substring(tokens.get(i), tokens.get(i + 1));
      attributes.putIfAbsent(Octets.lower(attribute), value(i + 2, attribute));
    }
    return attributes;
  }

  private String value(int token, String otherwise) {
    int start = tokens.get(token);
    int end = tokens.get(token + 1);
    if (start < 0) {
      return otherwise;
    }
    boolean quoted = start < end && (in.charAt(start) == '"' || in.charAt(start) == '\'');
    String value = quoted ? in.substring(start + 1, end - 1) : in.substring(start, end);
    return HtmlEntities.decode(value, unicode, false);
  }
}
