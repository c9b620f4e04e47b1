package org.mailweir.doctor.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Severity;
import org.mailweir.doctor.postfix.Service;
import org.mailweir.net.Endpoint;

/** The way back into Postfix: whether it is there, ends the loop, and does nothing twice. */
final class Returns {

  static final List<WiringCheck> CHECKS =
      List.of(
          Returns::missing,
          each(Returns::loop),
          each(Returns::tables),
          each(Returns::proxyFilter),
          each(Returns::open),
          each(Returns::milters),
          each(Returns::contentChecks),
          each(Returns::unknownRecipients),
          each(Returns::xforward),
          each(Returns::keywords),
          each(Returns::utf8),
          each(Returns::tls),
          each(Returns::bareNewline),
          each(Returns::headerRewriting));

  private static final String OPTIONS = "receive_override_options";

  private Returns() {}

  static WiringCheck each(BiFunction<Sandwich, Service, Stream<Diagnosis>> check) {
    return s -> s.returns().stream().flatMap(r -> check.apply(s, r));
  }

  static String set(Sandwich s, Service service, String parameter, String value) {
    return new Remedies(s.postfix()).set(service, parameter, value);
  }

  /** Where nothing is wired yet, that is said once, by another check. */
  private static Stream<Diagnosis> missing(Sandwich s) {
    Endpoint to = s.settings().reinject().to();
    return !s.returns().isEmpty() || !Hosts.isLoopback(to.host()) || s.routesToUs().isEmpty()
        ? Stream.of()
        : Stream.of(
            Note.error(
                "no-return",
                "master.cf has no smtpd on " + to + ", where Mailweir hands mail back.",
                "master.cf",
                "Nothing is delivered; all mail waits in the queue.",
                new Recommendation(s.settings(), s.postfix()).way(to)));
  }

  private static Stream<Diagnosis> loop(Sandwich s, Service back) {
    String filter = s.postfix().value(back, "content_filter");
    return filter.isEmpty()
        ? Stream.of()
        : Stream.of(
            Note.error(
                "loop",
                "What comes back from Mailweir is sent to a content_filter again: " + filter + ".",
                back.place(),
                "Mail goes round in circles until it bounces for too many hops.",
                set(s, back, "content_filter", "")));
  }

  private static Stream<Diagnosis> tables(Sandwich s, Service back) {
    return s.tables(back).stream()
        .limit(1)
        .map(
            d ->
                Note.error(
                    "loop-table",
                    "A table that is asked about what comes back answers FILTER " + d + ".",
                    back.place(),
                    "FILTER wins over an empty content_filter: mail goes round in circles.",
                    Access.emptied(s, back)));
  }

  private static Stream<Diagnosis> proxyFilter(Sandwich s, Service back) {
    String filter = s.postfix().value(back, "smtpd_proxy_filter");
    return filter.isEmpty()
        ? Stream.of()
        : Stream.of(
            Note.error(
                "return-proxy-filter",
                "What comes back from Mailweir is sent through "
                    + filter
                    + " (smtpd_proxy_filter).",
                back.place(),
                "It is filtered twice, or goes round in circles.",
                set(s, back, "smtpd_proxy_filter", "")));
  }

  private static Stream<Diagnosis> open(Sandwich s, Service back) {
    String interfaces = s.postfix().value("inet_interfaces");
    boolean everywhere =
        Hosts.isEverywhere(back.host())
            && !interfaces.equals("loopback-only")
            && !Hosts.onlyLoopback(interfaces);
    boolean elsewhere = !Hosts.isEverywhere(back.host()) && !Hosts.isLoopback(back.host());
    if (!everywhere && !elsewhere) {
      return Stream.of();
    }
    Endpoint to = s.settings().reinject().to();
    boolean meant = elsewhere && back.host().equals(to.host());
    return Stream.of(
        Note.of(
            meant ? Severity.WARNING : Severity.ERROR,
            "return-open",
            "The way back is open to the network"
                + (everywhere ? ", on every address of this host." : " on " + back.host() + "."),
            back.place(),
            "Who reaches it and is in mynetworks sends mail through this host, unfiltered.",
            meant
                ? "let a firewall allow port " + to.port() + " to Mailweir's host only"
                : "in master.cf write 127.0.0.1:" + to.port() + " in place of " + back.name()));
  }

