package org.mailweir.dns;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.mailweir.concurrent.Deadline;
import org.mailweir.metrics.Metrics;

/**
 * The resolver that asks the configured servers, on dnsjava.
 *
 * <p>What was answered is remembered, absence and failure too. A question that is already under way
 * is not asked again: whoever asks it joins. Servers that keep silent are left alone for a while,
 * and while all of them are, every question is answered at once with {@link
 * DnsAnswer.Reason#RESTING}; one of them then flies in the background to see who is back, and
 * nobody waits for it.
 */
public final class Resolver implements DnsClient {

  private final DnsSettings settings;
  private final Metrics metrics;
  private final Servers servers;
  private final AnswerCache cache;
  private final Runway runway;
  private final Map<Question, Flight> flights = new ConcurrentHashMap<>();
  private final Metrics.Registration known;
  private volatile boolean closed;

  public Resolver(DnsSettings settings, Metrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
    this.servers = new Servers(settings, System::nanoTime);
    this.cache = new AnswerCache(settings.cache().bytes(), settings.maxTtl(), System::nanoTime);
    this.runway = new Runway(settings.underWay());
    this.known = metrics.table("dns_server_resting", "server", servers::resting);
    SharedSelector.acquire();
  }

  @Override
  public CompletableFuture<DnsAnswer> ask(String name, RecordType type, Deadline deadline) {
    Question question = Question.of(name, type);
    if (question == null) {
      return unknown(DnsAnswer.Reason.BAD_NAME);
    }
    DnsAnswer known = cache.get(question);
    if (known != null) {
      metrics.count("dns_cache_hits_total");
      return CompletableFuture.completedFuture(known);
    }
    if (closed || deadline.passed()) {
      return unknown(closed ? DnsAnswer.Reason.ERROR : DnsAnswer.Reason.TIMEOUT);
    }
    tryWhoRested(question);
    if (servers.allRest()) {
      return unknown(DnsAnswer.Reason.RESTING);
    }
    return join(question, deadline);
  }

  private static CompletableFuture<DnsAnswer> unknown(DnsAnswer.Reason reason) {
    return CompletableFuture.completedFuture(new DnsAnswer.Unknown(reason));
  }

  private CompletableFuture<DnsAnswer> join(Question question, Deadline deadline) {
    Flight mine = flight(question, this::landed);
    Flight underWay = flights.putIfAbsent(question, mine);
    if (underWay == null) {
      launch(mine);
    } else {
      metrics.count("dns_shared_total");
    }
    return (underWay == null ? mine : underWay)
        .answer()
        .copy() // The time of one who asks ends nobody else's wait.
        .completeOnTimeout(
            new DnsAnswer.Unknown(DnsAnswer.Reason.TIMEOUT),
            deadline.left().toNanos(),
            TimeUnit.NANOSECONDS);
  }

  private Flight flight(Question question, BiConsumer<Flight, Timed> landed) {
    return new Flight(
        question, servers, settings.tries(), Deadline.after(settings.budget()), metrics, landed);
  }

  private void launch(Flight flight) {
    DnsAnswer meanwhile = cache.get(flight.question());
    if (meanwhile != null) {
      flights.remove(flight.question(), flight);
      flight.answer().complete(meanwhile); // It landed between our look and our start.
    } else if (!runway.request(flight)) {
      flights.remove(flight.question(), flight);
      flight.answer().complete(new DnsAnswer.Unknown(DnsAnswer.Reason.ERROR));
    }
  }

  private void landed(Flight flight, Timed timed) {
    cache.put(flight.question(), timed);
    flights.remove(flight.question(), flight);
    runway.free();
  }

  private void tryWhoRested(Question question) {
    Server server = servers.takeTrial();
    if (server != null) {
      flight(question, (f, timed) -> cache.put(question, timed)).tryOut(server);
    }
  }

  /** How many answers are remembered. */
  int remembered() {
    return cache.size();
  }

  /** How many questions have left, or are about to, and have no answer yet. */
  int underWay() {
    return flights.size();
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    known.close();
    flights
        .values()
        .forEach(f -> f.answer().complete(new DnsAnswer.Unknown(DnsAnswer.Reason.ERROR)));
    SharedSelector.release();
  }
}
