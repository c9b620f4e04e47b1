package org.mailweir.dns;

import java.time.Duration;
import java.util.List;
import org.mailweir.settings.DataSize;
import org.mailweir.settings.Doc;

/** How the DNS is asked. */
@Doc(
    "How the DNS is asked. Use a resolver of your own on this machine or in your network (unbound,"
        + " BIND, Knot Resolver): most DNS lists refuse to answer public ones.")
public record DnsSettings(
    @Doc(
            "The recursive servers, for example [\"127.0.0.1\", \"192.0.2.53:5353\"]; the next one is"
                + " asked when one fails. Empty means those of /etc/resolv.conf.")
        List<String> servers,
    @Doc("How long one try may take.") Duration timeout,
    @Doc("How often a question is tried, all servers taken together.") int tries,
    @Doc("How long all questions of one check about one message may take.") Duration budget,
    @Doc("What remembered answers may take in memory; 0 remembers nothing.") DataSize cache,
    @Doc("Answers are forgotten after that time even when they allow a longer one.")
        Duration maxTtl,
    @Doc("Questions under way at the same time; further ones wait for their turn.") int underWay,
    @Doc(
            "A server that was silent on so many tries in a row is not asked for a while. What needs"
                + " the DNS is then reported as unavailable at once, and nothing waits.")
        int restAfter,
    @Doc("How long it is not asked; then one question tries whether it is back.") Duration rest) {

  public static final DnsSettings DEFAULT =
      new DnsSettings(
          List.of(),
          Duration.ofMillis(1_500),
          3,
          Duration.ofSeconds(5),
          DataSize.ofMiB(16),
          Duration.ofHours(1),
          1_000,
          20,
          Duration.ofSeconds(60));

  public DnsSettings {
    servers = List.copyOf(servers);
    servers.forEach(Server::address);
    require(tries >= 1 && tries <= 10, "tries: 1 to 10");
    require(cache.bytes() <= 1L << 30, "cache: at most 1GiB");
    require(underWay >= 1 && underWay <= 20_000, "under_way: 1 to 20000");
    require(restAfter >= 1, "rest_after: at least 1");
  }

  private static void require(boolean holds, String expectation) {
    if (!holds) {
      throw new IllegalArgumentException(expectation + " is expected");
    }
  }

  /** The same with these servers. */
  public DnsSettings withServers(String... addresses) {
    return new DnsSettings(
        List.of(addresses), timeout, tries, budget, cache, maxTtl, underWay, restAfter, rest);
  }
}
