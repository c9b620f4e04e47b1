package org.mailweir.check.auth.dmarc;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A published policy (RFC 7489 6.3). Unknown tags, and tags with values that make no sense, are
 * passed over.
 *
 * @param policy p=
 * @param forSubdomains sp=, the same as p= without
 * @param strictDkim adkim=s
 * @param strictSpf aspf=s
 * @param percent pct=
 */
record DmarcRecord(
    Policy policy, Policy forSubdomains, boolean strictDkim, boolean strictSpf, int percent) {

  private static final int LONGEST = 4_096;

  /** Whether a text is such a record, good or bad (RFC 7489 6.6.3). */
  static boolean isRecord(String text) {
    String first = text.split(";", 2)[0];
    int equals = first.indexOf('=');
    return equals > 0
        && first.substring(0, equals).strip().equals("v")
        && first.substring(equals + 1).strip().equals("DMARC1");
  }

  /** Empty when it asks for nothing that we could know (RFC 7489 6.6.3, step 6). */
  static Optional<DmarcRecord> read(String text) {
    Map<String, String> tags = tags(text.substring(0, Math.min(LONGEST, text.length())));
    Optional<Policy> policy = Policy.named(tags.getOrDefault("p", ""));
    Optional<Policy> subdomains = Policy.named(tags.getOrDefault("sp", "none"));
    if (policy.isEmpty() || subdomains.isEmpty()) {
      return tags.containsKey("rua")
          ? Optional.of(of(Policy.NONE, Policy.NONE, tags))
          : Optional.empty();
    }
    Policy below = tags.containsKey("sp") ? subdomains.get() : policy.get();
    return Optional.of(of(policy.get(), below, tags));
  }

  private static DmarcRecord of(Policy policy, Policy below, Map<String, String> tags) {
    return new DmarcRecord(
        policy,
        below,
        tags.getOrDefault("adkim", "r").equalsIgnoreCase("s"),
        tags.getOrDefault("aspf", "r").equalsIgnoreCase("s"),
        tags.getOrDefault("t", "n").equalsIgnoreCase("y")
            ? 0
            : percent(tags.getOrDefault("pct", "100")));
  }

  private static int percent(String digits) {
    boolean number = digits.matches("\\d{1,3}") && Integer.parseInt(digits) <= 100;
    return number ? Integer.parseInt(digits) : 100;
  }

  private static Map<String, String> tags(String text) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : text.split(";")) {
      int equals = tag.indexOf('=');
      if (equals > 0) {
        tags.putIfAbsent(
            tag.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            tag.substring(equals + 1).strip());
      }
    }
    return tags;
  }
}
