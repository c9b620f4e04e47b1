package org.mailweir.check.dnsbl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsClient;

/**
 * How a list does at the moment, for an administrator.
 *
 * @param zone where it is asked
 * @param words {@code ok}, or why it is of no use
 */
public record ListState(String name, String zone, boolean isOk, String words) {

  /**
   * Asks every list that is configured, whether or not lists are enabled, about its test entries.
   */
  public static List<ListState> all(DnsblSettings settings, DnsClient dns, Deadline deadline)
      throws InterruptedException {
    Map<ListHealth, DnsList> zones = new LinkedHashMap<>();
    DnsList.all(settings).forEach(list -> zones.putIfAbsent(list.health(), list));
    Map<DnsList, CompletableFuture<ListTest.Outcome>> tests = new LinkedHashMap<>();
    zones.values().forEach(list -> tests.put(list, ListTest.outcome(list, dns, deadline)));
    List<ListState> states = new ArrayList<>();
    for (Map.Entry<DnsList, CompletableFuture<ListTest.Outcome>> test : tests.entrySet()) {
      states.add(of(test.getKey().settings(), Enquiry.await(test.getValue())));
    }
    return states;
  }

  private static ListState of(ListSettings list, ListTest.Outcome outcome) {
    return switch (outcome) {
      case ListTest.Outcome.Passed passed -> new ListState(list.name(), list.zone(), true, "ok");
      case ListTest.Outcome.Failed(String why) ->
          new ListState(list.name(), list.zone(), false, why);
      case ListTest.Outcome.NoAnswer(var why) ->
          new ListState(list.name(), list.zone(), false, why.words());
    };
  }
}
