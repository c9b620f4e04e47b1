package org.mailweir.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.net.Endpoint;
import org.mailweir.settings.Doc;

/** The web pages. */
@Doc(
    "Held mail in a browser. Nobody can sign in before \"mailweir user add\" has made a user. Changes"
        + " here count from the next start.")
public record WebSettings(
    @Doc(
            "Where the pages are served, without TLS; \"\" serves none. For anybody beyond this machine"
                + " put a reverse proxy with TLS before it, and set base_url and behind_proxy.")
        @Nullable Endpoint listen,
    @Doc(
            "The users' names, roles, password hashes and addresses, one on each line; kept by"
                + " \"mailweir user\". A relative path counts from state_dir.")
        Path users,
    @Doc(
            "How people reach the pages from outside, such as \"https://mail.example.com\"; \"\" means"
                + " http and the address above. With https the cookie is sent over TLS alone.")
        String baseUrl,
    @Doc(
            "Names besides localhost, the address above and that of base_url under which the pages"
                + " answer; any other is refused.")
        List<String> hosts,
    @Doc(
            "Whether requests come by way of a reverse proxy whose X-Forwarded-For says who asks; only"
                + " then it is believed.")
        boolean behindProxy,
    @Doc("Who has not used the pages for that long signs in again.") Duration sessionIdle,
    @Doc("After that long everybody signs in again.") Duration sessionLife,
    @Doc("How many connections there may be at the same time.") int maxConnections,
    @Doc(
            "A file whose one line lets Prometheus on another host read /metrics and /health: it sends"
                + " the line as a bearer token. \"\" means that only this machine may, by a loopback"
                + " address, and nobody with behind_proxy. A relative path counts from state_dir.")
        String monitorToken) {

  public static final WebSettings DEFAULT =
      new WebSettings(
          new Endpoint("127.0.0.1", 8010),
          Path.of("users"),
          "",
          List.of(),
          false,
          Duration.ofHours(2),
          Duration.ofHours(12),
          200,
          "");

  public WebSettings {
    hosts = List.copyOf(hosts);
    if (!baseUrl.matches("(https?://[A-Za-z0-9.:\\[\\]-]{1,255})?/?")) {
      throw new IllegalArgumentException(
          "base_url: an address such as \"https://mail.example.com\" is expected, without a path");
    }
    baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    for (String host : hosts) {
      if (!host.matches("[A-Za-z0-9.-]{1,255}|\\[[0-9A-Fa-f:]{2,45}\\]")) {
        throw new IllegalArgumentException("hosts: \"" + host + "\" is no name of a host");
      }
    }
    if (maxConnections < 4 || maxConnections > 100_000) {
      throw new IllegalArgumentException("max_connections: 4 to 100000 is expected");
    }
  }

  /** The same with the users' file made absolute. */
  public WebSettings in(Path stateDir) {
    return new WebSettings(
        listen,
        stateDir.resolve(users),
        baseUrl,
        hosts,
        behindProxy,
        sessionIdle,
        sessionLife,
        maxConnections,
        monitorToken.isEmpty() ? "" : stateDir.resolve(monitorToken).toString());
  }

  /** Null when there is none. */
  public @Nullable Path monitorTokenFile() {
    return monitorToken.isEmpty() ? null : Path.of(monitorToken);
  }

  /** What stands before a path in a mail; empty when no pages are served. */
  public String origin() {
    if (!baseUrl.isEmpty() || listen == null) {
      return baseUrl;
    }
    return "http://" + listen;
  }

  boolean isSecure() {
    return baseUrl.startsWith("https://");
  }
}
