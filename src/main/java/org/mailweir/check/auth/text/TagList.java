package org.mailweir.check.auth.text;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list {@code name=value; name=value} (RFC 6376 3.2). Names are told apart by case, a name occurs
 * once, and white space around names and values does not count.
 */
public final class TagList {

  /** Longer lists are nobody's honest work; a key of 8192 bits takes 1,500 characters. */
  private static final int LONGEST = 65_536;

  private static final int MOST = 100;

  private final Map<String, String> tags;

  private TagList(Map<String, String> tags) {
    this.tags = tags;
  }

  /** Reads a list; a semicolon at its end is allowed. */
  public static TagList parse(String text) throws SyntaxErrorException {
    if (text.length() > LONGEST) {
      throw new SyntaxErrorException("tag list is too long");
    }
    Map<String, String> tags = new LinkedHashMap<>();
    int at = 0;
    while (at < text.length()) {
      int semicolon = text.indexOf(';', at);
      int end = semicolon < 0 ? text.length() : semicolon;
      String spec = trim(text.substring(at, end));
      if (!spec.isEmpty()) {
        add(spec, tags);
      } else if (semicolon >= 0) {
        throw new SyntaxErrorException("empty tag");
      }
      at = end + 1;
    }
    return new TagList(tags);
  }

  private static void add(String spec, Map<String, String> tags) throws SyntaxErrorException {
    int equals = spec.indexOf('=');
    String name = equals < 0 ? "" : trim(spec.substring(0, equals));
    if (!isName(name)) {
      throw new SyntaxErrorException("malformed tag");
    }
    if (tags.putIfAbsent(name, trim(spec.substring(equals + 1))) != null) {
      throw new SyntaxErrorException("tag " + name + " occurs twice");
    }
    if (tags.size() > MOST) {
      throw new SyntaxErrorException("too many tags");
    }
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= 64
        && isLetter(name.charAt(0))
        && name.chars().allMatch(c -> isLetter(c) || (c >= '0' && c <= '9') || c == '_');
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static String trim(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Whether that tag comes first. */
  public boolean startsWith(String name) {
    return !tags.isEmpty() && tags.keySet().iterator().next().equals(name);
  }

  public @Nullable String get(String name) {
    return tags.get(name);
  }

  public String get(String name, String otherwise) {
    return tags.getOrDefault(name, otherwise);
  }

  /** The value of a tag that must be there, and must not be empty. */
  public String require(String name) throws SyntaxErrorException {
    String value = tags.get(name);
    if (value == null || value.isEmpty()) {
      throw new SyntaxErrorException((value == null ? "no tag " : "empty tag ") + name);
    }
    return value;
  }

  /** The same without any white space inside, as in base64 and lists with colons. */
  public String requireCompact(String name) throws SyntaxErrorException {
    return compact(require(name));
  }

  /** A text without white space. */
  public static String compact(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!isSpace(text.charAt(i))) {
        out.append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
