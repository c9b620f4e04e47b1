package org.mailweir.digest;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailweir.safeio.AtomicFile;

/**
 * Up to which moment everybody has been told, in {@code digest.json}; a few may be behind, whom the
 * last mail did not reach.
 *
 * @param all up to when everybody else has been told; null before the first time
 * @param behind others, by canonical address
 */
record LastTime(@Nullable Instant all, Map<String, Instant> behind) implements Gathering.Since {

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  LastTime {
    behind = Map.copyOf(behind);
  }

  /** As it lies on disk. */
  private record Stored(@Nullable String all, Map<String, String> behind) {}

  static LastTime read(Path file) throws IOException {
    try {
      Stored stored = GSON.fromJson(Files.readString(file), Stored.class);
      Map<String, Instant> behind = new HashMap<>();
      stored.behind.forEach((address, at) -> behind.put(address, Instant.parse(at)));
      return new LastTime(stored.all == null ? null : Instant.parse(stored.all), behind);
    } catch (NoSuchFileException none) {
      return new LastTime(null, Map.of());
    } catch (RuntimeException e) {
      throw new IOException(file + " is damaged; remove it: " + e.getMessage(), e);
    }
  }

  void write(Path file) throws IOException {
    Map<String, String> late = new HashMap<>();
    behind.forEach((address, at) -> late.put(address, at.toString()));
    String json = GSON.toJson(new Stored(all == null ? null : all.toString(), late));
    AtomicFile.write(file, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Instant of(String recipient) {
    return behind.getOrDefault(recipient, Optional.ofNullable(all).orElse(Instant.MAX));
  }

  Instant oldest() {
    Instant first = Optional.ofNullable(all).orElse(Instant.MAX);
    return behind.values().stream().min(Instant::compareTo).filter(first::isAfter).orElse(first);
  }
}
