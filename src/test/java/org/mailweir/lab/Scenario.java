package org.mailweir.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One folder of src/it: {@code run} with what happens, {@code NAME.eml} and {@code NAME.expect}
 * with what is sent and what must become of it, and where needed {@code mailweir.toml} and {@code
 * main.cf} with settings that are added, and {@code peers} with the servers that Mailweir asks.
 */
record Scenario(Path folder) {

  static final Path ALL = Path.of("src/it");
  private static final Path FORWARDS = Path.of("src/test/resources/forward");

  static List<Scenario> all() {
    try (Stream<Path> folders = Files.list(ALL)) {
      return folders
          .filter(f -> f.getFileName().toString().startsWith("t-"))
          .sorted()
          .map(Scenario::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  /** What happens: one step a line, without comments. */
  List<String> steps() {
    return meaningfulLines("run");
  }

  /** The servers beside Postfix that it needs. */
  List<Peers.Wanted> peers() {
    return Files.exists(folder.resolve("peers"))
        ? meaningfulLines("peers").stream().map(Peers.Wanted::parse).toList()
        : List.of();
  }

  /** What must become of a message. */
  List<String> expectations(String name) {
    return meaningfulLines(name + ".expect");
  }

  /** The recipe of postfix-examples. */
  Recipe recipe() {
    return Recipe.load(
        steps().stream()
            .filter(s -> s.startsWith("recipe "))
            .map(s -> s.substring("recipe ".length()).strip())
            .findFirst()
            .orElse("sandwich-lmtp"));
  }

  /** What the recipe tells Mailweir, and what this scenario adds. */
  String mailweirSettings() {
    Path file = folder.resolve("mailweir.toml");
    return recipe().mailweir() + (Files.exists(file) ? read(file) : "");
  }

  /** Parameters of main.cf that differ from the recipe. */
  Map<String, String> postfixSettings() {
    Map<String, String> settings = new TreeMap<>();
    if (Files.exists(folder.resolve("main.cf"))) {
      for (String line : meaningfulLines("main.cf")) {
        String[] both = line.split("=", 2);
        settings.put(both[0].strip(), both[1].strip());
      }
    }
    return settings;
  }

  /**
   * A message of the folder as it goes over the wire, or one of the samples of forwarded mail;
   * generated ones have no file.
   */
  byte[] message(String name) {
    try {
      for (Path where : List.of(folder, FORWARDS, FORWARDS.resolve("original"))) {
        Path file = where.resolve(name + ".eml");
        if (Files.exists(file)) {
          return Octets.canonical(Files.readAllBytes(file));
        }
      }
      return GeneratedMessages.of(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> meaningfulLines(String file) {
    return read(folder.resolve(file))
        .lines()
        .filter(l -> !l.isBlank() && !l.startsWith("#"))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
