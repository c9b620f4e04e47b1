package org.mailweir.doctor.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.postfix.PostfixConfig;
import org.mailweir.net.Endpoint;

/**
 * The lines of main.cf and master.cf that wire a Postfix to a Mailweir, with the ports of its
 * configuration and the numbers of this machine. The reasons for each are in
 * postfix-examples/sandwich-lmtp/README.md.
 *
 * @param postfix whose version decides which parameters there are; null when there is none, then
 *     all are taken
 */
public record Recommendation(MailweirSettings settings, @Nullable PostfixConfig postfix) {

  static final String RETURN_OPTIONS =
      "no_unknown_recipient_checks,no_header_body_checks,no_milters";
  static final String DISCARDED = "etrn,starttls,auth,chunking,vrfy,silent-discard";

  private static final String OUTSIDE = "mailweir";
  static final String INSIDE = "mailweir-in";
  private static final long LEAST_DONE_TIMEOUT = 1_200;

  /** A line of a configuration. */
  private record Line(String parameter, String value) {
    String inMainCf() {
      return parameter + " = " + value;
    }
  }

  /** A service with its options. */
  private record Entry(String columns, List<Line> options) {
    String id() {
      String[] words = columns.split(" +");
      return words[0] + "/" + words[1];
    }

    /** As one argument of {@code postconf -M}. */
    String inOneLine() {
      return id()
          + "="
          + columns
          + options.stream()
              .map(o -> " -o " + o.parameter() + "=" + o.value())
              .collect(Collectors.joining());
    }

    Stream<String> inMasterCf() {
      return Stream.concat(
          Stream.of(columns),
          options.stream().map(o -> "    -o " + o.parameter() + "=" + o.value()));
    }
  }

  /** The value of a content_filter. */
  static String filter(String transport, boolean lmtp, Endpoint listener) {
    String host = Hosts.isEverywhere(listener.host()) ? "127.0.0.1" : listener.host();
    String ip = host.indexOf(':') >= 0 && !lmtp ? "ipv6:" + host : host;
    return transport + (lmtp ? ":inet:[" : ":[") + ip + "]:" + listener.port();
  }

  /** Messages at a time: twice the analyses, since some of them wait for servers. */
  static int atOnce(MailweirSettings settings) {
    int workers = settings.analysis().workerCount();
    return Math.max(2, Math.min(2 * workers, settings.listen().maxMessages() / 2));
  }

  /** The networks from which Mailweir comes. */
  static String mailweir(MailweirSettings settings) {
    return settings.reinject().to().host().indexOf(':') >= 0 ? "[::1]/128" : "127.0.0.0/8";
  }

  /** Seconds that Postfix should wait for an answer. */
  static long doneTimeout(MailweirSettings settings) {
    long whole =
        settings.analysis().hardDeadline().toSeconds()
            + settings.reinject().finalTimeout().toSeconds();
    return Math.max(LEAST_DONE_TIMEOUT, whole + 60);
  }

  /** The lines for both files. */
  public List<String> text() {
    List<String> lines = new ArrayList<>(List.of("# For main.cf"));
    main().forEach(l -> lines.add(l.inMainCf()));
    lines.add("");
    lines.add("# For master.cf");
    services().forEach(e -> lines.addAll(e.inMasterCf().toList()));
    for (Entrances.Setting o : entrances()) {
      lines.add("# Below the entry " + o.service().name() + " that is there");
      lines.add("    -o " + o.parameter() + "=" + o.value());
    }
    return lines;
  }

