package org.mailweir.doctor.wiring;

import java.util.List;
import java.util.stream.Stream;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.postfix.PostfixConfig;
import org.mailweir.doctor.postfix.Service;
import org.mailweir.net.Endpoint;

/** What must be said to the services of master.cf by which mail enters already. */
record Entrances(PostfixConfig postfix, MailweirSettings settings) {

  /**
   * An option of a service.
   *
   * @param command that sets it
   */
  record Setting(Service service, String parameter, String value, String command) {}

  /** Nothing where main.cf is enough. */
  List<Setting> needed() {
    List<Service> entries =
        new Sandwich(postfix, settings)
            .entries().stream().filter(e -> !Mappings.isAnothersReturn(e)).toList();
    return Stream.concat(
            entries.stream().filter(Entrances::isSubmission).flatMap(this::insideFilter),
            entries.stream().flatMap(this::mappings))
        .toList();
  }

  private static boolean isSubmission(Service entry) {
    String port = Sandwich.port(entry);
    return Sandwich.isSmtpd(entry) && (port.equals("587") || port.equals("465"));
  }

  private Stream<Setting> insideFilter(Service entry) {
    Endpoint inside = settings.listen().inside();
    return inside == null
        ? Stream.of()
        : Stream.of(
            setting(
                entry,
                "content_filter",
                Recommendation.filter(Recommendation.INSIDE, true, inside)));
  }

  /** Options of its own win over those of main.cf. */
  private Stream<Setting> mappings(Service entry) {
    return entry.overrides().containsKey(Mappings.OPTIONS) && isFiltered(entry)
        ? Stream.of(
            setting(entry, Mappings.OPTIONS, Mappings.with(postfix.value(entry, Mappings.OPTIONS))))
        : Stream.of();
  }

  /** Once all is done as recommended. */
  private boolean isFiltered(Service entry) {
    return (isSubmission(entry) && settings.listen().inside() != null)
        || !entry.overrides().containsKey("content_filter")
        || !postfix.value(entry, "content_filter").isEmpty();
  }

  private Setting setting(Service entry, String parameter, String value) {
    return new Setting(entry, parameter, value, new Remedies(postfix).set(entry, parameter, value));
  }
}
