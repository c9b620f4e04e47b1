package org.mailweir.doctor.wiring;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Severity;
import org.mailweir.doctor.postfix.Service;

/**
 * Aliases, canonical maps and automatic copies must be applied once: before the filter or behind
 * it. {@code no_address_mappings} turns them off on one side.
 */
final class Mappings {

  static final List<WiringCheck> CHECKS =
      List.of(Mappings::twice, Mappings::never, Mappings::unfiltered);

  static final String OPTIONS = "receive_override_options";
  private static final String OFF = "no_address_mappings";
  private static final List<String> COPIES =
      List.of("always_bcc", "sender_bcc_maps", "recipient_bcc_maps");

  private Mappings() {}

  private static boolean run(Sandwich s, Service service) {
    return !words(s.postfix().value(service, OPTIONS)).contains(OFF);
  }

  static List<String> words(String list) {
    return Arrays.stream(list.split("[,\\s]+")).filter(w -> !w.isEmpty()).toList();
  }

  private static List<Service> filtered(Sandwich s, boolean before) {
    return s.entries().stream().filter(e -> s.isFiltered(e) && run(s, e) == before).toList();
  }

  private static Stream<Diagnosis> twice(Sandwich s) {
    List<Service> entries = filtered(s, true);
    if (entries.isEmpty() || s.returns().stream().noneMatch(r -> run(s, r))) {
      return Stream.of();
    }
    boolean copies = COPIES.stream().anyMatch(c -> !s.postfix().value(c).isEmpty());
    return Stream.of(
        Note.of(
            copies ? Severity.ERROR : Severity.WARNING,
            "mappings-twice",
            "Aliases and copies are made before the filter and once more behind it.",
            entries.stream().map(Service::place).collect(Collectors.joining(", ")),
            copies
                ? "Copies (always_bcc and the like) arrive twice."
                : "Mail is expanded twice, and who is an alias of himself gets it twice.",
            mendTwice(s, entries)));
  }

  /** Where tables choose the filter, the rest of the mail needs its mappings before. */
  private static String mendTwice(Sandwich s, List<Service> entries) {
    Remedies remedies = new Remedies(s.postfix());
    if (s.routesToUs().stream().anyMatch(r -> !r.isByTable())) {
      List<Service> own = entries.stream().filter(e -> e.overrides().containsKey(OPTIONS)).toList();
      return own.isEmpty()
          ? remedies.set(OPTIONS, with(s.postfix().value(OPTIONS)))
          : remedies.set(own.getFirst(), OPTIONS, with(s.postfix().value(own.getFirst(), OPTIONS)));
    }
    Service back = s.returns().getFirst();
    return remedies.set(back, OPTIONS, with(s.postfix().value(back, OPTIONS)));
  }

  static String with(String options) {
    return Stream.concat(words(options).stream(), Stream.of(OFF))
        .distinct()
        .collect(Collectors.joining(","));
  }

  private static String without(String options) {
    return words(options).stream().filter(o -> !o.equals(OFF)).collect(Collectors.joining(","));
  }

  private static Stream<Diagnosis> never(Sandwich s) {
    if (filtered(s, false).isEmpty()) {
      return Stream.of();
    }
    return s.returns().stream()
        .filter(r -> !run(s, r))
        .map(
            r ->
                Note.error(
                    "mappings-never",
                    "Aliases and copies are made neither before the filter nor behind it.",
                    r.place(),
                    "Mail to an alias bounces, and copies (always_bcc and the like) are not made.",
                    mendNever(s, r)));
  }

  private static String mendNever(Sandwich s, Service back) {
    if (s.routesToUs().stream().allMatch(Sandwich.Route::isByTable)) {
      return inMainCf(s);
    }
    return new Remedies(s.postfix())
        .set(
            back,
            OPTIONS,
            back.overrides().containsKey(OPTIONS)
                ? without(s.postfix().value(back, OPTIONS))
                : Recommendation.RETURN_OPTIONS);
  }

  /** The line that takes the option out of main.cf. */
  private static String inMainCf(Sandwich s) {
    String rest = without(s.postfix().value(OPTIONS));
    Remedies remedies = new Remedies(s.postfix());
    return rest.isEmpty() ? remedies.unset(OPTIONS) : remedies.set(OPTIONS, rest);
  }

  /** The filter was turned off, and its other line forgotten. */
  private static Stream<Diagnosis> unfiltered(Sandwich s) {
    List<Service> entries =
        s.entries().stream()
            .filter(e -> !run(s, e) && !isAnothersReturn(e))
            .filter(e -> s.postfix().value(e, "content_filter").isEmpty())
            .toList();
    if (entries.isEmpty()) {
      return Stream.of();
    }
    return Stream.of(
        Note.error(
            "mappings-off",
            "no_address_mappings is set where mail enters that no content_filter takes.",
            entries.stream().map(Service::place).collect(Collectors.joining(", ")),
            "Mail that does not come back from a filter never meets its aliases, and bounces.",
            mendUnfiltered(s, entries.getFirst())));
  }

  /** On loopback, with options of its own: the way back of another filter. */
  static boolean isAnothersReturn(Service entry) {
    return Hosts.isLoopback(entry.host()) && entry.overrides().containsKey(OPTIONS);
  }

  private static String[] mendUnfiltered(Sandwich s, Service entry) {
    Remedies remedies = new Remedies(s.postfix());
    if (!WayIn.isFiltered(s)) {
      return new String[] {
        remedies.set("content_filter", WayIn.filter(s)),
        "or, to do without Mailweir: " + inMainCf(s)
      };
    }
    boolean chosen =
        s.routesToUs().stream().anyMatch(r -> r.where().equals("main.cf: content_filter"));
    if (chosen || entry.overrides().containsKey(OPTIONS)) {
      return new String[] {
        remedies.set(entry, OPTIONS, without(s.postfix().value(entry, OPTIONS)))
      };
    }
    return new String[] {inMainCf(s)};
  }
}
