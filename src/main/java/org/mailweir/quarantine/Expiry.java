package org.mailweir.quarantine;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.mailweir.check.Finding;
import org.mailweir.mail.TransactionId;

/** Removes held mail that has been kept long enough, oldest first. */
public final class Expiry {

  private final QuarantineFolder quarantine;
  private final QuarantineSettings settings;
  private final Map<String, Duration> sooner;

  public Expiry(QuarantineFolder quarantine, QuarantineSettings settings) {
    this.quarantine = quarantine;
    this.settings = settings;
    this.sooner = settings.sooner();
  }

  /** What of a record matters here. */
  private record Kept(TransactionId id, long size, Duration keep) {
    boolean isOver(Instant now) {
      return !keep.isZero()
          && Instant.ofEpochMilli(id.epochMillis()).plus(keep).compareTo(now) <= 0;
    }
  }

  /** The ids of mail whose time is over at that moment, or for which there is no room. */
  public List<TransactionId> due(Instant now) throws IOException {
    List<Kept> all = new ArrayList<>();
    quarantine.list(
        message -> {
          all.add(new Kept(new TransactionId(message.id()), message.size(), keep(message)));
          return false;
        },
        Integer.MAX_VALUE);
    all.sort(Comparator.comparing(k -> k.id().text()));
    List<Kept> due = new ArrayList<>(all.stream().filter(k -> k.isOver(now)).toList());
    all.removeAll(due);
    long surplus = surplus(all);
    for (Kept kept : all) {
      if (surplus > 0) {
        due.add(kept);
        surplus -= kept.size();
      }
    }
    return due.stream().map(Kept::id).toList();
  }

  /** How many bytes are too many. */
  private long surplus(List<Kept> all) {
    long most = settings.keepBytes().bytes();
    return most == 0 ? 0 : all.stream().mapToLong(Kept::size).sum() - most;
  }

  private Duration keep(HeldMessage message) {
    Duration keep = settings.keep();
    for (Finding finding : message.findings()) {
      Duration other = sooner.get(finding.name());
      if (other != null && (keep.isZero() || other.compareTo(keep) < 0)) {
        keep = other;
      }
    }
    return keep;
  }

  /**
   * Removes what is due.
   *
   * @param removed is told of each
   * @return how many were removed
   * @throws IOException when one could not be removed; the others have been tried all the same
   */
  public int run(Instant now, Consumer<TransactionId> removed) throws IOException {
    int count = 0;
    IOException trouble = null;
    for (TransactionId id : due(now)) {
      try {
        quarantine.remove(id);
        removed.accept(id);
        count++;
      } catch (IOException e) {
        trouble = Objects.requireNonNullElse(trouble, e);
      }
    }
    if (trouble != null) {
      throw trouble;
    }
    return count;
  }
}
