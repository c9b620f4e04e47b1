package org.mailweir.check.rules.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings lines of rule files that functions need, read once: lists of addresses and hosts,
 * free mail providers, languages. What cannot be understood in them is left out.
 */
public final class EvalSettings {

  /**
   * An entry that says by which relay an address may come.
   *
   * @param host a domain, or an address in brackets
   */
  record WelcomeRelay(String address, String host) {}

  private final Map<String, AddressList> addressLists = new HashMap<>();
  private final Map<String, Map<String, Boolean>> hostLists = new HashMap<>();
  private final Map<String, List<WelcomeRelay>> relayLists = new HashMap<>();
  private final List<String> welcomeSubjects;
  private final List<String> blockedSubjects;
  private final FreemailSettings freemail;
  private final Locales locales;

  private EvalSettings(Map<String, List<String>> lines) {
    readAddressLists(lines);
    readHostLists(lines);
    for (String name : List.of("welcomelist_from_rcvd", "def_welcomelist_from_rcvd")) {
      relayLists.put(name, relays(lines, name));
    }
    welcomeSubjects = subjects(lines, "welcomelist_subject");
    blockedSubjects = subjects(lines, "blocklist_subject");
    freemail = FreemailSettings.of(lines);
    List<String> read = lines(lines, "ok_locales");
    locales = new Locales(new HashSet<>(read.isEmpty() ? List.of() : words(read.getLast())));
  }

  /**
   * @param lines by setting word, what follows the word in each line, in order
   */
  public static EvalSettings of(Map<String, List<String>> lines) {
    return new EvalSettings(lines);
  }

  /** The named list; empty if there is none. */
  AddressList addressList(String name) {
    return addressLists.getOrDefault(name, AddressList.EMPTY);
  }

  /** By list and host; false for a host that is taken out again. */
  Map<String, Map<String, Boolean>> hostLists() {
    return hostLists;
  }

  List<WelcomeRelay> relayList(String name) {
    return relayLists.getOrDefault(name, List.of());
  }

  List<String> welcomeSubjects() {
    return welcomeSubjects;
  }

  List<String> blockedSubjects() {
    return blockedSubjects;
  }

  FreemailSettings freemail() {
    return freemail;
  }

  Locales locales() {
    return locales;
  }

  private void readAddressLists(Map<String, List<String>> lines) {
    Map<String, Set<String>> lists = new HashMap<>();
    for (String name :
        List.of(
            "welcomelist_from",
            "welcomelist_to",
            "blocklist_from",
            "blocklist_to",
            "more_spam_to",
            "all_spam_to",
            "welcomelist_allows_relays",
            "welcomelist_bounce_relays")) {
      Set<String> list = lists.computeIfAbsent(name, n -> new HashSet<>());
      lines(lines, name).forEach(line -> list.addAll(words(line)));
      lines(lines, "un" + name).forEach(line -> words(line).forEach(list::remove));
    }
    for (String line : lines(lines, "enlist_addrlist")) {
      String list = listName(line);
      if (!list.isEmpty()) {
        lists
            .computeIfAbsent(list, n -> new HashSet<>())
            .addAll(words(line.substring(line.indexOf(')') + 1)));
      }
    }
    lists.forEach((name, list) -> addressLists.put(name, new AddressList(new ArrayList<>(list))));
  }

  private void readHostLists(Map<String, List<String>> lines) {
    for (String line : lines(lines, "enlist_uri_host")) {
      enlist(listName(line), line.substring(line.indexOf(')') + 1));
    }
    lines(lines, "blocklist_uri_host").forEach(line -> enlist("BLOCK", line));
    lines(lines, "welcomelist_uri_host").forEach(line -> enlist("WELCOME", line));
    for (String line : lines(lines, "delist_uri_host")) {
      String name = listName(line);
      List<String> hosts = words(line.substring(name.isEmpty() ? 0 : line.indexOf(')') + 1));
      for (Map.Entry<String, Map<String, Boolean>> list : hostLists.entrySet()) {
        if (name.isEmpty() || name.equals(list.getKey())) {
          hosts.forEach(host -> list.getValue().remove(host.replaceFirst("^!", "")));
        }
      }
    }
  }

  private void enlist(String name, String hosts) {
    Map<String, Boolean> list = hostLists.computeIfAbsent(name, n -> new LinkedHashMap<>());
    for (String host : words(hosts)) {
      boolean out = host.startsWith("!");
      list.put(out ? host.substring(1) : host, !out);
    }
  }

  private static List<WelcomeRelay> relays(Map<String, List<String>> lines, String name) {
    List<WelcomeRelay> relays = new ArrayList<>();
    for (String line : lines(lines, name)) {
      List<String> words = words(line);
      if (words.size() >= 2) {
        relays.add(new WelcomeRelay(words.get(0), words.get(1)));
      }
    }
    for (String line : lines(lines, "un" + name)) {
      List<String> gone = words(line);
      relays.removeIf(relay -> gone.contains(relay.address()));
    }
    return List.copyOf(relays);
  }

  private static List<String> subjects(Map<String, List<String>> lines, String name) {
    return lines(lines, name).stream().map(s -> s.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /** What stands in parentheses at the start; empty if there is nothing of the kind. */
  private static String listName(String line) {
    int close = line.indexOf(')');
    return line.startsWith("(") && close > 1 ? line.substring(1, close) : "";
  }

  /** Lines of a setting, and of its old name. */
  static List<String> lines(Map<String, List<String>> lines, String name) {
    String old = name.replace("welcomelist", "whitelist").replace("blocklist", "blacklist");
    List<String> written = lines.getOrDefault(name, List.of());
    return old.equals(name)
        ? written
        : Stream.concat(lines.getOrDefault(old, List.of()).stream(), written.stream()).toList();
  }

  static List<String> words(String line) {
    return Arrays.stream(line.strip().toLowerCase(Locale.ROOT).split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
