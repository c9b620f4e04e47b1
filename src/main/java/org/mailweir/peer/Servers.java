package org.mailweir.peer;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.mailweir.concurrent.Deadline;
import org.mailweir.metrics.Metrics;

/**
 * Servers of which any can answer. One after the other is asked until one does: those with a weight
 * first, so that they share the load, then the others as they are listed. A server that fails three
 * times in a row is left alone for a while, so that a dead one costs nothing.
 */
public final class Servers implements AutoCloseable {

  private final String name;
  private final List<Server> all;
  private final Metrics metrics;
  private final List<Metrics.Registration> known;

  /**
   * @param name for counters: {@code spamd}
   */
  public Servers(String name, Reach reach, Protocol protocol, Metrics metrics) {
    this.name = name;
    this.all = reach.servers().stream().map(a -> new Server(a, reach, protocol)).toList();
    this.metrics = metrics;
    this.known =
        List.of(
            metrics.table(name + "_server_resting", "server", () -> each(Servers::resting)),
            metrics.table(name + "_server_in_use", "server", () -> each(Server::inUse)));
  }

  private static int resting(Server server) {
    return server.breaker().isOpen() ? 1 : 0;
  }

  private Map<String, Long> each(ToIntFunction<Server> number) {
    Map<String, Long> numbers = new LinkedHashMap<>();
    all.forEach(s -> numbers.merge(s.address().name(), (long) number.applyAsInt(s), Math::max));
    return numbers;
  }

  /**
   * Asks until one answers.
   *
   * @throws NoAnswerException when none did by the deadline; it names each server with the reason
   */
  public <T> T ask(Question<T> question, Deadline deadline)
      throws NoAnswerException, InterruptedException {
    List<String> reasons = new ArrayList<>();
    for (Server server : order()) {
      if (deadline.passed()) {
        reasons.add(server.address().name() + " timeout");
      } else if (!server.breaker().admits()) {
        reasons.add(server.address().name() + " left alone after: " + server.lastFailure());
      } else {
        try {
          return server.ask(question, deadline);
        } catch (ClosedByInterruptException e) {
          throw new InterruptedException();
        } catch (TookTooLongException e) {
          metrics.count(name + "_failures_total");
          reasons.add(server.address().name() + " " + Words.of(e));
          throw new NoAnswerException(String.join(", ", reasons), true);
        } catch (IOException e) {
          metrics.count(name + "_failures_total");
          reasons.add(server.address().name() + " " + Words.of(e));
        }
      }
    }
    String why = reasons.isEmpty() ? "no server" : String.join(", ", reasons);
    throw new NoAnswerException(why, false);
  }

  /** A server with twice the weight comes first twice as often. */
  private List<Server> order() {
    if (all.size() < 2) {
      return all;
    }
    Map<Server, Double> draw = new HashMap<>();
    for (Server server : all) {
      double chance = 1 - ThreadLocalRandom.current().nextDouble();
      draw.put(server, -Math.log(chance) / server.address().weight());
    }
    Stream<Server> sharing =
        all.stream()
            .filter(s -> s.address().weight() > 0)
            .sorted(Comparator.comparingDouble(draw::get));
    Stream<Server> standing = all.stream().filter(s -> s.address().weight() == 0);
    return Stream.concat(sharing, standing).toList();
  }

  @Override
  public void close() {
    known.forEach(Metrics.Registration::close);
    all.forEach(Server::close);
  }
}
