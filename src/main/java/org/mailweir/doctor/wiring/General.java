package org.mailweir.doctor.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.postfix.PostfixConfig;
import org.mailweir.doctor.postfix.Service;

/** What is about Postfix as a whole. */
final class General {

  static final List<WiringCheck> CHECKS =
      List.of(
          General::bareNewlines,
          General::pipelining,
          General::protocols,
          General::disabled,
          General::complaints);

  private static final Pattern UNUSED = Pattern.compile("(.*): unused parameter: ([^=\\s]+)=.*");
  private static final Pattern TWICE =
      Pattern.compile("(.*): overriding earlier entry: ([^=\\s]+)=.*");

  private General() {}

  static boolean forbidsBareNewline(PostfixConfig postfix, Service service) {
    return postfix.value(service, "smtpd_forbid_bare_newline").matches("yes|normalize|reject");
  }

  private static Stream<Diagnosis> bareNewlines(Sandwich s) {
    String parameter = "smtpd_forbid_bare_newline";
    if (!s.postfix().knows(parameter)) {
      return Stream.of(
          Note.warning(
              "postfix-old",
              "Postfix " + s.postfix().version() + " cannot forbid bare newlines.",
              "Postfix",
              "Its port 25 is open to SMTP smuggling: forged mail that looks authenticated.",
              "update Postfix to 3.6.14, 3.7.10, 3.8.5 or newer"));
    }
    List<Service> bad =
        s.entries().stream()
            .filter(Sandwich::isSmtpd)
            .filter(e -> !forbidsBareNewline(s.postfix(), e))
            .toList();
    List<Diagnosis> found = new ArrayList<>();
    Remedies remedies = new Remedies(s.postfix());
    if (bad.stream().anyMatch(e -> !e.overrides().containsKey(parameter))) {
      found.add(smuggling("main.cf: " + parameter, remedies.set(parameter, "normalize")));
    }
    bad.stream()
        .filter(e -> e.overrides().containsKey(parameter))
        .forEach(e -> found.add(smuggling(e.place(), remedies.set(e, parameter, "normalize"))));
    return found.stream();
  }

  private static Diagnosis smuggling(String where, String remedy) {
    return Note.warning(
        "bare-newline",
        "A line that ends in a bare LF can end a message.",
        where,
        "SMTP smuggling: forged mail that looks authenticated.",
        remedy);
  }

  private static Stream<Diagnosis> pipelining(Sandwich s) {
    String parameter = "smtpd_forbid_unauth_pipelining";
    return !s.postfix().knows(parameter) || s.postfix().value(parameter).equals("yes")
        ? Stream.of()
        : Stream.of(
            Note.advice(
                "pipelining",
                "Clients that talk before they are asked are not refused.",
                "main.cf: " + parameter,
                "Only spammers and smugglers do.",
                new Remedies(s.postfix()).set(parameter, "yes")));
  }

  private static Stream<Diagnosis> protocols(Sandwich s) {
    String protocols = s.postfix().value("inet_protocols");
    boolean v4 = s.settings().listen().outside().host().indexOf(':') < 0;
    return protocols.equals(v4 ? "ipv6" : "ipv4")
        ? Stream.of(
            Note.error(
                "protocols",
                "Postfix speaks "
                    + protocols
                    + " only; Mailweir is on "
                    + s.settings().listen().outside().host()
                    + ".",
                "main.cf: inet_protocols",
                "They do not reach each other: all mail waits.",
                new Remedies(s.postfix()).set("inet_protocols", "all")))
        : Stream.of();
  }

  private static Stream<Diagnosis> disabled(Sandwich s) {
    List<String> disabled = Mappings.words(s.postfix().value("master_service_disable"));
    return Stream.concat(s.returns().stream(), s.feeds().stream().map(Sandwich.Feed::service))
        .filter(
            service ->
                disabled.contains(service.type())
                    || disabled.contains(service.id())
                    || disabled.contains(service.name() + "." + service.type()))
        .map(
            service ->
                Note.error(
                    "service-disabled",
                    "master_service_disable turns " + service.id() + " off.",
                    "main.cf: master_service_disable",
                    "All mail waits in the queue.",
                    new Remedies(s.postfix()).unset("master_service_disable")));
  }

  /** What postconf complains about, as far as it may be about us. */
  private static Stream<Diagnosis> complaints(Sandwich s) {
    return s.postfix().warnings().stream().flatMap(w -> complaint(s, w)).distinct();
  }

  private static Stream<Diagnosis> complaint(Sandwich s, String warning) {
    Matcher unused = UNUSED.matcher(warning);
    if (unused.matches() && !unused.group(2).startsWith("smtpd_forbid_")) {
      return Stream.of(
          Note.advice(
              "unused-parameter",
              "Postfix knows no " + unused.group(2) + ": a slip of the pen, or of another version.",
              unused.group(1),
              "The line has no effect.",
              "correct its name, or take it out"));
    }
    Matcher twice = TWICE.matcher(warning);
    return twice.matches()
        ? Stream.of(
            Note.advice(
                "set-twice",
                twice.group(2) + " is set twice; the last line holds.",
                twice.group(1).replaceFirst(", line \\d+$", ""),
                "Who changes the other one wonders.",
                "remove one of the two: grep -n '^"
                    + twice.group(2)
                    + "' "
                    + s.postfix().folder()
                    + "/main.cf"))
        : Stream.of();
  }
}
