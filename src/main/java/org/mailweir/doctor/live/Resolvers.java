package org.mailweir.doctor.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.dnsbl.ListState;
import org.mailweir.concurrent.Deadline;
import org.mailweir.config.MailweirSettings;
import org.mailweir.dns.DnsAnswer;
import org.mailweir.dns.RecordType;
import org.mailweir.dns.Resolver;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Subject;
import org.mailweir.metrics.Metrics;

/** Who answers questions to the DNS, and whether the lists there answer him. */
public final class Resolvers {

  /** How DNS lists do, each asked about its test entries. */
  public interface Lists {
    List<ListState> ask() throws InterruptedException;
  }

  private static final Note NOTE = new Note(Subject.SERVERS);
  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
  private static final Path BEHIND_THE_STUB = Path.of("/run/systemd/resolve/resolv.conf");
  private static final String STUB = "127.0.0.53";
  private static final Pattern NAMESERVER = Pattern.compile("\\s*nameserver\\s+(\\S+).*");

  /** Resolvers that everybody uses, so that lists count all of them as one heavy user. */
  private static final Set<String> PUBLIC =
      Set.of(
          "8.8.8.8",
          "8.8.4.4",
          "1.1.1.1",
          "1.0.0.1",
          "1.1.1.2",
          "1.1.1.3",
          "9.9.9.9",
          "9.9.9.10",
          "9.9.9.11",
          "149.112.112.112",
          "149.112.112.10",
          "149.112.112.11",
          "208.67.222.222",
          "208.67.220.220",
          "64.6.64.6",
          "64.6.65.6",
          "4.2.2.1",
          "4.2.2.2",
          "77.88.8.8",
          "77.88.8.1",
          "94.140.14.14",
          "94.140.15.15",
          "185.228.168.9",
          "185.228.169.9",
          "76.76.2.0",
          "76.76.10.0",
          "84.200.69.80",
          "84.200.70.40",
          "2001:4860:4860::8888",
          "2001:4860:4860::8844",
          "2606:4700:4700::1111",
          "2606:4700:4700::1001",
          "2620:fe::fe",
          "2620:fe::9",
          "2620:fe::10",
          "2620:119:35::35",
          "2620:119:53::53");

  private final MailweirSettings settings;
  private final Lists lists;

  Resolvers(MailweirSettings settings, Lists lists) {
    this.settings = settings;
    this.lists = lists;
  }

  List<Diagnosis> examine() throws InterruptedException {
    if (!settings.dnsbl().enabled() && !settings.auth().enabled()) {
      return List.of();
    }
    List<Diagnosis> found = new ArrayList<>(silent());
    if (settings.dnsbl().enabled()) {
      found.addAll(publicOnes());
      if (found.stream().noneMatch(d -> d.id().equals("resolver-silent"))) {
        found.addAll(refused());
      }
    }
    return found;
  }

  /** Those that are asked. */
  private List<String> servers() {
    List<String> configured = settings.dns().servers();
    if (!configured.isEmpty()) {
      return configured;
    }
    List<String> system = nameservers(RESOLV_CONF);
    return system.contains(STUB) && Files.isReadable(BEHIND_THE_STUB)
        ? nameservers(BEHIND_THE_STUB)
        : system;
  }

  private static List<String> nameservers(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(NAMESERVER::matcher)
          .filter(Matcher::matches)
          .map(m -> m.group(1))
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private String where() {
    return settings.dns().servers().isEmpty() ? "/etc/resolv.conf" : "servers of [dns]";
  }

  private List<Diagnosis> publicOnes() {
    List<String> shared = servers().stream().filter(s -> PUBLIC.contains(address(s))).toList();
    return shared.isEmpty()
        ? List.of()
        : List.of(
            NOTE.warning(
                "public-resolver",
                "A public resolver is asked: " + String.join(", ", shared) + ".",
                where(),
                "Nearly all DNS lists refuse to answer it, and say nothing about spam.",
                "apt install unbound",
                "[dns]",
                "servers = [\"127.0.0.1\"]"));
  }

  /** Without port and brackets. */
  static String address(String server) {
    if (server.startsWith("[")) {
      return server.substring(1, Math.max(1, server.indexOf(']')));
    }
    return server.indexOf(':') == server.lastIndexOf(':')
        ? server.replaceFirst(":\\d+$", "")
        : server;
  }

  private List<Diagnosis> silent() throws InterruptedException {
    try (Resolver dns = new Resolver(settings.dns(), new Metrics())) {
      DnsAnswer answer =
          dns.answer("example.com", RecordType.NS, Deadline.after(settings.dns().budget()));
      return answer instanceof DnsAnswer.Unknown(DnsAnswer.Reason why)
          ? List.of(silent(why.words()))
          : List.of();
    }
  }

  private Diagnosis silent(String why) {
    return NOTE.warning(
        "resolver-silent",
        "The DNS does not answer: " + why + " (" + String.join(", ", servers()) + ").",
        where(),
        "SPF, DKIM, DMARC and DNS lists are unavailable; mail goes on without them.",
        "try it: dig example.com NS",
        "apt install unbound, and servers = [\"127.0.0.1\"] in [dns]");
  }

  private List<Diagnosis> refused() throws InterruptedException {
    return lists.ask().stream()
        .filter(s -> !s.isOk())
        .map(
            s ->
                NOTE.warning(
                    "list-refused",
                    "The DNS list " + s.name() + " is of no use here: " + s.words() + ".",
                    "lists of [dnsbl]: " + s.zone(),
                    "It finds no spam, and is named as unavailable in every message.",
                    "use a resolver of your own, or take \""
                        + s.name()
                        + "\" out of lists;"
                        + " the words are explained in how-to.md, \"ask DNS lists\""))
        .toList();
  }
}
