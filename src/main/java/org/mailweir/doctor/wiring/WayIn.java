package org.mailweir.doctor.wiring;

import java.util.List;
import java.util.stream.Stream;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Severity;
import org.mailweir.doctor.postfix.Service;
import org.mailweir.doctor.wiring.Sandwich.Route;
import org.mailweir.net.Endpoint;

/** Whether mail that enters finds its way to Mailweir at all, and by the right port. */
final class WayIn {

  static final List<WiringCheck> CHECKS =
      List.of(
          WayIn::noFilter,
          WayIn::wrongPort,
          WayIn::bypass,
          WayIn::strangersByTheInsidePort,
          WayIn::unfilteredEntries,
          WayIn::otherFilters,
          WayIn::missingTransport,
          WayIn::wrongProgram,
          WayIn::transportLoop,
          WayIn::softBounce);

  private static final List<String> TRANSPORTS =
      List.of(
          "default_transport",
          "relay_transport",
          "local_transport",
          "virtual_transport",
          "mailbox_transport",
          "fallback_transport");

  private WayIn() {}

  private static Stream<Diagnosis> noFilter(Sandwich s) {
    if (isFiltered(s) || s.routes().stream().anyMatch(r -> isMeantForUs(s, r))) {
      return Stream.of();
    }
    return Stream.of(
        Note.error(
            "no-filter",
            "Nothing sends mail to Mailweir: no content_filter and no table leads to "
                + s.settings().listen().outside()
                + ".",
            "main.cf: content_filter",
            "All mail passes unfiltered.",
            s.returns().isEmpty()
                ? "take the lines that this prints: mailweir doctor --print-postfix"
                : new Remedies(s.postfix()).set("content_filter", filter(s))));
  }

  /**
   * Whether strangers' mail goes to us somewhere: by main.cf or a table, or, where each port has a
   * filter of its own, by one of these.
   */
  static boolean isFiltered(Sandwich s) {
    List<Service> ports = s.entries().stream().filter(Sandwich::isSmtpd).toList();
    List<Service> inheriting =
        ports.stream().filter(p -> !p.overrides().containsKey("content_filter")).toList();
    return (inheriting.isEmpty() ? ports : inheriting).stream().anyMatch(s::isFiltered);
  }

  /** What content_filter should be. */
  static String filter(Sandwich s) {
    boolean smtp =
        s.postfix().service("mailweir", "unix").filter(m -> m.command().equals("smtp")).isPresent();
    return Recommendation.filter("mailweir", !smtp, s.settings().listen().outside());
  }

  private static boolean isMeantForUs(Sandwich s, Route route) {
    return !s.leadsToUs(route.destination())
        && (route.destination().transport().startsWith("mailweir") || isBypass(s, route));
  }

  private static Stream<Diagnosis> wrongPort(Sandwich s) {
    return s.routes().stream()
        .filter(r -> isMeantForUs(s, r) && !isBypass(s, r))
        .map(
            r ->
                Note.error(
                    "filter-port",
                    "Mail is sent to "
                        + r.destination()
                        + ", where Mailweir is not configured to listen.",
                    r.where(),
                    "It waits in the queue, or passes whatever does listen there.",
                    mend(s, r)));
  }

  /** The line that leads a route to our port for strangers. */
  private static String mend(Sandwich s, Route route) {
    if (!route.isByTable() && route.where().startsWith("main.cf")) {
      return new Remedies(s.postfix()).set("content_filter", filter(s));
    }
    return route.where() + ": " + filter(s) + " in place of " + route.destination();
  }

  private static boolean isBypass(Sandwich s, Route route) {
    Endpoint back = s.settings().reinject().to();
    return route.destination().port() == back.port()
        && Hosts.reaches(route.destination().host(), back.host());
  }

  private static Stream<Diagnosis> bypass(Sandwich s) {
    return s.routes().stream()
        .filter(r -> isBypass(s, r))
        .map(
            r ->
                Note.error(
                    "filter-bypassed",
                    "Mail is sent straight to "
                        + s.settings().reinject().to()
                        + ", the way back, past Mailweir.",
                    r.where(),
                    "It passes unfiltered.",
                    mend(s, r)));
  }

  private static Stream<Diagnosis> strangersByTheInsidePort(Sandwich s) {
    Endpoint inside = s.settings().listen().inside();
    if (inside == null) {
      return Stream.of();
    }
    return s.routesToUs().stream()
        .filter(r -> inside.equals(s.listener(r.destination())))
        .filter(r -> !r.isByTable() && isForStrangers(s, r))
        .map(
            r ->
                Note.error(
                    "strangers-inside",
                    "Mail from strangers is sent to "
                        + inside
                        + ", the port for people of the house.",
                    r.where(),
                    "There spam is marked but never held, nobody's sender is checked, and whoever"
                        + " reaches a training address may teach.",
                    mend(s, r)));
  }