  private static boolean overrides(Sandwich s, Service back, String option) {
    return Mappings.words(s.postfix().value(back, OPTIONS)).contains(option);
  }

  private static String adding(Sandwich s, Service back, String option) {
    if (!back.overrides().containsKey(OPTIONS)) {
      return set(s, back, OPTIONS, Recommendation.RETURN_OPTIONS);
    }
    List<String> options = new ArrayList<>(Mappings.words(s.postfix().value(back, OPTIONS)));
    options.add(option);
    return set(s, back, OPTIONS, String.join(",", options));
  }

  private static Stream<Diagnosis> milters(Sandwich s, Service back) {
    String milters = s.postfix().value(back, "smtpd_milters");
    return milters.isEmpty() || overrides(s, back, "no_milters")
        ? Stream.of()
        : Stream.of(
            Note.warning(
                "milters-twice",
                "Milters see all mail a second time when it comes back: " + milters + ".",
                back.place(),
                "They sign, count or refuse twice, and a refusal here is a bounce.",
                adding(s, back, "no_milters")));
  }

  private static Stream<Diagnosis> contentChecks(Sandwich s, Service back) {
    Service cleanup = Sizes.cleanup(s, back).orElse(back);
    List<String> set =
        Stream.of("header_checks", "mime_header_checks", "nested_header_checks", "body_checks")
            .filter(p -> !s.postfix().value(cleanup, p).isEmpty())
            .toList();
    if (set.isEmpty() || overrides(s, back, "no_header_body_checks")) {
      return Stream.of();
    }
    boolean filters =
        set.stream().anyMatch(p -> !FilterActions.in(s.postfix().value(cleanup, p)).isEmpty());
    return Stream.of(
        Note.of(
            filters ? Severity.ERROR : Severity.WARNING,
            "header-checks-twice",
            "What comes back passes header and body checks a second time.",
            back.place() + ", " + OPTIONS,
            filters
                ? "One of them answers FILTER: mail goes round in circles."
                : "A refusal here is a bounce, and what they add is added twice.",
            adding(s, back, "no_header_body_checks")));
  }

  private static Stream<Diagnosis> unknownRecipients(Sandwich s, Service back) {
    return overrides(s, back, "no_unknown_recipient_checks")
            || s.postfix().value(back, "smtpd_reject_unlisted_recipient").equals("no")
        ? Stream.of()
        : Stream.of(
            Note.warning(
                "unknown-recipients-twice",
                "What comes back is checked for unknown recipients a second time.",
                back.place() + ", " + OPTIONS,
                "The first pass has done it; a refusal here is a bounce to a forged sender.",
                adding(s, back, "no_unknown_recipient_checks")));
  }

  private static Stream<Diagnosis> xforward(Sandwich s, Service back) {
    String hosts = s.postfix().value(back, "smtpd_authorized_xforward_hosts");
    return hosts.contains(":/") || Hosts.anyContains(hosts, Access.client(s))
        ? Stream.of()
        : Stream.of(
            Note.warning(
                "xforward-refused",
                "Mailweir may not say whom mail comes from when it hands it back.",
                back.place() + ", smtpd_authorized_xforward_hosts",
                "In the log of the second pass all mail comes from this host, and Postfix may add"
                    + " header fields to it as if it were local.",
                set(
                    s,
                    back,
                    "smtpd_authorized_xforward_hosts",
                    Recommendation.mailweir(s.settings()))));
  }

