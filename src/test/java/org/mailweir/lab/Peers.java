package org.mailweir.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The peers of a scenario, running. Its file {@code peers} names them: {@code NAME KIND [FILE]} a
 * line; {@code @NAME@} in its mailweir.toml is where that peer is.
 */
final class Peers {

  private static final Map<String, Kind> KINDS =
      Map.of(
          "clamd",
          new RealClamd(),
          "spamd",
          new RealSpamd(),
          "rbldnsd",
          RblDnsd.KIND,
          "nsd",
          Nsd.KIND);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Peer> byName = new LinkedHashMap<>();

  /**
   * A line of the file.
   *
   * @param kind which server it is
   * @param argument what the server is to serve, a file of the scenario's folder; may be empty
   */
  record Wanted(String name, Kind kind, String argument) {
    static Wanted parse(String line) {
      String[] words = line.strip().split("\\s+", 3);
      return new Wanted(words[0], Kind.of(words[1]), words.length > 2 ? words[2] : "");
    }
  }

  /** Starts all of them; they end with the workshop. */
  static Peers start(Scenario scenario, Workshop workshop) {
    Peers peers = new Peers();
    for (Wanted wanted : scenario.peers()) {
      Peer peer = wanted.kind().start(workshop, scenario.folder(), wanted.argument());
      peers.byName.put(wanted.name(), workshop.own(peer));
    }
    return peers;
  }

  /** Skips the test, or fails it on the build server, when a server is not installed. */
  static void require(List<Wanted> all) {
    all.forEach(wanted -> RealPart.require(wanted.kind().command(), wanted.kind().debianPackage()));
  }

  /** The settings with the addresses filled in. */
  String filledIn(String settings) {
    String filled = settings;
    for (var entry : byName.entrySet()) {
      filled = filled.replace("@" + entry.getKey() + "@", entry.getValue().address());
    }
    return filled;
  }

  /** Plays the steps {@code peer NAME MANNER} and {@code peer NAME said WORDS}, in its log. */
  void play(String words) {
    String[] both = words.split("\\s+", 2);
    Peer peer = byName.get(both[0]);
    if (peer == null) {
      throw new IllegalArgumentException("no such peer: " + both[0]);
    }
    if (both[1].startsWith("said ")) {
      String said = both[1].substring("said ".length());
      Waiting.need(words + ", but:\n" + peer.log(), PATIENCE, () -> peer.log().contains(said));
    } else {
      peer.behave(both[1]);
    }
  }

  /** A kind of server. */
  interface Kind {

    /** The program that must be there. */
    String command();

    /** The package that brings it. */
    String debianPackage();

    /** Starts one, and waits until it answers. */
    Peer start(Workshop workshop, Path scenario, String argument);

    static Kind of(String word) {
      Kind kind = KINDS.get(word);
      if (kind == null) {
        throw new IllegalArgumentException("no such kind of peer: " + word);
      }
      return kind;
    }
  }
}
