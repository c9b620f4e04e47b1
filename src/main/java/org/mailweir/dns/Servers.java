package org.mailweir.dns;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ResolverConfig;

/** The servers in the order in which they are preferred. */
final class Servers {

  private final List<Server> all;

  Servers(DnsSettings settings, LongSupplier nanoTime) {
    this.all =
        addresses(settings).stream()
            .map(a -> new Server(a, settings.timeout(), breaker(settings, nanoTime)))
            .toList();
  }

  private static Breaker breaker(DnsSettings settings, LongSupplier nanoTime) {
    return new Breaker(settings.restAfter(), settings.rest(), nanoTime);
  }

  private static List<InetSocketAddress> addresses(DnsSettings settings) {
    if (!settings.servers().isEmpty()) {
      return settings.servers().stream().map(Server::address).toList();
    }
    ResolverConfig.refresh(); // The library reads /etc/resolv.conf once for the whole process.
    return ResolverConfig.getCurrentConfig().servers();
  }

  /** The server for the given try, counted from 0, or null when all rest. */
  @Nullable Server forTry(int number) {
    List<Server> awake = awake();
    return awake.isEmpty() ? null : awake.get(number % awake.size());
  }

  boolean allRest() {
    return awake().isEmpty();
  }

  /** Whether another one may know better. */
  boolean isThereAnother() {
    return awake().size() > 1;
  }

  private List<Server> awake() {
    return all.stream().filter(s -> !s.breaker().isResting()).toList();
  }

  /** The next one that has rested, for the caller to try; or null. */
  @Nullable Server takeTrial() {
    for (Server server : all) {
      if (server.breaker().takeTrial()) {
        return server;
      }
    }
    return null;
  }

  /** 1 for each server that rests, else 0; by address. */
  Map<String, Long> resting() {
    Map<String, Long> states = new LinkedHashMap<>();
    all.forEach(s -> states.put(s.name(), s.breaker().isResting() ? 1L : 0L));
    return states;
  }
}
