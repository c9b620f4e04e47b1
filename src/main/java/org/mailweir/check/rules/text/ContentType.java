package org.mailweir.check.rules.text;

import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a Content-Type field says, read as leniently as SpamAssassin reads it.
 *
 * @param type in lower case; every unknown text/… is text/plain
 * @param boundary null if none
 * @param charset as written; null if none
 * @param name of a file; empty if none
 * @param missing whether there was no type, so that text/plain is only assumed
 */
record ContentType(
    String type,
    @Nullable String boundary,
    @Nullable String charset,
    String name,
    boolean missing) {

  /** A longer value is nobody's; what it says beyond is not read. */
  private static final int MOST = 16_384;

  private static final int MOST_CONTINUATIONS = 100;

  private static final Pattern BOUNDARY =
      pattern("\\bboundary\\s*+=\\s*+(\"[^\"]++|[^\\s\";]++(?=[\\s;]|\\z))");
  private static final Pattern CHARSET = parameter("charset\\s*");
  private static final Pattern NAME = parameter("(?:file)?name\\s*");
  private static final Pattern CONTINUATION = parameter("(?:file)?name\\*(\\d{1,9})\\s*");

  private static Pattern parameter(String name) {
    return pattern("\\b" + name + "=\\s*[\"']?(.*?)[\"']?(?:;|\\z)");
  }

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNIX_LINES);
  }

  /** Reads the value of the last such field; null or empty: there is none. */
  static ContentType parse(@Nullable String value) {
    if (value == null || value.isEmpty() || value.equals("0")) {
      return new ContentType("text/plain", null, "us-ascii", "", true);
    }
    String text = value.length() > MOST ? value.substring(0, MOST) : value;
    String type = type(text);
    boolean missing = type.isEmpty() || type.equals("0");
    return new ContentType(
        cleaned(missing || isPlain(type) ? "text/plain" : type),
        boundary(text),
        first(CHARSET, text),
        name(text),
        missing);
  }

  private static String type(String text) {
    int start = Octets.skipSpace(text, 0);
    int end = text.indexOf(';', start);
    end = end < 0 ? text.length() : end;
    int slash = text.indexOf('/', start);
    if (slash > start && slash < end) {
      int i = slash + 1;
      while (i < end && text.charAt(i) != '/' && !Octets.isSpace(text.charAt(i))) {
        i++;
      }
      end = i;
    }
    return Octets.lower(text.substring(start, end));
  }

  private static boolean isPlain(String type) {
    return type.startsWith("text")
        && (type.length() == 4 || !Octets.isWord(type.charAt(4)))
        && !type.equals("text/html")
        && !type.equals("text/calendar")
        && !type.equals("text/x-vcard");
  }

  /** Without what may not stand in a type (RFC 2045 5.1 tspecials, blanks, 8 bit). */
  private static String cleaned(String type) {
    StringBuilder clean = new StringBuilder(type.length());
    for (int i = 0; i < type.length(); i++) {
      char c = type.charAt(i);
      if (c > ' ' && c < 0x7F && "\"(),:;<=>?@[\\]".indexOf(c) < 0) {
        clean.append(c);
      }
    }
    return clean.toString();
  }

  private static @Nullable String boundary(String text) {
    String boundary = first(BOUNDARY, text);
    return boundary == null ? null : boundary.replace("\"", "");
  }

  private static String name(String text) {
    String name = first(NAME, text);
    return name == null || name.isEmpty() || name.equals("0") ? continued(text) : name;
  }

  /** RFC 2231 3: a name in numbered pieces. */
  private static String continued(String text) {
    TreeMap<Integer, String> pieces = new TreeMap<>();
    Matcher m = CONTINUATION.matcher(text);
    while (pieces.size() < MOST_CONTINUATIONS && m.find()) {
      pieces.put(Integer.valueOf(m.group(1)), m.group(2));
    }
    return pieces.containsKey(0) ? String.join("", pieces.values()) : "";
  }

  private static @Nullable String first(Pattern pattern, String text) {
    Matcher m = pattern.matcher(text);
    return m.find() ? m.group(1) : null;
  }
}
