package org.mailweir.learn.recent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mailweir.safeio.AtomicFile;

/**
 * The records of recent messages in a row of files, of which the oldest goes when there are too
 * many bytes or its newest record is too old. An index of some 60 bytes a message is in memory, for
 * at most 200,000 of them.
 */
final class RecentFiles {

  private static final Pattern NAME = Pattern.compile("(\\d{1,9})\\.recent");
  private static final int FILES = 16;
  private static final int MOST_ENTRIES = 200_000;
  private static final int LOOKED_BACK = 500;
  private static final int CANDIDATES = 10;

  private final RecentSettings settings;
  private final TreeMap<Integer, RecentFile> files = new TreeMap<>();
  private final Deque<Entry> index = new ArrayDeque<>();

  /** Where a message stands, and what lookups compare first. */
  private record Entry(long id, long sight, long digest, int file, long offset, long seconds) {}

  RecentFiles(RecentSettings settings) {
    this.settings = settings;
  }

  /** Reads what is there from an earlier run. */
  synchronized void load() throws IOException {
    AtomicFile.createFolders(settings.dir());
    for (int number : numbers()) {
      RecentFile file = new RecentFile(path(number));
      files.put(number, file);
      file.load((offset, bytes) -> enter(Recent.decode(bytes), number, offset));
    }
  }

  private List<Integer> numbers() throws IOException {
    try (Stream<Path> list = Files.list(settings.dir())) {
      return list.map(p -> NAME.matcher(String.valueOf(p.getFileName())))
          .filter(Matcher::matches)
          .map(m -> Integer.parseInt(m.group(1)))
          .sorted()
          .toList();
    }
  }

  private Path path(int number) {
    return settings.dir().resolve(String.format(Locale.ROOT, "%08d.recent", number));
  }

  private void enter(Recent recent, int file, long offset) {
    if (index.size() >= MOST_ENTRIES) {
      index.removeFirst();
    }
    index.addLast(
        new Entry(
            Recent.idKey(recent.messageId()),
            Recent.sightKey(recent.from(), recent.subject()),
            Recent.idKey(recent.digest()),
            file,
            offset,
            recent.seen().getEpochSecond()));
  }

  /** Adds one, unless the same message has just come. */
  synchronized void add(Recent recent) throws IOException {
    if (hasJustCome(Recent.idKey(recent.digest()))) {
      return;
    }
    if (files.isEmpty() || files.lastEntry().getValue().length() > fileBytes()) {
      int number = files.isEmpty() ? 1 : files.lastKey() + 1;
      files.put(number, new RecentFile(path(number)));
    }
    int number = files.lastKey();
    enter(recent, number, files.lastEntry().getValue().append(recent.encode()));
    shrink(recent.seen());
  }

  /** Copies of a message come together; to look for one among all would cost too much. */
  private boolean hasJustCome(long digest) {
    var newest = index.descendingIterator();
    for (int i = 0; i < LOOKED_BACK && newest.hasNext(); i++) {
      if (newest.next().digest == digest) {
        return true;
      }
    }
    return false;
  }

  private long fileBytes() {
    return settings.keepBytes().bytes() / FILES;
  }

  /** Takes old entries out of the index, and removes files that are not needed any more. */
  private void shrink(Instant now) throws IOException {
    long oldest = now.minus(settings.keepFor()).getEpochSecond();
    while (!index.isEmpty() && index.getFirst().seconds < oldest) {
      index.removeFirst();
    }
    while (files.size() > 1
        && (bytes() > settings.keepBytes().bytes() || isUnused(files.firstKey()))) {
      int first = files.firstKey();
      files.firstEntry().getValue().delete();
      files.remove(first);
      while (!index.isEmpty() && index.getFirst().file == first) {
        index.removeFirst();
      }
    }
  }

  private long bytes() {
    return files.values().stream().mapToLong(RecentFile::length).sum();
  }

  private boolean isUnused(int file) {
    return index.isEmpty() || index.getFirst().file > file;
  }

  /** Messages by Message-ID, newest first. */
  List<Recent> withId(String messageId, int most) {
    long key = Recent.idKey(messageId);
    return read(e -> e.id == key, most).stream()
        .filter(r -> r.messageId().equals(messageId))
        .toList();
  }

  /** Messages by author and Subject, newest first. */
  List<Recent> withSight(String from, String subject, int most) {
    long key = Recent.sightKey(from, subject);
    return read(e -> e.sight == key, most).stream()
        .filter(r -> r.isFrom(from) && r.hasSubject(subject))
        .toList();
  }

  /** The message with that digest. */
  Optional<Recent> withDigest(String digest) {
    long key = Recent.idKey(digest);
    return read(e -> e.digest == key, CANDIDATES).stream()
        .filter(r -> r.digest().equals(digest))
        .findFirst();
  }

  /** A record that cannot be read is as good as none. */
  private synchronized List<Recent> read(Predicate<Entry> wanted, int most) {
    List<Recent> found = new ArrayList<>();
    var newest = index.descendingIterator();
    while (newest.hasNext() && found.size() < most) {
      Entry entry = newest.next();
      RecentFile file = files.get(entry.file);
      if (file != null && wanted.test(entry)) {
        try {
          found.add(Recent.decode(file.read(entry.offset)));
        } catch (IOException damaged) {
          continue;
        }
      }
    }
    return found;
  }

  synchronized int size() {
    return index.size();
  }
}
