package org.mailweir.check.dnsbl;

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

  /** How a list did. */
  sealed interface Outcome {
    record Passed() implements Outcome {}

    record Failed(String why) implements Outcome {}

    record NoAnswer(DnsAnswer.Reason why) implements Outcome {}
  }

  private ListTest() {}

  /** Tests the list, unless that was done a short while ago; completes when its health knows. */
  static CompletableFuture<Void> of(DnsList list, DnsClient dns, Deadline deadline) {
    ListHealth health = list.health();
    return health.test(() -> outcome(list, dns, deadline).thenAccept(o -> tell(health, o)));
  }

  private static void tell(ListHealth health, Outcome outcome) {
    switch (outcome) {
      case Outcome.Passed passed -> health.passed();
      case Outcome.Failed(String why) -> health.wrong(why);
      case Outcome.NoAnswer noAnswer -> health.untested();
    }
  }

  /** Tests the list now. */
  static CompletableFuture<Outcome> outcome(DnsList list, DnsClient dns, Deadline deadline) {
    String listed = list.settings().listed();
    CompletableFuture<DnsAnswer> never = ask(list, list.settings().neverListed(), dns, deadline);
    if (listed == null) {
      return never.thenApply(n -> judge(list, n, null));
    }
    return never.thenCombine(ask(list, listed, dns, deadline), (n, a) -> judge(list, n, a));
  }

  private static CompletableFuture<DnsAnswer> ask(
      DnsList list, String what, DnsClient dns, Deadline deadline) {
    String label = IpText.isFour(what) ? Target.reversed(what) : what;
    return dns.ask(list.question(label), RecordType.A, deadline);
  }

  private static Outcome judge(DnsList list, DnsAnswer never, @Nullable DnsAnswer always) {
    Outcome first = neverListed(Reading.of(never, list.rules()));
    return always == null || !(first instanceof Outcome.Passed)
        ? first
        : alwaysListed(Reading.of(always, list.rules()));
  }

  private static Outcome neverListed(Reading reading) {
    return switch (reading) {
      case Reading.Listed listed -> new Outcome.Failed("lists everything");
      case Reading.NotListed notListed -> new Outcome.Passed();
      case Reading.Wrong(String why) -> new Outcome.Failed(why);
      case Reading.Nothing(DnsAnswer.Reason why) -> new Outcome.NoAnswer(why);
    };
  }

  private static Outcome alwaysListed(Reading reading) {
    return switch (reading) {
      case Reading.Listed listed -> new Outcome.Passed();
      case Reading.NotListed notListed -> new Outcome.Failed("lists nothing");
      case Reading.Wrong(String why) -> new Outcome.Failed(why);
      case Reading.Nothing(DnsAnswer.Reason why) -> new Outcome.NoAnswer(why);
    };
  }
}
