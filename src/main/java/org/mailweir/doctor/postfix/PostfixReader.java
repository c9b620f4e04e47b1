package org.mailweir.doctor.postfix;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a configuration through postconf(1), all questions at once, since it may be slow. */
public final class PostfixReader {

  private static final int COLUMNS = 8;
  private static final Pattern COMPLAINT = Pattern.compile("\\S*postconf: warning: (.*)");

  private PostfixReader() {}

  /**
   * Reads it.
   *
   * @param folder of main.cf, for people and for commands
   * @param isDefault whether postconf takes that folder by itself
   * @throws IOException when postconf cannot tell, with the reason
   */
  public static PostfixConfig read(Postconf postconf, String folder, boolean isDefault)
      throws IOException {
    CompletableFuture<Postconf.Answer> all = ask(postconf);
    CompletableFuture<Postconf.Answer> expanded = ask(postconf, "-x");
    CompletableFuture<Postconf.Answer> explicit = ask(postconf, "-n");
    CompletableFuture<Postconf.Answer> master = ask(postconf, "-M");
    CompletableFuture<Postconf.Answer> overrides = ask(postconf, "-P");
    Postconf.Answer complete = join(all);
    Map<String, String> parameters = assignments(complete.output());
    return new PostfixConfig(
        folder.isEmpty() ? parameters.getOrDefault("config_directory", "/etc/postfix") : folder,
        isDefault,
        parameters,
        assignments(join(expanded).output()),
        assignments(join(explicit).output()).keySet(),
        services(join(master).output(), join(overrides).output()),
        warnings(List.of(complete, join(explicit), join(master), join(overrides))));
  }

  private static CompletableFuture<Postconf.Answer> ask(Postconf postconf, String... arguments) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return postconf.run(arguments);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        task -> Thread.ofVirtual().name("postconf").start(task));
  }

  private static Postconf.Answer join(CompletableFuture<Postconf.Answer> answer)
      throws IOException {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e);
    }
  }

  private static Map<String, String> assignments(List<String> lines) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    return values;
  }

  private static List<Service> services(List<String> master, List<String> overrides) {
    Map<String, Map<String, String>> byService = byService(assignments(overrides));
    List<Service> services = new ArrayList<>();
    for (String line : master) {
      String[] columns = line.strip().split("\\s+", COLUMNS + 1);
      if (columns.length >= COLUMNS) {
        String id = columns[0] + "/" + columns[1];
        services.add(
            new Service(
                columns[0],
                columns[1],
                columns[6],
                columns[7].substring(columns[7].lastIndexOf('/') + 1),
                byService.getOrDefault(id, Map.of())));
      }
    }
    return services;
  }

  /** {@code name/type/parameter}. */
  private static Map<String, Map<String, String>> byService(Map<String, String> overrides) {
    Map<String, Map<String, String>> byService = new HashMap<>();
    overrides.forEach(
        (key, value) -> {
          int slash = key.lastIndexOf('/');
          if (slash > 0) {
            byService
                .computeIfAbsent(key.substring(0, slash), k -> new HashMap<>())
                .put(key.substring(slash + 1), value);
          }
        });
    return byService;
  }

  private static List<String> warnings(List<Postconf.Answer> answers) {
    Set<String> warnings = new LinkedHashSet<>();
    for (Postconf.Answer answer : answers) {
      answer.complaints().stream()
          .map(COMPLAINT::matcher)
          .filter(Matcher::matches)
          .forEach(m -> warnings.add(m.group(1)));
    }
    return List.copyOf(warnings);
  }
}
