package org.mailweir.relay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which relays are ours.
 *
 * @param trusted hosts that tell the truth in their {@code Received} fields; null: not configured
 * @param internal those of them that lie within our own network; null: not configured
 * @param msa hosts that take mail from our users
 * @param originatingFields fields that name the address of the first client
 */
public record TrustSettings(
    @Nullable NetworkSet trusted,
    @Nullable NetworkSet internal,
    NetworkSet msa,
    List<String> originatingFields) {

  private static final List<String> LOOPBACK = List.of("127.0.0.0/8", "::1");

  public TrustSettings {
    originatingFields = List.copyOf(originatingFields);
  }

  /** Without configuration: private addresses and those who logged in are trusted. */
  public static final TrustSettings NONE = of(Map.of());

  /**
   * Reads {@code trusted_networks}, {@code internal_networks}, {@code msa_networks} and {@code
   * originating_ip_headers}; what is no network is left out.
   */
  public static TrustSettings of(Map<String, List<String>> settings) {
    return new TrustSettings(
        networks(settings, "trusted_networks"),
        networks(settings, "internal_networks"),
        NetworkSet.of(words(settings, "msa_networks")),
        words(settings, "originating_ip_headers"));
  }

  private static @Nullable NetworkSet networks(Map<String, List<String>> settings, String word) {
    List<String> written = words(settings, word);
    if (written.isEmpty()) {
      return null;
    }
    List<String> all = new ArrayList<>(LOOPBACK);
    all.addAll(written);
    return NetworkSet.of(all);
  }

  private static List<String> words(Map<String, List<String>> settings, String word) {
    return settings.getOrDefault(word, List.of()).stream()
        .flatMap(line -> Arrays.stream(line.strip().split("\\s+")))
        .filter(w -> !w.isEmpty())
        .toList();
  }

  /** Whether anybody has said which networks are ours. */
  public boolean configured() {
    return trusted != null || internal != null;
  }

  /** Who is trusted is also internal where only one of both is configured, and the reverse. */
  boolean trusts(String ip) {
    NetworkSet set = trusted == null ? internal : trusted;
    return set != null && set.contains(ip);
  }

  boolean isInternal(String ip) {
    NetworkSet set = internal == null ? trusted : internal;
    return set != null && set.contains(ip);
  }
}
