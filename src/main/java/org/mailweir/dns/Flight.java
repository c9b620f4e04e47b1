package org.mailweir.dns;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.mailweir.concurrent.Deadline;
import org.mailweir.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.WireParseException;

/**
 * One question under way: from server to server, try by try, until there is an answer or the tries
 * or the time are used up.
 */
final class Flight {

  private static final Logger LOG = LoggerFactory.getLogger(Flight.class);

  private final Question question;
  private final Servers servers;
  private final int tries;
  private final Deadline deadline;
  private final Metrics metrics;
  private final BiConsumer<Flight, Timed> landed;
  private final CompletableFuture<DnsAnswer> answer = new CompletableFuture<>();

  /**
   * A question that has not yet left.
   *
   * @param landed told before anybody gets the answer
   */
  Flight(
      Question question,
      Servers servers,
      int tries,
      Deadline deadline,
      Metrics metrics,
      BiConsumer<Flight, Timed> landed) {
    this.question = question;
    this.servers = servers;
    this.tries = tries;
    this.deadline = deadline;
    this.metrics = metrics;
    this.landed = landed;
  }

  Question question() {
    return question;
  }

  CompletableFuture<DnsAnswer> answer() {
    return answer;
  }

  /** Asks, and goes on until there is an answer; returns at once. */
  void start() {
    attempt(0, DnsAnswer.Reason.TIMEOUT);
  }

  /** Asks a server that has rested, once. */
  void tryOut(Server server) {
    send(server, tries);
  }

  private void attempt(int number, DnsAnswer.Reason soFar) {
    Server server = number < tries && !deadline.passed() ? servers.forTry(number) : null;
    if (server == null) {
      land(AnswerReader.failure(soFar));
    } else {
      send(server, number + 1);
    }
  }

  private void send(Server server, int next) {
    metrics.count("dns_questions_total");
    long sent = System.nanoTime();
    try {
      Name name = Name.fromString(question.name() + ".");
      server
          .send(name, question.type())
          .whenComplete((reply, failure) -> arrived(server, name, sent, reply, failure, next));
    } catch (TextParseException e) {
      land(AnswerReader.failure(DnsAnswer.Reason.BAD_NAME));
    } catch (RuntimeException e) {
      LOG.warn("a question to {} failed: {}", server.name(), e.toString());
      land(AnswerReader.failure(DnsAnswer.Reason.ERROR));
    }
  }

  private void arrived(
      Server server,
      Name name,
      long sent,
      @Nullable Message reply,
      @Nullable Throwable failure,
      int next) {
    if (reply == null) {
      failed(server, sent, reason(failure), next);
      return;
    }
    metrics.count("dns_answers_total");
    server.breaker().heard();
    Timed read = read(reply, name);
    if (read.answer() instanceof DnsAnswer.Unknown(DnsAnswer.Reason why)
        && servers.isThereAnother()) {
      attempt(next, why);
    } else {
      land(read);
    }
  }

  /** Whatever a hostile reply does to the reader, this question must end. */
  private Timed read(Message reply, Name name) {
    try {
      return AnswerReader.read(reply, name, question.type());
    } catch (RuntimeException e) {
      LOG.warn("a reply about {} cannot be read: {}", question.name(), e.toString());
      return AnswerReader.failure(DnsAnswer.Reason.SERVER_FAILURE);
    }
  }

  private void failed(Server server, long sent, DnsAnswer.Reason reason, int next) {
    metrics.count(reason == DnsAnswer.Reason.TIMEOUT ? "dns_timeouts_total" : "dns_failures_total");
    if (server.breaker().silent(sent)) {
      metrics.count("dns_rests_total");
      LOG.warn("DNS server {} does not answer ({}); it rests for a while", server.name(), reason);
    }
    attempt(next, reason);
  }

  /** Why there was no reply: an exception of ours, of the library or of the system. */
  static DnsAnswer.Reason reason(@Nullable Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case TimeoutException e -> DnsAnswer.Reason.TIMEOUT;
      case SocketTimeoutException e -> DnsAnswer.Reason.TIMEOUT;
      case ConnectException e -> DnsAnswer.Reason.UNREACHABLE;
      case NoRouteToHostException e -> DnsAnswer.Reason.UNREACHABLE;
      case PortUnreachableException e -> DnsAnswer.Reason.UNREACHABLE;
      case WireParseException e -> DnsAnswer.Reason.SERVER_FAILURE;
      case null, default -> DnsAnswer.Reason.ERROR;
    };
  }

  /** Ends it with that; only the first end counts. */
  void land(Timed timed) {
    landed.accept(this, timed);
    answer.complete(timed.answer());
  }
}
