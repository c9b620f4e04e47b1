package org.mailweir.doctor.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Severity;
import org.mailweir.doctor.postfix.Service;

/** Whether the way back lets Mailweir in, and asks no questions that were answered before. */
final class Access {

  static final List<WiringCheck> CHECKS =
      List.of(
          Returns.each(Access::restrictions),
          Returns.each(Access::relay),
          Returns.each(Access::errors),
          Returns.each(Access::clientLimits));

  private static final String TRUSTED = "permit_mynetworks,reject";

  /** Restrictions and what they should be. */
  private record Restriction(String parameter, String good) {}

  private static final List<Restriction> ALL =
      List.of(
          new Restriction("smtpd_client_restrictions", TRUSTED),
          new Restriction("smtpd_helo_restrictions", ""),
          new Restriction("smtpd_sender_restrictions", ""),
          new Restriction("smtpd_relay_restrictions", TRUSTED),
          new Restriction("smtpd_recipient_restrictions", TRUSTED),
          new Restriction("smtpd_data_restrictions", ""),
          new Restriction("smtpd_end_of_data_restrictions", ""));

  private enum Outcome {
    LETS_IN,
    ASKS_FIRST,
    REFUSES
  }

  private Access() {}

  /** The address from which Mailweir comes. */
  static String client(Sandwich s) {
    return s.settings().reinject().to().host().indexOf(':') >= 0 ? "::1" : "127.0.0.1";
  }

  /** The lines that make the way back ask nothing. */
  static String[] emptied(Sandwich s, Service back) {
    return ALL.stream()
        .filter(r -> !s.postfix().value(back, r.parameter()).equals(r.good()))
        .map(r -> Returns.set(s, back, r.parameter(), r.good()))
        .toArray(String[]::new);
  }

  private static Stream<Diagnosis> restrictions(Sandwich s, Service back) {
    return ALL.stream().flatMap(r -> examine(s, back, r));
  }

  private static Stream<Diagnosis> examine(Sandwich s, Service back, Restriction restriction) {
    String parameter = restriction.parameter();
    String value = s.postfix().value(back, parameter);
    Outcome outcome = outcome(s, back, value);
    if (outcome == Outcome.LETS_IN) {
      return Stream.of();
    }
    boolean refuses = outcome == Outcome.REFUSES;
    boolean harmless = value.equals("reject_unauth_pipelining");
    return Stream.of(
        Note.of(
            refuses ? Severity.ERROR : harmless ? Severity.ADVICE : Severity.WARNING,
            refuses ? "return-refuses" : "return-restrictions",
            refuses
                ? "The way back refuses Mailweir (" + client(s) + "): " + value + "."
                : "The way back asks again what port 25 has asked: " + value + ".",
            back.place() + ", " + parameter,
            refuses
                ? "All mail bounces or waits."
                : "The client is always Mailweir, so the answers are wrong or late; a refusal here"
                    + " is a bounce.",
            refuses && Mappings.words(value).contains("permit_mynetworks")
                ? Returns.set(s, back, "mynetworks", Recommendation.mailweir(s.settings()))
                : Returns.set(s, back, parameter, restriction.good())));
  }

  private static Outcome outcome(Sandwich s, Service back, String value) {
    boolean asks = false;
    for (String word : Mappings.words(value)) {
      if (lets(s, back, word)) {
        break;
      }
      if (word.matches("reject|defer|reject_unauth_destination|defer_unauth_destination")) {
        return Outcome.REFUSES;
      }
      asks |= word.matches("(reject|defer|check|warn)_\\w+") || isClass(s, back, word);
    }
    return asks ? Outcome.ASKS_FIRST : Outcome.LETS_IN;
  }

  private static boolean lets(Sandwich s, Service back, String word) {
    return switch (word) {
      case "permit" -> true;
      case "permit_mynetworks" ->
          Hosts.anyContains(s.postfix().value(back, "mynetworks"), client(s));
      case "permit_inet_interfaces" -> true;
      default -> false;
    };
  }

  private static boolean isClass(Sandwich s, Service back, String word) {
    return Mappings.words(s.postfix().value(back, "smtpd_restriction_classes")).contains(word);
  }

  /** Postfix' smtpd ends at once when neither list says who may relay. */
  private static Stream<Diagnosis> relay(Sandwich s, Service back) {
    List<String> words = new ArrayList<>();
    words.addAll(Mappings.words(s.postfix().value(back, "smtpd_relay_restrictions")));
    words.addAll(Mappings.words(s.postfix().value(back, "smtpd_recipient_restrictions")));
    boolean says =
        words.stream()
            .anyMatch(w -> w.matches("(reject|defer)(_unauth_destination)?|defer_if_permit"));
    return says
        ? Stream.of()
        : Stream.of(
            Note.error(
                "return-relay",
                "The way back does not say who may send mail through it.",
                back.place() + ", smtpd_relay_restrictions",
                "Without reject or reject_unauth_destination there Postfix' smtpd refuses to run:"
                    + " nothing is delivered.",
                Returns.set(s, back, "smtpd_relay_restrictions", TRUSTED),
                Returns.set(s, back, "smtpd_recipient_restrictions", TRUSTED)));
  }

  private static Stream<Diagnosis> errors(Sandwich s, Service back) {
    int hard = Sandwich.number(s.postfix().value(back, "smtpd_hard_error_limit"), 20);
    int recipients = s.settings().reinject().maxRecipients();
    return hard >= recipients
        ? Stream.of()
        : Stream.of(
            Note.warning(
                "error-limit",
                "After "
                    + hard
                    + " refused recipients the way back hangs up; Mailweir sends up to "
                    + recipients
                    + " at once.",
                back.place() + ", smtpd_hard_error_limit",
                "A message for many people, of whom some are refused, is tried again and again.",
                Returns.set(s, back, "smtpd_hard_error_limit", Integer.toString(recipients)),
                Returns.set(s, back, "smtpd_soft_error_limit", Integer.toString(recipients + 1)),
                Returns.set(s, back, "smtpd_error_sleep_time", "0")));
  }

  private static Stream<Diagnosis> clientLimits(Sandwich s, Service back) {
    String exempt = s.postfix().value(back, "smtpd_client_event_limit_exceptions");
    if (Hosts.anyContains(exempt, client(s))) {
      return Stream.of();
    }
    int connections = s.settings().reinject().connections();
    String count = "smtpd_client_connection_count_limit";
    int most = Sandwich.number(s.postfix().value(back, count), 50);
    String rates =
        Stream.of(
                "smtpd_client_connection_rate_limit",
                "smtpd_client_message_rate_limit",
                "smtpd_client_recipient_rate_limit")
            .filter(p -> !s.postfix().value(back, p).equals("0"))
            .collect(Collectors.joining(", "));
    if (rates.isEmpty() && (most == 0 || most >= connections)) {
      return Stream.of();
    }
    return Stream.of(
        Note.warning(
            "client-limit",
            rates.isEmpty()
                ? "The way back takes "
                    + most
                    + " connections of one client; Mailweir makes "
                    + connections
                    + "."
                : "The way back limits how often a client may come: " + rates + ".",
            back.place() + ", " + (rates.isEmpty() ? count : rates),
            "All mail comes from one client, Mailweir: under load it is put off.",
            Stream.concat(
                    Stream.of(count), rates.isEmpty() ? Stream.of() : Stream.of(rates.split(", ")))
                .map(p -> Returns.set(s, back, p, "0"))
                .toArray(String[]::new)));
  }
}
