package org.mailweir.check.dnsbl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsAnswer;
import org.mailweir.dns.DnsClient;
import org.mailweir.dns.RecordType;

/**
 * All that lists are asked about one message. Every question leaves before any answer is waited
 * for, so that they take one round trip together.
 */
final class Enquiry {

  private record Asked(DnsList list, Target target, CompletableFuture<DnsAnswer> answer) {}

  private final DnsClient dns;
  private final Deadline deadline;
  private final Report report;
  private final int most;
  private final List<Asked> asked = new ArrayList<>();
  private final Map<DnsList, CompletableFuture<Void>> tests = new IdentityHashMap<>();
  private final Map<String, CompletableFuture<DnsAnswer>> questions = new HashMap<>();
  private boolean leftOut;

  Enquiry(DnsClient dns, Deadline deadline, Report report, int most) {
    this.dns = dns;
    this.deadline = deadline;
    this.report = report;
    this.most = most;
  }

  /** Asks every list that may be asked, and returns at once. */
  void start(List<DnsList> lists, MessageTargets targets) {
    Map<DnsList, List<Target>> wanted = new IdentityHashMap<>();
    for (DnsList list : lists) {
      String off = list.health().off();
      List<Target> about = off == null ? targets(list, targets) : List.of();
      if (off != null) {
        report.missing(list.name(), off);
      } else if (!about.isEmpty()) {
        wanted.put(list, about);
        tests.put(list, ListTest.of(list, dns, deadline));
      }
    }
    askInTurn(lists, wanted);
  }

  private static List<Target> targets(DnsList list, MessageTargets targets) {
    return list.settings().asks().stream().flatMap(s -> targets.of(s).stream()).distinct().toList();
  }

  /** Each list's first question, then each list's second: a limit cuts all of them alike. */
  private void askInTurn(List<DnsList> lists, Map<DnsList, List<Target>> wanted) {
    int longest = wanted.values().stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      for (DnsList list : lists) {
        List<Target> targets = wanted.getOrDefault(list, List.of());
        if (i < targets.size()) {
          ask(list, targets.get(i));
        }
      }
    }
  }

  private void ask(DnsList list, Target target) {
    boolean person = list.settings().asks().contains(Subject.MAIL_ADDRESSES);
    String label =
        person && target.label().indexOf('@') >= 0
            ? list.settings().hash().of(target.label())
            : target.label();
    String name = list.question(label);
    if (questions.size() >= most && !questions.containsKey(name)) {
      leftOut = true;
      return;
    }
    CompletableFuture<DnsAnswer> answer =
        questions.computeIfAbsent(name, n -> dns.ask(n, RecordType.A, deadline));
    asked.add(new Asked(list, target, answer));
  }

  /** Whether there were more questions than may be asked. */
  boolean leavesOut() {
    return leftOut;
  }

  /** Waits for the answers, and reports what they say. */
  void finish() throws InterruptedException {
    Set<ListHealth> wrong = new HashSet<>();
    for (Map.Entry<DnsList, CompletableFuture<Void>> test : tests.entrySet()) {
      await(test.getValue());
      String off = test.getKey().health().off();
      if (off != null) {
        wrong.add(test.getKey().health());
        report.missing(test.getKey().name(), off);
      }
    }
    Map<Asked, List<AnswerRule>> listed = new IdentityHashMap<>();
    for (Asked each : asked) {
      read(each, await(each.answer()), wrong, listed);
    }
    for (Asked each : asked) {
      if (!wrong.contains(each.list().health())) {
        listed.getOrDefault(each, List.of()).forEach(rule -> found(rule, each.target()));
      }
    }
    Set<DnsList> sure = Collections.newSetFromMap(new IdentityHashMap<>());
    listed.keySet().forEach(each -> sure.add(each.list()));
    tests.keySet().stream().filter(list -> !sure.contains(list)).forEach(this::reportDoubt);
  }

  private void reportDoubt(DnsList list) {
    String doubt = list.health().doubt();
    if (doubt != null) {
      report.missing(list.name(), doubt);
    }
  }

  private void found(AnswerRule rule, Target target) {
    report.found(rule.name(), rule.points(), rule.sentence(), target.shown());
  }

  private void read(
      Asked each, DnsAnswer answer, Set<ListHealth> wrong, Map<Asked, List<AnswerRule>> listed) {
    ListHealth health = each.list().health();
    switch (Reading.of(answer, each.list().rules())) {
      case Reading.Listed(List<AnswerRule> reasons) -> {
        health.answered();
        listed.put(each, reasons);
      }
      case Reading.NotListed notListed -> health.answered();
      case Reading.Wrong(String why) -> {
        health.wrong(why);
        wrong.add(health);
        report.missing(health.name(), why);
      }
      case Reading.Nothing(DnsAnswer.Reason why) -> unanswered(health, why);
    }
  }

  private void unanswered(ListHealth health, DnsAnswer.Reason why) {
    switch (why) {
      case BAD_NAME -> {} // Nobody can list what cannot be a name.
      case RESTING -> report.missing("dns", why.words());
      case TIMEOUT, SERVER_FAILURE -> {
        health.silent();
        report.missing(health.name(), why.words());
      }
      case REFUSED, UNREACHABLE, ERROR -> report.missing(health.name(), why.words());
    }
  }

  /** What the DNS client promises ends in time; here is only the proof against a broken promise. */
  static <T> T await(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("answers never fail", e);
    }
  }
}
