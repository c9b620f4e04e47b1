package org.mailweir.check.dnsbl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mailweir.domain.PublicSuffixes;
import org.mailweir.parse.Link;
import org.mailweir.relay.IpText;

/**
 * The domains in links that are worth a question. Where there are too many, those that a reader may
 * follow come before those that are only fetched, and of these half are taken from the beginning
 * and half from the end: whoever hides a domain among others does not know where it is safe.
 */
final class LinkDomains {

  private static final int HOSTS_OF_A_DOMAIN = 2;

  private final Map<String, Set<String>> followed = new LinkedHashMap<>();
  private final Map<String, Set<String>> fetched = new LinkedHashMap<>();
  private final Set<String> addresses = new LinkedHashSet<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private final PublicSuffixes suffixes;
  private final Set<String> skipped;
  private final int most;

  LinkDomains(PublicSuffixes suffixes, Set<String> skipped, int most) {
    this.suffixes = suffixes;
    this.skipped = skipped;
    this.most = most;
  }

  void add(Link link) {
    boolean web = link.target().indexOf("://") > 0;
    String host = web ? link.host() : "";
    boolean follows = link.kind() != Link.Kind.RESOURCE;
    if (!host.isEmpty() && seen.add(follows ? host : "\0" + host)) {
      take(host, follows ? followed : fetched);
    }
  }

  private void take(String host, Map<String, Set<String>> domains) {
    String bare = host.startsWith("[") && host.endsWith("]") ? bare(host) : host;
    if (IpText.isAddress(bare)) {
      if (!IpText.isPrivate(bare) && addresses.size() < most) {
        addresses.add(bare);
      }
      return;
    }
    String domain = suffixes.registered(host);
    if (domain.indexOf('.') > 0 && !skipped.contains(domain)) {
      domains.computeIfAbsent(domain, d -> new LinkedHashSet<>()).add(ascii(host, domain));
    }
  }

  private static String bare(String host) {
    return host.substring(1, host.length() - 1);
  }

  /** A host with letters beyond ASCII is asked about by its registered domain alone. */
  private static String ascii(String host, String domain) {
    String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return bare.endsWith(domain) ? bare : domain;
  }

  /** Addresses in digits. */
  Set<String> addresses() {
    return addresses;
  }

  /** Registered domains in A-labels. */
  List<String> domains() {
    List<String> all = new ArrayList<>(followed.keySet());
    if (all.size() > most) {
      List<String> chosen = new ArrayList<>(all.subList(0, most - most / 2));
      chosen.addAll(all.subList(all.size() - most / 2, all.size()));
      return chosen;
    }
    fetched.keySet().stream()
        .filter(d -> !followed.containsKey(d))
        .limit(most - all.size())
        .forEach(all::add);
    return all;
  }

  /** Full host names below the same domains, at most two of each. */
  List<String> hosts() {
    return domains().stream()
        .flatMap(d -> hosts(d).stream().limit(HOSTS_OF_A_DOMAIN))
        .limit(2L * most)
        .toList();
  }

  private Set<String> hosts(String domain) {
    Set<String> hosts = new LinkedHashSet<>(followed.getOrDefault(domain, Set.of()));
    hosts.addAll(fetched.getOrDefault(domain, Set.of()));
    return hosts;
  }

  /** How many domains there are that could have been asked about. */
  int seen() {
    return followed.size()
        + (int) fetched.keySet().stream().filter(d -> !followed.containsKey(d)).count();
  }
}
