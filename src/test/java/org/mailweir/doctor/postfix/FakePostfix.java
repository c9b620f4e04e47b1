package org.mailweir.doctor.postfix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plays postconf(1) for a main.cf and a master.cf: parameters on one line each, services on one
 * line, their options on lines of their own below. Defaults are those of Postfix 3.7.11.
 */
public final class FakePostfix implements Postconf {

  private final Map<String, String> main = new LinkedHashMap<>();
  private final List<String> master = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private final Set<String> unknown = new HashSet<>();

  public FakePostfix(String mainCf, String masterCf) {
    add(mainCf, masterCf);
  }

  /** Adds lines; parameters and options that are there already get the new value. */
  public FakePostfix add(String mainCf, String masterCf) {
    mainCf.lines().forEach(l -> put(l, main));
    String service = "";
    for (String line : masterCf.lines().filter(l -> !isComment(l)).toList()) {
      if (line.startsWith(" ")) {
        put(service + "/" + line.strip().substring("-o ".length()), options);
      } else {
        String[] words = line.split("\\s+");
        service = words[0] + "/" + words[1];
        String id = service;
        master.removeIf(m -> m.startsWith(id.replace("/", " ") + " "));
        master.add(String.join(" ", words));
      }
    }
    return this;
  }

  /** Takes a parameter, or an option such as {@code smtp/inet/x}, away. */
  public FakePostfix without(String name) {
    main.remove(name);
    options.remove(name);
    return this;
  }

  /** As a version that does not have the parameter. */
  public FakePostfix ignorantOf(String parameter) {
    unknown.add(parameter);
    return this;
  }

  public FakePostfix complaining(String warning) {
    complaints.add("/usr/sbin/postconf: warning: " + warning);
    return this;
  }

  private static boolean isComment(String line) {
    return line.isBlank() || line.startsWith("#");
  }

  private static void put(String line, Map<String, String> into) {
    if (!isComment(line)) {
      int equals = line.indexOf('=');
      into.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
  }

  @Override
  public Answer run(String... arguments) throws IOException {
    return new Answer(
        switch (String.join(" ", arguments)) {
          case "" -> lines(all());
          case "-x" -> lines(expanded());
          case "-n" -> lines(main);
          case "-M" -> master;
          case "-P" -> lines(options);
          default -> throw new IOException("postconf is not played with that");
        },
        complaints);
  }

  private Map<String, String> all() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    try (InputStream in = FakePostfix.class.getResourceAsStream("/doctor/defaults.txt")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(l -> put(l, all));
    }
    all.putAll(main);
    all.keySet().removeAll(unknown);
    return all;
  }

  /** As Postfix answers where nothing is under stress and the level is current. */
  private Map<String, String> expanded() throws IOException {
    Map<String, String> all = all();
    all.replaceAll((k, v) -> v.replaceAll("\\$\\{stress\\?\\{[^}]*}:\\{([^}]*)}}", "$1"));
    all.put("smtputf8_enable", "yes");
    all.putAll(main);
    return all;
  }

  private static List<String> lines(Map<String, String> values) {
    return values.entrySet().stream().map(e -> e.getKey() + " = " + e.getValue()).toList();
  }

  public PostfixConfig read() {
    try {
      return PostfixReader.read(this, "", true);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
