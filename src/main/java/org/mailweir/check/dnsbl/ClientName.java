package org.mailweir.check.dnsbl;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsAnswer;
import org.mailweir.dns.DnsClient;
import org.mailweir.dns.RecordType;
import org.mailweir.relay.Relay;

/**
 * Whether the client's address has a name that leads back to the address (FCrDNS, RFC 8601 3).
 * Where the receiving host has noted a name, it has looked itself, and nothing is asked.
 */
final class ClientName {

  private static final int MOST_NAMES = 4;

  /** What is known of it. */
  sealed interface State {
    /** A name leads back, or there is no name at all, which RDNS_NONE is about. */
    record Fine() implements State {}

    /** None of these does. */
    record LeadsElsewhere(String name) implements State {}

    record Unknown(DnsAnswer.Reason why) implements State {}
  }

  private final DnsClient dns;
  private final Deadline deadline;
  private final String ip;
  private final String reverse;
  private final RecordType type;

  private ClientName(DnsClient dns, Deadline deadline, String ip) {
    this.dns = dns;
    this.deadline = deadline;
    this.ip = ip;
    boolean four = ip.indexOf(':') < 0;
    this.reverse = Target.reversed(ip) + (four ? ".in-addr.arpa" : ".ip6.arpa");
    this.type = four ? RecordType.A : RecordType.AAAA;
  }

  static CompletableFuture<State> ask(DnsClient dns, Relay client, Deadline deadline) {
    if (client.lookedUp() && !client.rdns().isEmpty()) {
      return CompletableFuture.completedFuture(new State.Fine());
    }
    ClientName name = new ClientName(dns, deadline, client.ip());
    return dns.ask(name.reverse, RecordType.PTR, deadline).thenCompose(name::forward);
  }

  private CompletableFuture<State> forward(DnsAnswer answer) {
    if (answer instanceof DnsAnswer.Unknown(DnsAnswer.Reason why)) {
      return CompletableFuture.completedFuture(new State.Unknown(why));
    }
    List<String> names = answer.names().stream().limit(MOST_NAMES).toList();
    if (names.isEmpty()) {
      return CompletableFuture.completedFuture(new State.Fine());
    }
    CompletableFuture<State> all =
        CompletableFuture.completedFuture(new State.LeadsElsewhere(names.getFirst()));
    for (String name : names) {
      all = all.thenCombine(dns.ask(name, type, deadline), this::better);
    }
    return all;
  }

  private State better(State soFar, DnsAnswer answer) {
    if (soFar instanceof State.Fine || answer.addresses().stream().anyMatch(this::isClient)) {
      return new State.Fine();
    }
    return answer instanceof DnsAnswer.Unknown(DnsAnswer.Reason why)
        ? new State.Unknown(why)
        : soFar;
  }

  private boolean isClient(InetAddress address) {
    return Target.reversed(address.getHostAddress()).equals(Target.reversed(ip));
  }
}
