package org.mailweir.digest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.MailAddress;
import org.mailweir.metrics.Metrics;
import org.mailweir.reinject.OwnMail;
import org.mailweir.reinject.Reinjector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends digests when it is time, and again to whom they did not reach.
 *
 * <p>Where a process was killed while it sent, some may come twice, and none is left out. The first
 * time is remembered only: nobody is told of what was held before digests were turned on.
 */
public final class DigestRun {

  private static final Logger LOG = LoggerFactory.getLogger(DigestRun.class);
  private static final int ENOUGH = 3;
  private static final int SAVE_EVERY = 50;

  /** A message says when it is held a moment before its record can be read. */
  private static final Duration SETTLED = Duration.ofMinutes(5);

  private static final Duration RETRY = Duration.ofMinutes(10);
  private static final Duration OLDEST = Duration.ofDays(14);

  private final DigestSettings settings;
  private final Gathering gathering;
  private final Letters letters;
  private final Reinjector reinjector;
  private final Path file;
  private final Metrics metrics;
  private Instant retry = Instant.MIN;
  private @Nullable LastTime unsaved;

  /**
   * @param stateFolder where the file lies that remembers the last time
   */
  public DigestRun(
      DigestSettings settings,
      Gathering gathering,
      Letters letters,
      Reinjector reinjector,
      Path stateFolder,
      Metrics metrics) {
    this.settings = settings;
    this.gathering = gathering;
    this.letters = letters;
    this.reinjector = reinjector;
    this.file = stateFolder.resolve("digest.json");
    this.metrics = metrics;
  }

  /**
   * Does what is due.
   *
   * @return how many digests were sent
   * @throws IOException when nothing could be found out; all is tried again the next time
   */
  public int run(Instant now, ZoneId zone) throws IOException, InterruptedException {
    if (unsaved != null) {
      unsaved.write(file); // while that cannot be written, nobody is told anything
      unsaved = null;
    }
    LastTime last = LastTime.read(file);
    if (last.all() == null) {
      new LastTime(now.minus(SETTLED), Map.of()).write(file);
      return 0;
    }
    Instant due = latestDue(settings.times(), now, zone);
    boolean isTime = last.all().plus(SETTLED).isBefore(due);
    boolean isRetry = !last.behind().isEmpty() && !now.isBefore(retry);
    if (!isTime && !isRetry) {
      return 0;
    }
    retry = now.plus(RETRY);
    Instant until = isTime ? now.minus(SETTLED) : last.all();
    Instant oldest = last.oldest();
    Instant floor = now.minus(OLDEST);
    List<Digest> digests =
        gathering.gather(oldest.isBefore(floor) ? floor : oldest, last, until, null, expires(now));
    return send(digests, last, until, now);
  }

  private Instant expires(Instant now) {
    return now.plus(settings.linkLife());
  }

  /** The last of the times of the day that has passed. */
  static Instant latestDue(List<LocalTime> times, Instant now, ZoneId zone) {
    ZonedDateTime here = now.atZone(zone);
    for (int day = 0; day <= 1; day++) {
      for (LocalTime time : times.reversed()) {
        Instant at = here.toLocalDate().minusDays(day).atTime(time).atZone(zone).toInstant();
        if (!at.isAfter(now)) {
          return at;
        }
      }
    }
    return Instant.MIN; // only where a clock was put forward over the one time there is
  }

  /**
   * Remembers before the first mail that all of these are still to be told, and then, after each
   * few, who has been: whatever breaks, nobody is left out, and only a few are told twice.
   */
  private int send(List<Digest> digests, LastTime last, Instant until, Instant now)
      throws IOException, InterruptedException {
    Map<String, Instant> behind = new HashMap<>();
    digests.forEach(d -> behind.put(d.recipient(), last.of(d.recipient())));
    new LastTime(until, behind).write(file);
    try {
      int sent = sendAll(digests, behind, until, now);
      if (!digests.isEmpty()) {
        LOG.info("{} digests sent, {} are tried again", sent, behind.size());
      }
      return sent;
    } finally {
      unsaved = new LastTime(until, behind);
      unsaved.write(file);
      unsaved = null;
    }
  }

  private int sendAll(List<Digest> digests, Map<String, Instant> behind, Instant until, Instant now)
      throws IOException, InterruptedException {
    int done = 0;
    int sent = 0;
    int shut = 0;
    for (Digest digest : digests) {
      OwnMail.Result result = send(digest, now);
      shut = result.end() == OwnMail.End.PORT_SHUT ? shut + 1 : 0;
      if (shut == ENOUGH) {
        LOG.warn("digests wait, 10025 takes nothing: {}", result.words());
        break;
      }
      sent += result.isSent() ? 1 : 0;
      if (result.isSent() || result.end() == OwnMail.End.REFUSED) {
        behind.remove(digest.recipient());
        if (++done % SAVE_EVERY == 0) {
          new LastTime(until, behind).write(file);
        }
      }
    }
    return sent;
  }

  /** Sends one digest; what cannot be written is trouble of this one alone. */
  public OwnMail.Result send(Digest digest, Instant now) throws InterruptedException {
    OwnMail.Result result;
    try {
      byte[] message = letters.write(digest, now, expires(now));
      result = OwnMail.send(reinjector, new MailAddress(digest.recipient()), message);
    } catch (IOException | RuntimeException e) {
      result = new OwnMail.Result(OwnMail.End.LATER, e.toString());
    }
    if (!result.isSent()) {
      LOG.warn("the digest for {} was not taken: {}", digest.recipient(), result.words());
    }
    metrics.count(
        switch (result.end()) {
          case SENT -> "digests_total";
          case REFUSED -> "digests_refused_total";
          case LATER, PORT_SHUT -> "digests_deferred_total";
        });
    return result;
  }

  /**
   * What one recipient would be told of a time, whether it was told before or not.
   *
   * @return empty when there is nothing
   */
  public Optional<Digest> preview(String recipient, Instant since, Instant now) throws IOException {
    return gathering
        .gather(since, r -> since, now, new MailAddress(recipient).canonical(), expires(now))
        .stream()
        .findFirst();
  }
}
