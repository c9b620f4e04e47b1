package org.mailweir.decide;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Senders named by address or domain, looked up in constant time however long the list is.
 *
 * @param byKey from {@code user@domain} or {@code @domain} to the place in the configuration
 */
record SenderList(Map<String, String> byKey) {

  SenderList {
    byKey = Map.copyOf(byKey);
  }

  static SenderList of(List<String> entries, String where) {
    Map<String, String> byKey = new HashMap<>();
    for (String entry : entries) {
      byKey.put(key(entry), where);
    }
    return new SenderList(byKey);
  }

  /** This list's entries and, where it has none, the other's. */
  SenderList and(SenderList other) {
    Map<String, String> all = new HashMap<>(other.byKey);
    all.putAll(byKey);
    return new SenderList(all);
  }

  private static String key(String entry) {
    String lower = entry.trim().toLowerCase(Locale.ROOT);
    return lower.startsWith("@.") ? "@" + lower.substring(2) : lower;
  }

  /**
   * Looks for the address itself, its domain, and every domain above that.
   *
   * @param address in its canonical form
   * @return the entry that matched and where it stands, or null
   */
  @Nullable Match find(String address) {
    for (String key : keys(address)) {
      String where = byKey.get(key);
      if (where != null) {
        return new Match(key, where);
      }
    }
    return null;
  }

  private static List<String> keys(String address) {
    List<String> keys = new ArrayList<>(4);
    if (address.isEmpty()) {
      return keys;
    }
    keys.add(address);
    int at = address.lastIndexOf('@');
    String domain = at < 0 ? "" : address.substring(at + 1);
    // A domain name has at most 127 labels (RFC 1035); more would only cost time.
    for (int labels = 0; !domain.isEmpty() && labels < 128; labels++) {
      keys.add("@" + domain);
      int dot = domain.indexOf('.');
      domain = dot < 0 ? "" : domain.substring(dot + 1);
    }
    return keys;
  }

  record Match(String entry, String where) {}
}
