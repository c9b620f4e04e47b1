package org.mailweir.learn.recent;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.mailweir.check.bayes.FeatureReader;
import org.mailweir.learn.forward.Hints;
import org.mailweir.learn.forward.SaidDate;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.ParsedMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers what was scored lately, so that a message which is forwarded inline can be learned as
 * it came in.
 *
 * <p>Mail never waits for it: a thread of its own writes, and when that is behind, or the disk is
 * full, messages are not remembered. A lookup answers only when there is no doubt which message is
 * meant. Thread-safe.
 */
public final class RecentMessages implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RecentMessages.class);
  private static final int QUEUE = 200;
  private static final int CANDIDATES = 50;

  private final RecentSettings settings;
  private final Metrics metrics;
  private final RecentFiles files;
  private final FeatureReader reader = new FeatureReader();
  private final BlockingQueue<Recent> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread writer;
  private volatile boolean open = true;
  private volatile boolean failing;

  private RecentMessages(RecentSettings settings, Metrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
    this.files = new RecentFiles(settings);
    this.writer = Thread.ofPlatform().name("recent").daemon().unstarted(this::write);
  }

  /**
   * Begins; what is there from an earlier run is read in the background. Never fails.
   *
   * @param settings with an absolute folder
   */
  public static RecentMessages open(RecentSettings settings, Metrics metrics) {
    RecentMessages recent = new RecentMessages(settings, metrics);
    if (!settings.keepFor().isZero()) {
      recent.writer.start();
    }
    return recent;
  }

  /**
   * Remembers a message; takes some tenths of a millisecond, and waits for nothing.
   *
   * @return its digest; empty when it is not remembered
   */
  public String remember(ParsedMessage message) {
    if (settings.keepFor().isZero() || !open) {
      return "";
    }
    Recent recent = Recent.of(message, reader.read(message), Instant.now());
    if (!queue.offer(recent)) {
      metrics.count("recent_dropped_total");
      return "";
    }
    return recent.digest();
  }

  /** The message with that digest, if it is still remembered. */
  public Optional<Recent> find(String digest) {
    return files.withDigest(digest);
  }

  private void write() {
    try {
      files.load();
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
    while (open || !queue.isEmpty()) {
      try {
        Recent next = queue.poll(200, TimeUnit.MILLISECONDS);
        if (next != null) {
          files.add(next);
          failing = false;
        }
      } catch (InterruptedException e) {
        return;
      } catch (IOException | RuntimeException e) {
        failed(e);
      }
    }
  }

  /** One line for a disk that stays full, not one for each message. */
  private void failed(Exception e) {
    metrics.count("recent_errors_total");
    if (!failing) {
      LOG.warn(
          "{} cannot be used, recent messages are not remembered: {}",
          settings.dir(),
          e.toString());
    }
    failing = true;
  }

  /**
   * The one message that was quoted: by Message-ID and Subject, else by author and Subject. Empty
   * when there is none, or several that differ.
   */
  public Optional<Recent> find(Hints hints) {
    for (String id : hints.messageIds()) {
      List<Recent> same =
          files.withId(id, CANDIDATES).stream()
              .filter(r -> hints.subject().isEmpty() || r.hasSubject(hints.subject()))
              .toList();
      Optional<Recent> one = only(same, hints);
      if (one.isPresent()) {
        return one;
      }
    }
    if (hints.from().isEmpty() || hints.subject().isEmpty()) {
      return Optional.empty();
    }
    List<Recent> alike = files.withSight(hints.from(), hints.subject(), CANDIDATES);
    return only(alike.stream().filter(r -> isOfDate(r, hints)).toList(), hints);
  }

  /** A spammer may use the Message-ID of a good message: two that differ are none. */
  private static Optional<Recent> only(List<Recent> found, Hints hints) {
    List<Recent> distinct = distinct(found);
    if (distinct.size() > 1) {
      distinct =
          distinct.stream().filter(r -> r.isFrom(hints.from()) && isOfDate(r, hints)).toList();
    }
    return distinct.size() == 1 ? Optional.of(distinct.getFirst()) : Optional.empty();
  }

  private static List<Recent> distinct(List<Recent> found) {
    Map<String, Recent> byDigest = new LinkedHashMap<>();
    found.forEach(r -> byDigest.putIfAbsent(r.digest(), r));
    return new ArrayList<>(byDigest.values());
  }

  private static boolean isOfDate(Recent recent, Hints hints) {
    SaidDate said = hints.date();
    Instant date = recent.date();
    return said == null || date == null || said.matches(date);
  }

  /** How many messages can be found. */
  public int size() {
    return files.size();
  }

  /** Writes what is waiting. */
  @Override
  public void close() {
    open = false;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
