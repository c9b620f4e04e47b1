package org.mailweir.web.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far back figures go, and how much time one bar stands for. */
public enum Range {
  DAY("24 hours", Duration.ofHours(24), Duration.ofHours(1), "HH:mm"),
  WEEK("7 days", Duration.ofDays(7), Duration.ofHours(6), "EEE d MMM HH:mm"),
  MONTH("30 days", Duration.ofDays(30), Duration.ofDays(1), "d MMM");

  private final String title;
  private final Duration length;
  private final Duration step;
  private final DateTimeFormatter format;

  Range(String title, Duration length, Duration step, String pattern) {
    this.title = title;
    this.length = length;
    this.step = step;
    this.format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** By its name in an address; a day when there is no such name. */
  static Range of(String word) {
    for (Range range : values()) {
      if (range.word().equals(word)) {
        return range;
      }
    }
    return DAY;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String title() {
    return title;
  }

  /** The beginnings of all steps until now, the last one included. */
  List<Instant> steps(Instant now, ZoneId zone) {
    Instant last = beginning(now, zone);
    List<Instant> steps = new ArrayList<>();
    for (Instant at = last.minus(length).plus(step); !at.isAfter(last); at = at.plus(step)) {
      steps.add(at);
    }
    return steps;
  }

  /** When the step began in which a time lies; steps of a day begin at midnight of the zone. */
  private Instant beginning(Instant time, ZoneId zone) {
    long offset = zone.getRules().getOffset(time).getTotalSeconds();
    long local = time.getEpochSecond() + offset;
    return Instant.ofEpochSecond(local - Math.floorMod(local, step.toSeconds()) - offset);
  }

  /** Which of the steps a time lies in; -1 when it is older than all. */
  int index(List<Instant> steps, Instant time) {
    long seconds = Duration.between(steps.getFirst(), time).toSeconds();
    return seconds < 0 ? -1 : (int) Math.min(steps.size() - 1, seconds / step.toSeconds());
  }

  String label(Instant time, ZoneId zone) {
    return format.format(time.atZone(zone));
  }

  /** Shorter, for the axis. */
  String axisLabel(Instant time, ZoneId zone) {
    DateTimeFormatter axis =
        this == DAY ? format : DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    return axis.format(time.atZone(zone));
  }
}
