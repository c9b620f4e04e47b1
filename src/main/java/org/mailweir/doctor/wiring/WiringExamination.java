package org.mailweir.doctor.wiring;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.postfix.PostfixConfig;
import org.mailweir.doctor.postfix.Service;
import org.mailweir.net.Endpoint;

/** All that can be told from the two configurations alone. */
public final class WiringExamination {

  private static final List<WiringCheck> CHECKS =
      Stream.of(
              WayIn.CHECKS,
              Feeds.CHECKS,
              Limits.CHECKS,
              Mappings.CHECKS,
              Returns.CHECKS,
              Access.CHECKS,
              Sizes.CHECKS,
              General.CHECKS)
          .flatMap(List::stream)
          .toList();

  private WiringExamination() {}

  /** Looks at everything; each check is independent of the others. */
  public static List<Diagnosis> of(PostfixConfig postfix, MailweirSettings settings) {
    Sandwich sandwich = new Sandwich(postfix, settings);
    return CHECKS.stream().flatMap(c -> c.examine(sandwich)).distinct().toList();
  }

  /** Where mail enters that goes to Mailweir from there; empty when nothing leads there. */
  public static Optional<Endpoint> frontDoor(PostfixConfig postfix, MailweirSettings settings) {
    Sandwich sandwich = new Sandwich(postfix, settings);
    return sandwich.entries().stream()
        .filter(e -> Sandwich.isSmtpd(e) && sandwich.isFiltered(e))
        .findFirst()
        .map(WiringExamination::endpoint);
  }

  /** Behind postscreen an smtpd has no port of its own, but port 25. */
  private static Endpoint endpoint(Service entry) {
    String port = Sandwich.port(entry);
    return new Endpoint(
        Hosts.isEverywhere(entry.host()) ? "127.0.0.1" : entry.host(),
        entry.type().equals("inet") ? Sandwich.number(port, 25) : 25);
  }
}