  private static boolean isForStrangers(Sandwich s, Route route) {
    return route.where().startsWith("main.cf")
        || s.entries().stream().anyMatch(e -> e.place().equals(route.where()) && isPublicPort(e));
  }

  /** Whether anybody may knock there. */
  private static boolean isPublicPort(Service entry) {
    return entry.type().equals("pass") || Sandwich.port(entry).equals("25");
  }

  private static Stream<Diagnosis> unfilteredEntries(Sandwich s) {
    if (!s.leadsToUs(Destination.parse(s.postfix().value("content_filter")))) {
      return Stream.of();
    }
    return s.entries().stream()
        .filter(e -> s.postfix().value(e, "content_filter").isEmpty())
        .filter(e -> !Hosts.isLoopback(e.host()) && !s.isFiltered(e))
        .map(e -> unfiltered(s, e));
  }

  private static Diagnosis unfiltered(Sandwich s, Service entry) {
    return Note.of(
        isPublicPort(entry) ? Severity.ERROR : Severity.ADVICE,
        "unfiltered-entry",
        "Mail that enters here is not filtered: content_filter is emptied.",
        entry.place(),
        isPublicPort(entry)
            ? "Anybody's mail passes unfiltered."
            : "Mail of your own users passes unfiltered, that of a stolen account too.",
        new Remedies(s.postfix()).unset(entry, "content_filter"));
  }

  private static Stream<Diagnosis> otherFilters(Sandwich s) {
    Stream<Diagnosis> filters =
        s.routes().stream()
            .filter(r -> !s.leadsToUs(r.destination()) && !isMeantForUs(s, r))
            .map(r -> other(r.where(), r.destination().toString()));
    Stream<Diagnosis> proxies =
        s.entries().stream()
            .filter(e -> !s.postfix().value(e, "smtpd_proxy_filter").isEmpty())
            .map(e -> other(e.place(), s.postfix().value(e, "smtpd_proxy_filter")));
    String milters = s.postfix().value("smtpd_milters");
    Stream<Diagnosis> judges =
        milters.matches("(?i).*(spamass|amavis|rspam|11332|clamav|clamilt|mimedefang).*")
            ? Stream.of(other("main.cf: smtpd_milters", milters))
            : Stream.of();
    return Stream.of(filters, proxies, judges).flatMap(x -> x).distinct();
  }

  private static Diagnosis other(String where, String filter) {
    return Note.advice(
        "other-filter",
        "Another filter looks at mail, too: " + filter + ".",
        where,
        "Mail is judged twice, and each takes its time; a message has one content_filter only, so"
            + " what goes there does not come here.",
        where + ": take it out when you have no need for it any more");
  }

  private static Stream<Diagnosis> missingTransport(Sandwich s) {
    return s.routesToUs().stream()
        .filter(r -> s.postfix().service(r.destination().transport(), "unix").isEmpty())
        .map(
            r ->
                Note.error(
                    "no-transport",
                    "master.cf has no transport \""
                        + r.destination().transport()
                        + "\", to which mail is sent.",
                    r.where(),
                    "All that mail waits in the queue.",
                    new Recommendation(s.settings(), s.postfix())
                        .transport(r.destination().transport(), !isSmtpForm(r))
                        .toArray(String[]::new)));
  }

  private static boolean isSmtpForm(Route route) {
    return !route.destination().hasInet();
  }

  private static Stream<Diagnosis> wrongProgram(Sandwich s) {
    return s.routesToUs().stream()
        .flatMap(r -> s.postfix().service(r.destination().transport(), "unix").stream())
        .distinct()
        .filter(t -> !t.command().equals("lmtp") && !t.command().equals("smtp"))
        .map(
            t ->
                Note.error(
                    "transport-program",
                    "The transport to Mailweir runs " + t.command() + ", not lmtp or smtp.",
                    t.place(),
                    "Mail does not reach Mailweir.",
                    new Recommendation(s.settings(), s.postfix())
                        .transport(t.name(), true)
                        .toArray(String[]::new)));
  }

  private static Stream<Diagnosis> transportLoop(Sandwich s) {
    return TRANSPORTS.stream()
        .filter(t -> s.leadsToUs(Destination.parse(s.postfix().value(t))))
        .map(
            t ->
                Note.error(
                    "loop-transport",
                    t + " delivers to Mailweir, which hands everything back.",
                    "main.cf: " + t,
                    "What comes back takes the same way again, in circles, until it bounces for"
                        + " too many hops.",
                    new Remedies(s.postfix()).unset(t),
                    new Remedies(s.postfix()).set("content_filter", filter(s))));
  }

  private static Stream<Diagnosis> softBounce(Sandwich s) {
    return s.postfix().value("soft_bounce").equals("yes")
        ? Stream.of(
            Note.advice(
                "soft-bounce",
                "soft_bounce is on.",
                "main.cf: soft_bounce",
                "Good for the first days: what would be refused is tried again; after them it makes"
                    + " senders wait five days for bad news.",
                new Remedies(s.postfix()).unset("soft_bounce")))
        : Stream.of();
  }
}
