package org.mailweir.doctor.wiring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.postfix.PostfixConfig;
import org.mailweir.doctor.postfix.Service;
import org.mailweir.net.Endpoint;

/**
 * The way of mail through Postfix and Mailweir, as both are configured: the services where mail
 * enters, the transports that feed Mailweir, the services that take mail back.
 */
final class Sandwich {

  /** Where a content filter can be chosen by a table. */
  private static final List<String> RESTRICTIONS =
      List.of(
          "smtpd_client_restrictions",
          "smtpd_helo_restrictions",
          "smtpd_sender_restrictions",
          "smtpd_relay_restrictions",
          "smtpd_recipient_restrictions",
          "smtpd_data_restrictions",
          "smtpd_end_of_data_restrictions",
          "smtpd_etrn_restrictions");

  private static final List<String> CONTENT_CHECKS =
      List.of("header_checks", "mime_header_checks", "nested_header_checks", "body_checks");

  private static final Map<String, String> PORTS =
      Map.of("smtp", "25", "submission", "587", "submissions", "465", "smtps", "465");

  /**
   * A way to a filter.
   *
   * @param where it is chosen
   * @param by the table's parameter, or {@code content_filter}
   */
  record Route(String where, String by, Destination destination) {
    boolean isByTable() {
      return !by.equals("content_filter");
    }
  }

  /**
   * A transport that brings mail to Mailweir.
   *
   * @param client {@code lmtp} or {@code smtp}, the prefix of its parameters
   */
  record Feed(Service service, String client, Destination destination, Route route) {
    /** The name of one of its parameters of the client: {@code lmtp_tls_security_level}. */
    String parameter(String rest) {
      return client + "_" + rest;
    }
  }

  private final PostfixConfig postfix;
  private final MailweirSettings settings;
  private final List<Route> routes;
  private final List<Service> returns;
  private final List<Feed> feeds;

  Sandwich(PostfixConfig postfix, MailweirSettings settings) {
    this.postfix = postfix;
    this.settings = settings;
    this.returns = postfix.services().stream().filter(this::takesBack).toList();
    this.routes = findRoutes();
    this.feeds = findFeeds();
  }

  PostfixConfig postfix() {
    return postfix;
  }

  MailweirSettings settings() {
    return settings;
  }

  /** Every way to a filter, ours or not, of mail that enters. */
  List<Route> routes() {
    return routes;
  }

  /** Those that lead to Mailweir. */
  List<Route> routesToUs() {
    return routes.stream().filter(r -> leadsToUs(r.destination())).toList();
  }

  /** Each transport that feeds Mailweir, once. */
  List<Feed> feeds() {
    return feeds;
  }

  /** The services that listen where Mailweir hands mail back; more than one is unusual. */
  List<Service> returns() {
    return returns;
  }

  /** The services by which mail enters, those that take mail back excepted. */
  List<Service> entries() {
    return postfix.services().stream()
        .filter(s -> isSmtpd(s) || s.command().equals("pickup") || s.command().equals("qmqpd"))
        .filter(s -> !returns.contains(s))
        .toList();
  }

  static boolean isSmtpd(Service service) {
    return service.command().equals("smtpd");
  }

  /** Whether mail that enters there goes to Mailweir, by its filter or by a table. */
  boolean isFiltered(Service entry) {
    return leadsToUs(Destination.parse(postfix.value(entry, "content_filter")))
        || (isSmtpd(entry) && tables(entry).stream().anyMatch(this::leadsToUs));
  }

  /** What the tables of a service can answer FILTER with. */
  List<Destination> tables(Service service) {
    return Stream.concat(RESTRICTIONS.stream(), classes(service))
        .flatMap(p -> FilterActions.in(postfix.value(service, p)).stream())
        .toList();
  }

  private Stream<String> classes(Service service) {
    return Stream.of(postfix.value(service, "smtpd_restriction_classes").split("[,\\s]+"))
        .filter(c -> !c.isEmpty());
  }

  /** Whether one of our listeners is meant. */
  boolean leadsToUs(Destination destination) {
    return listener(destination) != null;
  }

  /** Which of our listeners is meant, or null. */
  @Nullable Endpoint listener(Destination destination) {
    return listeners()
        .filter(l -> l.port() == destination.port())
        .filter(l -> Hosts.reaches(destination.host(), l.host()))
        .findFirst()
        .orElse(null);
  }

  private Stream<Endpoint> listeners() {
    Endpoint inside = settings.listen().inside();
    Endpoint outside = settings.listen().outside();
    return inside == null ? Stream.of(outside) : Stream.of(outside, inside);
  }

  private boolean takesBack(Service service) {
    return isSmtpd(service)
        && service.type().equals("inet")
        && port(service).equals(Integer.toString(settings.reinject().to().port()))
        && (service.host().isEmpty()
            || Hosts.reaches(settings.reinject().to().host(), service.host()));
  }

  static String port(Service service) {
    return PORTS.getOrDefault(service.port(), service.port());
  }

  private List<Route> findRoutes() {
    List<Route> all = new ArrayList<>();
    add(all, "main.cf: content_filter", "content_filter", postfix.value("content_filter"));
    for (Service entry : entries()) {
      if (entry.overrides().containsKey("content_filter")) {
        add(all, entry.place(), "content_filter", postfix.value(entry, "content_filter"));
      }
      if (isSmtpd(entry)) {
        Stream.concat(RESTRICTIONS.stream(), classes(entry)).forEach(p -> addTables(all, entry, p));
      }
    }
    for (String parameter : CONTENT_CHECKS) {
      FilterActions.in(postfix.value(parameter))
          .forEach(d -> all.add(new Route("main.cf: " + parameter, parameter, d)));
    }
    return all.stream().distinct().toList();
  }

  private static void add(List<Route> all, String where, String by, String value) {
    if (!value.isEmpty()) {
      all.add(new Route(where, by, Destination.parse(value)));
    }
  }

  private void addTables(List<Route> all, Service entry, String parameter) {
    boolean own = entry.overrides().containsKey(parameter);
    String where = own ? entry.place() : "main.cf: " + parameter;
    FilterActions.in(postfix.value(entry, parameter))
        .forEach(d -> all.add(new Route(where, parameter, d)));
  }

  private List<Feed> findFeeds() {
    Map<String, Feed> byService = new LinkedHashMap<>();
    for (Route route : routesToUs()) {
      Optional<Service> service = postfix.service(route.destination().transport(), "unix");
      service
          .filter(s -> s.command().equals("lmtp") || s.command().equals("smtp"))
          .ifPresent(
              s ->
                  byService.putIfAbsent(
                      s.id(), new Feed(s, s.command(), route.destination(), route)));
    }
    return List.copyOf(byService.values());
  }

  /** The number of processes of a service; 0 means that there is no limit. */
  int processes(Service service) {
    String own = service.processes();
    return number(own.equals("-") ? postfix.value("default_process_limit") : own, 100);
  }

  static int number(String text, int otherwise) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
  }
}
