package org.mailweir.check.auth.spf;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.mailweir.check.auth.text.DomainName;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsAnswer;
import org.mailweir.dns.DnsClient;
import org.mailweir.dns.RecordType;

/** The questions of one message; each is asked once, and may be asked before it is needed. */
final class Questions {

  private static final DnsAnswer NO_SUCH_NAME = new DnsAnswer.Absent(false);

  private record Question(String name, RecordType type) {}

  private final DnsClient dns;
  private final Deadline deadline;
  private final Map<Question, CompletableFuture<DnsAnswer>> asked = new ConcurrentHashMap<>();

  Questions(DnsClient dns, Deadline deadline) {
    this.dns = dns;
    this.deadline = deadline;
  }

  /** Asks, and does not wait. What cannot be a name does not exist. */
  CompletableFuture<DnsAnswer> ask(String name, RecordType type) {
    if (!DomainName.canBeAsked(name)) {
      return CompletableFuture.completedFuture(NO_SUCH_NAME);
    }
    return asked.computeIfAbsent(
        new Question(name, type), q -> dns.ask(q.name(), q.type(), deadline));
  }

  /**
   * Asks, and waits.
   *
   * @throws SpfErrorException temporary, when the DNS does not say
   */
  DnsAnswer answer(String name, RecordType type) throws SpfErrorException, InterruptedException {
    DnsAnswer answer = await(ask(name, type));
    if (answer instanceof DnsAnswer.Unknown(DnsAnswer.Reason reason)) {
      if (reason == DnsAnswer.Reason.BAD_NAME) {
        return NO_SUCH_NAME;
      }
      throw SpfErrorException.temporary(name + " " + reason.words());
    }
    return answer;
  }

  /** Asks, and waits; not to know is an answer like any other. */
  DnsAnswer answerIfKnown(String name, RecordType type) throws InterruptedException {
    return await(ask(name, type));
  }

  static DnsAnswer await(CompletableFuture<DnsAnswer> question) throws InterruptedException {
    try {
      return question.get();
    } catch (ExecutionException e) {
      return new DnsAnswer.Unknown(DnsAnswer.Reason.ERROR);
    }
  }
}
