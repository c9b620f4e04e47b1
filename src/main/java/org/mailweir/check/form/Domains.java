package org.mailweir.check.form;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Host and domain names. */
final class Domains {

  private static final Pattern HOST =
      Pattern.compile("(?:^|[\\s/@])((?:[a-z0-9-]{1,63}\\.){1,6}[a-z]{2,18})(?=$|[\\s/:?#,;)>])");

  private Domains() {}

  /**
   * The part of a host name that somebody registered, guessed without a list: two labels, or three
   * where the second level of a country is short ({@code example.co.uk}). Good enough to tell
   * whether two names belong together.
   */
  static String registered(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    int last = name.lastIndexOf('.');
    int second = last <= 0 ? -1 : name.lastIndexOf('.', last - 1);
    if (second < 0 || isNumeric(name.substring(last + 1))) {
      return name;
    }
    boolean country = name.length() - last == 3 && last - second <= 4;
    int third = country ? name.lastIndexOf('.', second - 1) : second;
    return name.substring(third + 1);
  }

  private static boolean isNumeric(String label) {
    return !label.isEmpty() && label.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  static boolean related(String host, String other) {
    return registered(host).equals(registered(other));
  }

  /** The first host name that a text shows to its reader, in lower case, or the empty string. */
  static String shownIn(String text) {
    String some = text.length() <= 300 ? text : text.substring(0, 300);
    Matcher matcher = HOST.matcher(some.toLowerCase(Locale.ROOT).strip());
    return matcher.find() ? matcher.group(1) : "";
  }
}