  /** The same as commands. */
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    services().forEach(e -> commands.add(command(e)));
    main().forEach(l -> commands.add(command(l)));
    entrances().forEach(o -> commands.add(o.command()));
    commands.add("postfix check && postfix reload");
    return commands;
  }

  /** The commands that make a transport to Mailweir. */
  List<String> transport(String name, boolean lmtp) {
    return Stream.concat(
            Stream.of(command(feed(name, lmtp ? "lmtp" : "smtp"))),
            limits(name).stream().map(this::command))
        .toList();
  }

  /** The commands that make the way back. */
  String[] way(Endpoint to) {
    return new String[] {cleanup(), command(back(to))};
  }

  /** The command that makes the cleanup service of the way back. */
  String cleanup() {
    return command(cleanupService());
  }

  private String postconf() {
    return postfix == null ? "postconf" : postfix.postconf();
  }

  private String command(Line line) {
    return postconf() + " -e '" + line.parameter() + "=" + line.value() + "'";
  }

  private String command(Entry entry) {
    return postconf() + " -M '" + entry.inOneLine() + "'";
  }

  private List<Line> main() {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line("content_filter", filter(OUTSIDE, true, settings.listen().outside())));
    lines.add(new Line(Mappings.OPTIONS, mainOptions()));
    transports().forEach(t -> lines.addAll(limits(t)));
    lines.addAll(
        known(
            new Line("smtpd_forbid_bare_newline", "normalize"),
            new Line("smtpd_forbid_bare_newline_exclusions", "$mynetworks"),
            new Line("smtpd_forbid_unauth_pipelining", "yes")));
    return lines;
  }

  /** What is there already stays. */
  private String mainOptions() {
    return Mappings.with(postfix == null ? "" : postfix.value(Mappings.OPTIONS));
  }

  private List<Entrances.Setting> entrances() {
    return postfix == null ? List.of() : new Entrances(postfix, settings).needed();
  }

  private List<Line> limits(String transport) {
    String most = Integer.toString(atOnce(settings));
    return List.of(
        new Line(transport + "_destination_recipient_limit", "1000"),
        new Line(transport + "_destination_concurrency_limit", most),
        new Line(transport + "_initial_destination_concurrency", most),
        new Line(transport + "_destination_concurrency_failed_cohort_limit", "0"),
        new Line(transport + "_destination_concurrency_negative_feedback", "0"));
  }

  private List<String> transports() {
    return settings.listen().inside() == null ? List.of(OUTSIDE) : List.of(OUTSIDE, INSIDE);
  }

  private List<Entry> services() {
    List<Entry> services = new ArrayList<>();
    transports().forEach(t -> services.add(feed(t, "lmtp")));
    services.add(back(settings.reinject().to()));
    services.add(cleanupService());
    return services;
  }

  private List<Line> known(Line... lines) {
    return Stream.of(lines).filter(l -> postfix == null || postfix.knows(l.parameter())).toList();
  }

  private Entry feed(String name, String client) {
    return new Entry(
        name + " unix - - n - " + atOnce(settings) + " " + client,
        known(
            new Line(client + "_send_xforward_command", "yes"),
            new Line(client + "_data_done_timeout", doneTimeout(settings) + "s"),
            new Line("disable_mime_output_conversion", "yes"),
            new Line(client + "_line_length_limit", "0"),
            new Line(client + "_generic_maps", ""),
            new Line(client + "_header_checks", ""),
            new Line(client + "_mime_header_checks", ""),
            new Line(client + "_nested_header_checks", ""),
            new Line(client + "_body_checks", ""),
            new Line(client + "_fallback_relay", ""),
            new Line(client + "_bind_address", ""),
            new Line(client + "_bind_address6", ""),
            new Line(client + "_tls_security_level", "none"),
            new Line(client + "_sasl_auth_enable", "no"),
            new Line(client + "_dns_support_level", "disabled"),
            new Line("max_use", "100")));
  }

  private Entry back(Endpoint to) {
    List<Line> options = new ArrayList<>();
    options.addAll(known(noSecondTime()));
    options.addAll(known(whoMayConnect()));
    options.addAll(known(howMuch()));
    return new Entry(to + " inet n - n - - smtpd", options);
  }

  private static Line[] noSecondTime() {
    return new Line[] {
      new Line("syslog_name", "postfix/10025"),
      new Line("content_filter", ""),
      new Line("receive_override_options", RETURN_OPTIONS),
      new Line("smtpd_milters", ""),
      new Line("smtpd_proxy_filter", ""),
      new Line("smtpd_client_restrictions", "permit_mynetworks,reject"),
      new Line("smtpd_helo_restrictions", ""),
      new Line("smtpd_sender_restrictions", ""),
      new Line("smtpd_relay_restrictions", "permit_mynetworks,reject"),
      new Line("smtpd_recipient_restrictions", "permit_mynetworks,reject"),
      new Line("smtpd_data_restrictions", ""),
      new Line("smtpd_end_of_data_restrictions", ""),
      new Line("smtpd_restriction_classes", ""),
      new Line("smtpd_delay_reject", "no")
    };
  }

  private Line[] whoMayConnect() {
    String mailweir = mailweir(settings);
    return new Line[] {
      new Line("mynetworks", mailweir),
      new Line("smtpd_authorized_xforward_hosts", mailweir),
      new Line("smtpd_authorized_xclient_hosts", ""),
      new Line("local_header_rewrite_clients", ""),
      new Line("strict_rfc821_envelopes", "no"),
      new Line("smtpd_forbid_bare_newline", "normalize"),
      new Line("smtpd_forbid_bare_newline_exclusions", ""),
      new Line("smtpd_discard_ehlo_keywords", DISCARDED),
      new Line("smtpd_discard_ehlo_keyword_address_maps", ""),
      new Line("smtpd_tls_security_level", "none"),
      new Line("smtpd_sasl_auth_enable", "no")
    };
  }

  private Line[] howMuch() {
    int recipients = Math.max(1_000, settings.reinject().maxRecipients());
    return new Line[] {
      new Line("smtpd_recipient_limit", Integer.toString(recipients)),
      new Line("smtpd_error_sleep_time", "0"),
      new Line("smtpd_soft_error_limit", Integer.toString(recipients + 1)),
      new Line("smtpd_hard_error_limit", Integer.toString(recipients)),
      new Line("smtpd_client_connection_count_limit", "0"),
      new Line("smtpd_client_connection_rate_limit", "0"),
      new Line("smtpd_peername_lookup", "no"),
      new Line("message_size_limit", "0"),
      new Line("cleanup_service_name", "cleanup-mailweir")
    };
  }

  private Entry cleanupService() {
    return new Entry(
        "cleanup-mailweir unix n - n - 0 cleanup",
        List.of(
            new Line("syslog_name", "postfix/10025"),
            new Line("message_size_limit", "0"),
            new Line("hopcount_limit", Integer.toString(hops()))));
  }

  private int hops() {
    int before = postfix == null ? 50 : Sandwich.number(postfix.value("hopcount_limit"), 50);
    return before + 10;
  }
}
