package org.mailweir.allowed;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mailweir.decide.Allowances;
import org.mailweir.decide.Sent;
import org.mailweir.safeio.AtomicFile;
import org.mailweir.safeio.FileLocks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What recipients have allowed, in a file of JSON lines, {@code allowed.jsonl}. Every process sees
 * a change by another within a second. Thread-safe.
 */
public final class AllowedSenders implements Allowances {

  private static final Logger LOG = LoggerFactory.getLogger(AllowedSenders.class);
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final int MOST = 100_000;
  private static final long LOOK_EVERY_NANOS = 1_000_000_000L;

  private final Path file;
  private final FileLocks locks;
  private final LongSupplier clock;
  private volatile Read read = Read.NOTHING;

  /**
   * Opens the list; the file is made by the first entry.
   *
   * @param stateFolder an absolute folder
   */
  public AllowedSenders(Path stateFolder) {
    this(stateFolder, System::nanoTime);
  }

  AllowedSenders(Path stateFolder, LongSupplier clock) {
    this.file = stateFolder.resolve("allowed.jsonl");
    this.locks = new FileLocks(stateFolder.resolve("allowed-locks"));
    this.clock = clock;
  }

  private record Line(int number, Allowance allowance) {}

  /** What the file said when it was last read, and how to see that it has changed. */
  private record Read(
      @Nullable Object key,
      long looked,
      Map<String, List<Line>> byRecipient,
      List<String> foreign) {
    static final Read NOTHING = new Read(null, Long.MIN_VALUE, Map.of(), List.of());
  }

  @Override
  public @Nullable Granted find(String recipient, Sent sent, boolean proved) {
    Map<String, List<Line>> known = current().byRecipient;
    if (known.isEmpty() || sent.from().isEmpty()) {
      return null;
    }
    for (String key : List.of(recipient, withoutExtension(recipient))) {
      for (Line line : known.getOrDefault(key, List.of())) {
        if (line.allowance.fits(sent, proved)) {
          return new Granted(line.allowance.words(), file + ":" + line.number);
        }
      }
    }
    return null;
  }

  private static String withoutExtension(String address) {
    int plus = address.indexOf('+');
    int at = address.lastIndexOf('@');
    return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
  }

  /** All entries, in the order in which they were made. */
  public List<Allowance> all() throws IOException {
    return load(clock.getAsLong()).byRecipient.values().stream()
        .flatMap(List::stream)
        .sorted(java.util.Comparator.comparingInt(Line::number))
        .map(Line::allowance)
        .toList();
  }

  /**
   * Adds an entry, durable on return.
   *
   * @return false when there was one like it
   * @throws IOException when the list cannot be written, or is full
   */
  public boolean add(Allowance allowance) throws IOException {
    return change(
        lines -> {
          if (lines.stream().anyMatch(l -> l.isLike(allowance))) {
            return false;
          }
          if (lines.size() >= MOST) {
            throw new IOException(file + " has " + MOST + " entries, no more are taken");
          }
          return lines.add(allowance);
        });
  }

  /** Removes entries, durable on return; gives whether there were any. */
  public boolean remove(Predicate<Allowance> which) throws IOException {
    return change(lines -> lines.removeIf(which));
  }

  private interface Change {
    boolean on(List<Allowance> lines) throws IOException;
  }

  private boolean change(Change change) throws IOException {
    try (FileLocks.Held held = locks.lock("allowed")) {
      List<Allowance> lines = new ArrayList<>(all());
      List<String> foreign = read.foreign;
      if (!change.on(lines)) {
        return false;
      }
      StringBuilder text = new StringBuilder();
      foreign.forEach(line -> text.append(line).append('\n'));
      lines.forEach(line -> text.append(GSON.toJson(line)).append('\n'));
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(file, out -> out.write(bytes));
      read = Read.NOTHING;
      return true;
    }
  }

  /** What cannot be read allows nobody new; what was known stays in force. */
  private Read current() {
    Read known = read;
    long now = clock.getAsLong();
    if (known.looked != Long.MIN_VALUE && now - known.looked < LOOK_EVERY_NANOS) {
      return known;
    }
    try {
      return load(now);
    } catch (IOException e) {
      LOG.error("{} cannot be read, what was known of it stays in force: {}", file, e.toString());
      read = new Read(known.key, now, known.byRecipient, known.foreign);
      return read;
    }
  }

  private synchronized Read load(long now) throws IOException {
    Object key = key();
    Read known = read;
    if (known.looked == Long.MIN_VALUE || !Objects.equals(key, known.key)) {
      known = parse(key, now);
    }
    read = new Read(key, now, known.byRecipient, known.foreign);
    return read;
  }

  private @Nullable Object key() throws IOException {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      return List.of(changed, Files.size(file), Files.getAttribute(file, "unix:ino"));
    } catch (NoSuchFileException none) {
      return null;
    }
  }

  private Read parse(@Nullable Object key, long now) throws IOException {
    List<Line> lines = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    int number = 0;
    for (String text : key == null ? List.<String>of() : Files.readAllLines(file)) {
      number++;
      Allowance allowance = allowance(text);
      if (allowance != null) {
        lines.add(new Line(number, allowance));
      } else if (!text.isBlank()) {
        foreign.add(text);
        LOG.warn("{}:{} is no entry of this list, it is kept and left alone", file, number);
      }
    }
    return new Read(
        key,
        now,
        lines.stream().collect(Collectors.groupingBy(l -> l.allowance.recipient())),
        foreign);
  }

  private static @Nullable Allowance allowance(String text) {
    try {
      return GSON.fromJson(text, Allowance.class);
    } catch (RuntimeException e) { // Gson's own, and what the record's constructor throws.
      return null;
    }
  }
}
