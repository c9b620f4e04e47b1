package org.mailweir.doctor.wiring;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Severity;
import org.mailweir.doctor.wiring.Sandwich.Feed;
import org.mailweir.net.Endpoint;

/** The transports that bring mail to Mailweir: what may happen to it on the way. */
final class Feeds {

  static final List<WiringCheck> CHECKS =
      List.of(
          each(Feeds::form),
          each(Feeds::fallback),
          each(Feeds::timeout),
          each(Feeds::xforward),
          each(Feeds::lineLength),
          each(Feeds::rewriting),
          each(Feeds::conversion),
          each(Feeds::bindAddress),
          each(Feeds::tls),
          each(Feeds::deferred),
          each(Feeds::overSmtp));

  private static final List<String> REWRITE =
      List.of(
          "generic_maps",
          "header_checks",
          "mime_header_checks",
          "nested_header_checks",
          "body_checks");

  private Feeds() {}

  static WiringCheck each(BiFunction<Sandwich, Feed, Stream<Diagnosis>> check) {
    return s -> s.feeds().stream().flatMap(f -> check.apply(s, f));
  }

  private static String value(Sandwich s, Feed feed, String rest) {
    return s.postfix().value(feed.service(), feed.parameter(rest));
  }

  private static String set(Sandwich s, Feed feed, String rest, String value) {
    return new Remedies(s.postfix()).set(feed.service(), feed.parameter(rest), value);
  }

  /** The SMTP client reads the destination in its own way; LMTP's takes all forms. */
  private static Stream<Diagnosis> form(Sandwich s, Feed feed) {
    if (!feed.client().equals("smtp")) {
      return Stream.of();
    }
    if (feed.destination().hasInet()) {
      return Stream.of(
          Note.error(
              "filter-form",
              "The SMTP client cannot read a destination with \"inet:\", and ends.",
              feed.route().where(),
              "All mail waits in the queue.",
              mendForm(s, feed)));
    }
    return feed.destination().isBracketed() || !asksDns(s, feed)
        ? Stream.of()
        : Stream.of(
            Note.warning(
                "filter-form",
                "Without brackets the SMTP client asks the DNS for the mail exchanger of "
                    + feed.destination().host()
                    + ".",
                feed.route().where(),
                "While the DNS is silent, all mail waits.",
                mendForm(s, feed)));
  }

  private static boolean asksDns(Sandwich s, Feed feed) {
    return !s.postfix().value(feed.service(), "disable_dns_lookups").equals("yes")
        && !value(s, feed, "dns_support_level").equals("disabled");
  }

  private static String mendForm(Sandwich s, Feed feed) {
    String good = Recommendation.filter(feed.service().name(), false, endpoint(s, feed));
    return feed.route().where().equals("main.cf: content_filter")
        ? new Remedies(s.postfix()).set("content_filter", good)
        : feed.route().where() + ": " + good + " in place of " + feed.destination();
  }

  private static Endpoint endpoint(Sandwich s, Feed feed) {
    Endpoint listener = s.listener(feed.destination());
    return listener == null ? s.settings().listen().outside() : listener;
  }

  private static Stream<Diagnosis> fallback(Sandwich s, Feed feed) {
    String relay = value(s, feed, "fallback_relay");
    return relay.isEmpty()
        ? Stream.of()
        : Stream.of(
            Note.error(
                "fallback-relay",
                "Mail that Mailweir cannot take is sent to " + relay + " instead.",
                feed.service().place() + ", " + feed.parameter("fallback_relay"),
                "Whenever Mailweir is down, all mail is delivered unfiltered.",
                set(s, feed, "fallback_relay", "")));
  }

  private static Stream<Diagnosis> timeout(Sandwich s, Feed feed) {
    Duration waits =
        Span.parse(value(s, feed, "data_done_timeout")).orElse(Duration.ofSeconds(600));
    Duration hard = s.settings().analysis().hardDeadline();
    Duration whole = hard.plus(s.settings().reinject().finalTimeout());
    if (waits.compareTo(whole) > 0) {
      return Stream.of();
    }
    boolean sure = waits.compareTo(hard) <= 0;
    return Stream.of(
        Note.of(
            sure ? Severity.ERROR : Severity.WARNING,
            "done-timeout",
            "Postfix waits "
                + waits.toSeconds()
                + " s for the answer to a message; Mailweir may take "
                + whole.toSeconds()
                + " s ("
                + hard.toSeconds()
                + " s analysis, then the hand-over).",
            feed.service().place() + ", " + feed.parameter("data_done_timeout"),
            "A message that takes longer is sent again, and may arrive twice.",
            set(s, feed, "data_done_timeout", Recommendation.doneTimeout(s.settings()) + "s")));
  }

