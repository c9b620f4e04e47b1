package org.mailweir.check.dnsbl;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsAnswer;
import org.mailweir.dns.DnsClient;
import org.mailweir.dns.RecordType;
import org.mailweir.relay.IpText;

/**
 * Asks a list about what it never lists, and about what it always lists (RFC 5782 5). A list whose
 * domain has been given up, or a resolver that invents an answer for every name that does not
 * exist, would otherwise list the whole world.
 */
final class ListTest {

  private ListTest() {}

  /** Tests the list, unless that was done a short while ago; completes when its health knows. */
  static CompletableFuture<Void> of(DnsList list, DnsClient dns, Deadline deadline) {
    return list.health().test(() -> start(list, dns, deadline));
  }

  private static CompletableFuture<Void> start(DnsList list, DnsClient dns, Deadline deadline) {
    String listed = list.settings().listed();
    CompletableFuture<DnsAnswer> never =
        dns.ask(question(list, list.settings().neverListed()), RecordType.A, deadline);
    CompletableFuture<@Nullable DnsAnswer> always =
        listed == null
            ? CompletableFuture.completedFuture(null)
            : dns.ask(question(list, listed), RecordType.A, deadline).thenApply(a -> a);
    return never.thenAcceptBoth(always, (n, a) -> judge(list, n, a));
  }

  private static String question(DnsList list, String what) {
    return list.question(IpText.isFour(what) ? Target.reversed(what) : what);
  }

  private static void judge(DnsList list, DnsAnswer never, @Nullable DnsAnswer always) {
    String wrong = wrong(list, never, always);
    if (wrong != null) {
      list.health().wrong(wrong);
    } else if (never instanceof DnsAnswer.Unknown || always instanceof DnsAnswer.Unknown) {
      list.health().untested();
    } else {
      list.health().passed();
    }
  }

  private static @Nullable String wrong(DnsList list, DnsAnswer never, @Nullable DnsAnswer always) {
    switch (Reading.of(never, List.of())) {
      case Reading.Listed listed -> {
        return "lists everything";
      }
      case Reading.Wrong(String why) -> {
        return why;
      }
      case Reading.NotListed notListed -> {}
      case Reading.Nothing nothing -> {}
    }
    if (always == null) {
      return null;
    }
    return switch (Reading.of(always, list.rules())) {
      case Reading.NotListed notListed -> "lists nothing";
      case Reading.Wrong(String why) -> why;
      case Reading.Listed listed -> null;
      case Reading.Nothing nothing -> null;
    };
  }
}
