package org.mailweir.check.auth.text;

import java.net.IDN;
import java.util.Locale;

/** The names of domains as they are compared and asked for. */
public final class DomainName {

  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;
  private static final String AMBIGUOUS = "\u00df\u1e9e\u03c2\u200c\u200d";

  private DomainName() {}

  /**
   * The form to compare: lower case, ASCII (A-labels, RFC 5890), no dot at the end.
   *
   * @return empty when the text is no such name
   */
  public static String normal(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (name.chars().anyMatch(c -> c > 127)) {
      name = isAmbiguous(name) ? "" : ascii(name);
    }
    return isName(name) ? name.toLowerCase(Locale.ROOT) : "";
  }

  /**
   * Letters that IDNA2003 maps to others and IDNA2008 does not (RFC 5894 7.2): with them a name is
   * one domain for the JDK and another one for programs that people read mail with.
   */
  private static boolean isAmbiguous(String name) {
    return name.chars().anyMatch(c -> AMBIGUOUS.indexOf(c) >= 0);
  }

  private static String ascii(String name) {
    if (name.length() > LONGEST) {
      return "";
    }
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return ""; // the JDK's decoder has thrown both for names that are none
    }
  }

  /** Whether labels are there, none is empty or too long, and nothing is in them but ASCII. */
  public static boolean isName(String name) {
    return canBeAsked(name) && name.indexOf(' ') < 0;
  }

  /** The same with blanks, which the DNS allows and macros make. */
  public static boolean canBeAsked(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.chars().allMatch(c -> c >= ' ' && c < 127)
        && labelsFit(name);
  }

  private static boolean labelsFit(String name) {
    int start = 0;
    while (start <= name.length()) {
      int dot = name.indexOf('.', start);
      int end = dot < 0 ? name.length() : dot;
      if (end == start || end - start > LONGEST_LABEL) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  /** Letters, digits, hyphens and underscores in two labels or more: what people publish. */
  public static boolean isHost(String name) {
    return isName(name)
        && name.indexOf('.') > 0
        && name.chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '-'
                        || c == '_'
                        || c == '.');
  }

  /** Whether a domain is the other one, or lies below it. Both normal. */
  public static boolean isWithin(String name, String domain) {
    return name.equals(domain) || name.endsWith("." + domain);
  }
}
