package org.mailweir.learn.forward;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.mail.MailAddress;

/** Finds addresses in header fields, however they are written. */
final class Addresses {

  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s<>,;:\"()\\[\\]@]{1,128}@[^\\s<>,;:\"()\\[\\]@]{1,255}");
  private static final int LONGEST = 20_000;

  private Addresses() {}

  /** All of them, in canonical form. */
  static List<String> in(String text) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    return ADDRESS.matcher(cut).results().map(r -> canonical(r.group())).toList();
  }

  private static String canonical(String address) {
    return new MailAddress(address.replaceAll("[\\x00\\r\\n]", "")).canonical();
  }

  /** The last one, which is the address where a name may look like another; or empty. */
  static String last(String text) {
    Matcher m = ADDRESS.matcher(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
    String found = "";
    while (m.find()) {
      found = canonical(m.group());
    }
    return found;
  }
}
