package org.mailweir.doctor.postfix;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * main.cf and master.cf with all defaults.
 *
 * @param folder where they are
 * @param isDefault whether that is the folder that postconf takes by itself
 * @param parameters every parameter of main.cf as written or by default, not expanded
 * @param expanded the same expanded by Postfix
 * @param explicit names that main.cf sets
 * @param services of master.cf, in order
 * @param warnings what postconf complained about
 */
public record PostfixConfig(
    String folder,
    boolean isDefault,
    Map<String, String> parameters,
    Map<String, String> expanded,
    Set<String> explicit,
    List<Service> services,
    List<String> warnings) {

  private static final Pattern BRACES_INSIDE = Pattern.compile("\\$\\{[^}]*\\{");

  public PostfixConfig {
    parameters = Map.copyOf(parameters);
    expanded = Map.copyOf(expanded);
    explicit = Set.copyOf(explicit);
    services = List.copyOf(services);
    warnings = List.copyOf(warnings);
  }

  /** Whether this version of Postfix has the parameter. */
  public boolean knows(String parameter) {
    return parameters.containsKey(parameter);
  }

  /** The expanded value in main.cf; empty when there is none. */
  public String value(String parameter) {
    return new Expansion(this::raw).of(raw(parameter)).strip();
  }

  /** The expanded value that holds for a service. */
  public String value(Service service, String parameter) {
    return new Expansion(name -> raw(service, name)).of(raw(service, parameter)).strip();
  }

  private String raw(Service service, String parameter) {
    return Objects.requireNonNullElseGet(service.overrides().get(parameter), () -> raw(parameter));
  }

  /** Comparisons such as the level of compatibility, and choices in braces, are left to Postfix. */
  private String raw(String parameter) {
    String raw = parameters.getOrDefault(parameter, "");
    return BRACES_INSIDE.matcher(raw).find() ? expanded.getOrDefault(parameter, "") : raw;
  }

  public Optional<Service> service(String name, String type) {
    return services.stream()
        .filter(s -> s.name().equals(name) && s.type().equals(type))
        .findFirst();
  }

  /** {@code 3.7.11}. */
  public String version() {
    return value("mail_version");
  }

  /** For a shell. */
  private static String quoted(String path) {
    return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }

  /** The beginning of a command that changes it. */
  public String postconf() {
    return isDefault ? "postconf" : "postconf -c " + quoted(folder);
  }
}
