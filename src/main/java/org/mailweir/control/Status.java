package org.mailweir.control;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the daemon is doing, on one screen; this is also its JSON form. Times are ISO 8601 in UTC.
 *
 * @param reasons why mail does not flow as it should, in one sentence each; empty when it does
 * @param ports where mail comes in, and from where it goes on
 * @param unavailable who had no answer the last time
 * @param servers who can be asked by the checks
 * @param reload the last time that the configuration was read again; null when it never was
 */
public record Status(
    String version,
    long pid,
    String started,
    long uptimeSeconds,
    List<String> reasons,
    Ports ports,
    Traffic traffic,
    Load load,
    List<Silent> unavailable,
    List<Server> servers,
    Stored stored,
    @Nullable Reload reload) {

  /**
   * Where mail comes in, and where it goes.
   *
   * @param listen host and port of each listener
   * @param reinject the port behind us
   */
  public record Ports(List<String> listen, String reinject) {}

  /**
   * Messages by what has become of them: teach, pass, tag, hold, defer, refuse; one that was split
   * counts by the worst.
   *
   * @param today since midnight of the daemon's time zone, or since its start if that was later
   * @param total since its start
   * @param perMinute of the last five minutes
   * @param message what a message took from the end of DATA to our reply, in those minutes
   * @param analysis what the analysis alone took, in those minutes
   */
  public record Traffic(
      Map<String, Long> today,
      Map<String, Long> total,
      double perMinute,
      Times message,
      Times analysis) {}

  /** Seconds, guessed from a histogram; 0 when nothing was measured. */
  public record Times(double p50, double p99) {}

  /**
   * What is in use.
   *
   * @param inFlight messages whose DATA was said
   * @param waiting those of them that have no place yet
   * @param places how many there can be
   * @param workersBusy analyses that run
   * @param workersWaiting analyses that wait for a processor
   * @param reinjectInUse transactions with 10025
   */
  public record Load(
      int inFlight,
      int waiting,
      int places,
      int workers,
      int workersBusy,
      int workersWaiting,
      int reinjectInUse,
      int reinjectConnections) {}

  /** A check or a port that had no answer, since when in a row and how often. */
  public record Silent(String name, String since, String reason, long messages) {}

  /**
   * A server or a list that checks ask.
   *
   * @param kind {@code dns}, {@code dnsbl}, {@code spamd}, {@code virus}
   * @param resting left alone for a while because it failed
   */
  public record Server(String kind, String name, boolean resting) {}

  /**
   * What is kept; looked at now and then, not at each question.
   *
   * @param asOf when that was
   * @param held messages in the quarantine; -1 when that is not known
   * @param spam lessons of spam; -1 when the classifier's log cannot be read
   * @param ham lessons of ham
   * @param disputed lessons that wait for an administrator
   * @param freeBytes what is left on the disk of the state folder; -1 when that is not known
   */
  public record Stored(
      String asOf, long held, long spam, long ham, long disputed, long freeBytes) {}

  /**
   * The configuration was read again.
   *
   * @param good whether it is in force
   * @param problems why not
   */
  public record Reload(String when, boolean good, List<String> problems) {}

  /** Whether mail flows. */
  public boolean isHealthy() {
    return reasons.isEmpty();
  }
}