  private static Stream<Diagnosis> xforward(Sandwich s, Feed feed) {
    return value(s, feed, "send_xforward_command").equals("yes")
        ? Stream.of()
        : Stream.of(
            Note.warning(
                "no-xforward",
                "Postfix does not tell Mailweir whom mail comes from.",
                feed.service().place() + ", " + feed.parameter("send_xforward_command"),
                "All mail seems to come from this host: SPF, DNS lists and rules about the client"
                    + " find nothing, and each retry is analysed anew.",
                set(s, feed, "send_xforward_command", "yes")));
  }

  private static Stream<Diagnosis> lineLength(Sandwich s, Feed feed) {
    String limit = value(s, feed, "line_length_limit");
    return limit.equals("0")
        ? Stream.of()
        : Stream.of(
            Note.warning(
                "line-length",
                "Postfix folds lines of more than "
                    + limit
                    + " bytes on the way to Mailweir, and the message goes on like that.",
                feed.service().place() + ", " + feed.parameter("line_length_limit"),
                "DKIM signatures of such mail break.",
                set(s, feed, "line_length_limit", "0")));
  }

  private static Stream<Diagnosis> rewriting(Sandwich s, Feed feed) {
    return REWRITE.stream()
        .filter(p -> !value(s, feed, p).isEmpty())
        .map(
            p ->
                Note.warning(
                    "feed-rewrites",
                    feed.parameter(p) + " changes mail on its way to Mailweir.",
                    feed.service().place() + ", " + feed.parameter(p),
                    "It is meant for mail that leaves; here it is applied to all mail, and breaks"
                        + " signatures or addresses.",
                    set(s, feed, p, "")));
  }

  private static Stream<Diagnosis> conversion(Sandwich s, Feed feed) {
    return s.postfix().value(feed.service(), "disable_mime_output_conversion").equals("yes")
        ? Stream.of()
        : Stream.of(
            Note.advice(
                "mime-conversion",
                "Postfix may convert 8-bit mail on its way to Mailweir.",
                feed.service().place() + ", disable_mime_output_conversion",
                "Mailweir takes 8-bit mail, so it will hardly happen; if it did, signatures would"
                    + " break.",
                new Remedies(s.postfix())
                    .set(feed.service(), "disable_mime_output_conversion", "yes")));
  }

  private static Stream<Diagnosis> bindAddress(Sandwich s, Feed feed) {
    String host = feed.destination().host();
    String parameter = host.indexOf(':') >= 0 ? "bind_address6" : "bind_address";
    String bound = value(s, feed, parameter);
    if (!Hosts.isLoopback(host) || Hosts.isEverywhere(bound) || Hosts.isLoopback(bound)) {
      return Stream.of();
    }
    return Stream.of(
        Note.error(
            "bind-address",
            "The connection to Mailweir on " + host + " is made from " + bound + ".",
            feed.service().place() + ", " + feed.parameter(parameter),
            "Loopback cannot be reached from there, or Mailweir refuses the client: all mail waits.",
            set(s, feed, parameter, "")));
  }

  private static Stream<Diagnosis> tls(Sandwich s, Feed feed) {
    String level = value(s, feed, "tls_security_level");
    boolean forced =
        level.isEmpty()
            ? value(s, feed, "enforce_tls").equals("yes")
            : level.matches("encrypt|dane-only|fingerprint|verify|secure");
    return !forced
        ? Stream.of()
        : Stream.of(
            Note.error(
                "feed-tls",
                "Postfix insists on TLS, which Mailweir on this host does not offer.",
                feed.service().place() + ", " + feed.parameter("tls_security_level"),
                "All mail waits in the queue.",
                set(s, feed, "tls_security_level", "none")));
  }

  private static Stream<Diagnosis> deferred(Sandwich s, Feed feed) {
    return Mappings.words(s.postfix().value("defer_transports")).contains(feed.service().name())
        ? Stream.of(
            Note.error(
                "transport-deferred",
                "defer_transports names the transport to Mailweir.",
                "main.cf: defer_transports",
                "All mail waits until somebody flushes the queue.",
                new Remedies(s.postfix()).unset("defer_transports")))
        : Stream.of();
  }

  private static Stream<Diagnosis> overSmtp(Sandwich s, Feed feed) {
    return feed.client().equals("lmtp")
        ? Stream.of()
        : Stream.of(
            Note.advice(
                "by-smtp",
                "Mail comes by SMTP, which has one answer for all recipients of a message.",
                feed.service().place(),
                "What the way back refuses for one recipient is made good by retries, and he hears"
                    + " of it days later; by LMTP at once.",
                "see postfix-examples/sandwich-lmtp/README.md"));
  }
}