  private static Stream<Diagnosis> keywords(Sandwich s, Service back) {
    List<String> needed = List.of("xforward", "dsn", "8bitmime", "smtputf8", "pipelining");
    List<String> hidden =
        Mappings.words(
                s.postfix().value(back, "smtpd_discard_ehlo_keywords").toLowerCase(Locale.ROOT))
            .stream()
            .filter(needed::contains)
            .toList();
    return hidden.isEmpty()
        ? Stream.of()
        : Stream.of(
            Note.warning(
                "return-keywords",
                "The way back does not offer "
                    + String.join(", ", hidden).toUpperCase(Locale.ROOT)
                    + ".",
                back.place() + ", smtpd_discard_ehlo_keywords",
                "Without SMTPUTF8 mail to such addresses bounces, without DSN requests for receipts"
                    + " are lost, without XFORWARD the client is.",
                set(s, back, "smtpd_discard_ehlo_keywords", Recommendation.DISCARDED)));
  }

  private static Stream<Diagnosis> utf8(Sandwich s, Service back) {
    boolean outside = s.postfix().value("smtputf8_enable").equals("yes");
    return !outside || s.postfix().value(back, "smtputf8_enable").equals("yes")
        ? Stream.of()
        : Stream.of(
            Note.warning(
                "return-smtputf8",
                "Postfix takes mail with internationalised addresses, but not back.",
                back.place() + ", smtputf8_enable",
                "Such mail bounces behind the filter.",
                new Remedies(s.postfix()).unset(back, "smtputf8_enable")));
  }

  private static Stream<Diagnosis> tls(Sandwich s, Service back) {
    boolean forced =
        s.postfix().value(back, "smtpd_tls_security_level").equals("encrypt")
            || s.postfix().value(back, "smtpd_enforce_tls").equals("yes")
            || s.postfix().value(back, "smtpd_tls_wrappermode").equals("yes");
    return !forced
        ? Stream.of()
        : Stream.of(
            Note.error(
                "return-tls",
                "The way back insists on TLS, which Mailweir does not speak.",
                back.place() + ", smtpd_tls_security_level",
                "Nothing is delivered; all mail waits in the queue.",
                set(s, back, "smtpd_tls_security_level", "none"),
                set(s, back, "smtpd_enforce_tls", "no"),
                set(s, back, "smtpd_tls_wrappermode", "no")));
  }

  private static Stream<Diagnosis> bareNewline(Sandwich s, Service back) {
    if (!s.postfix().knows("smtpd_forbid_bare_newline")) {
      return Stream.of();
    }
    boolean forbidden = General.forbidsBareNewline(s.postfix(), back);
    String exclusions = s.postfix().value(back, "smtpd_forbid_bare_newline_exclusions");
    return forbidden && !Hosts.anyContains(exclusions, Access.client(s))
        ? Stream.of()
        : Stream.of(
            Note.warning(
                "return-bare-newline",
                "The way back lets a line end in a bare LF.",
                back.place() + (forbidden ? ", …_exclusions" : ", smtpd_forbid_bare_newline"),
                "Mailweir never sends one; this is the second bolt against SMTP smuggling, and by"
                    + " default mynetworks, which is Mailweir, is exempt from it.",
                set(s, back, "smtpd_forbid_bare_newline", "normalize"),
                set(s, back, "smtpd_forbid_bare_newline_exclusions", "")));
  }

  private static Stream<Diagnosis> headerRewriting(Sandwich s, Service back) {
    return s.postfix().value(back, "local_header_rewrite_clients").isEmpty()
        ? Stream.of()
        : Stream.of(
            Note.advice(
                "header-rewriting",
                "What comes back from 127.0.0.1 may count as local mail.",
                back.place() + ", local_header_rewrite_clients",
                "Postfix then adds Message-ID, Date or a domain where they are missing, and DKIM"
                    + " signatures may break.",
                set(s, back, "local_header_rewrite_clients", "")));
  }
}
