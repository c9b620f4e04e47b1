package org.mailweir.web;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.net.Endpoint;

/**
 * Under which names we answer. A page of a stranger whose name leads to 127.0.0.1 (DNS rebinding)
 * would otherwise be of the same origin as ours.
 */
final class Hosts {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private static final Pattern LOOPBACK_ADDRESS = Pattern.compile("127(\\.\\d{1,3}){3}");

  private final Set<String> names = new HashSet<>(LOOPBACK);
  private final String base;

  Hosts(WebSettings settings) {
    Endpoint listen = settings.listen();
    if (listen != null) {
      String host = listen.host().toLowerCase(Locale.ROOT);
      names.add(host.indexOf(':') >= 0 ? "[" + host + "]" : host);
    }
    settings.hosts().forEach(h -> names.add(h.toLowerCase(Locale.ROOT)));
    this.base = authority(settings.baseUrl());
    if (!base.isEmpty()) {
      names.add(withoutPort(base));
    }
  }

  /** Whether a Host header names us. */
  boolean isOurs(@Nullable String host) {
    return host != null && names.contains(withoutPort(host.toLowerCase(Locale.ROOT)));
  }

  /** Whether a Host header names this machine as only programs on it do. */
  static boolean isLoopback(@Nullable String host) {
    String name = host == null ? "" : withoutPort(host.toLowerCase(Locale.ROOT));
    return LOOPBACK.contains(name) || LOOPBACK_ADDRESS.matcher(name).matches();
  }

  /**
   * Whether a request that changes something comes from a page of ours. Browsers say where a form
   * comes from in headers that no page can forge; what says nothing is no browser, and needs the
   * form's token as any other.
   */
  boolean isFromOurPage(@Nullable String site, @Nullable String origin, @Nullable String host) {
    if (site != null) {
      return site.equals("same-origin");
    }
    if (origin == null) {
      return true;
    }
    String from = authority(origin);
    return !from.isEmpty()
        && (from.equals(host == null ? "" : host.toLowerCase(Locale.ROOT)) || from.equals(base));
  }

  /** Host and port of an address; empty when it has none. */
  private static String authority(String url) {
    int start = url.indexOf("://");
    if (start < 0) {
      return "";
    }
    int end = url.indexOf('/', start + 3);
    return url.substring(start + 3, end < 0 ? url.length() : end).toLowerCase(Locale.ROOT);
  }

  private static String withoutPort(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
  }
}
