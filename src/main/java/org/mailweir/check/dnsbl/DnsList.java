package org.mailweir.check.dnsbl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A list that is asked about something; several may share a zone, and so its health.
 *
 * @param settings what it is asked, and where
 * @param rules what its answers mean
 * @param health how its zone does
 */
record DnsList(ListSettings settings, List<AnswerRule> rules, ListHealth health) {

  DnsList {
    rules = List.copyOf(rules);
  }

  /** The lists that are configured. */
  static List<DnsList> all(DnsblSettings settings) {
    List<ListSettings> wanted = new ArrayList<>();
    Map<String, String> zones = new HashMap<>();
    settings.zones().forEach(z -> zones.put(z.split("=", 2)[0], z.split("=", 2)[1]));
    for (String name : settings.lists()) {
      Catalogue.get(name).forEach(l -> wanted.add(l.at(zones.getOrDefault(name, l.zone()))));
    }
    wanted.addAll(settings.list());
    Map<String, ListHealth> healths = new HashMap<>();
    return wanted.stream().map(l -> of(l, settings, healths)).toList();
  }

  private static DnsList of(
      ListSettings list, DnsblSettings settings, Map<String, ListHealth> healths) {
    ListHealth health =
        healths.computeIfAbsent(
            list.zone(), zone -> new ListHealth(list.name(), settings.offFor(), System::nanoTime));
    return new DnsList(list, list.answers().stream().map(AnswerRule::parse).toList(), health);
  }

  String name() {
    return settings.name();
  }

  /** The name in the DNS at which it answers about that. */
  String question(String listed) {
    return listed + "." + settings.zone();
  }
}
