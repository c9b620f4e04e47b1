package org.mailweir.learn.inbox;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mailweir.mail.MailAddress;

/** Addresses of a setting: whole ones, and names that count in every domain ({@code spam@*}). */
final class AddressPatterns {

  private static final String ANY = "@*";

  private final Set<String> whole = new HashSet<>();
  private final Set<String> names = new HashSet<>();

  private AddressPatterns() {}

  /**
   * Reads them.
   *
   * @param key the name of the setting
   * @throws IllegalArgumentException which names the entry that is none
   */
  static AddressPatterns of(String key, List<String> entries) {
    AddressPatterns all = new AddressPatterns();
    for (String entry : entries) {
      String lower = entry.strip().toLowerCase(Locale.ROOT);
      boolean any = lower.endsWith(ANY);
      String name = any ? lower.substring(0, lower.length() - ANY.length()) : lower;
      if (!isWellFormed(name, any)) {
        throw new IllegalArgumentException(
            key + ": \"" + entry + "\" is neither an address nor like \"spam@*\"");
      }
      (any ? all.names : all.whole).add(any ? name : new MailAddress(name).canonical());
    }
    return all;
  }

  private static boolean isWellFormed(String name, boolean any) {
    int at = name.indexOf('@');
    boolean parts = any ? at < 0 && !name.isEmpty() : at > 0 && at < name.length() - 1;
    return parts && name.chars().allMatch(c -> c > ' ' && c != '*' && c != 127);
  }

  /** Whether an address in canonical form is one of them. */
  boolean contain(String canonical) {
    int at = canonical.lastIndexOf('@');
    return whole.contains(canonical) || (at > 0 && names.contains(canonical.substring(0, at)));
  }
}
