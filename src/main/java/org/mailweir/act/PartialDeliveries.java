package org.mailweir.act;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Recipient;
import org.mailweir.safeio.AtomicFile;

/**
 * Remembers, on disk, which recipients of a message are done although the client was told to try
 * again, so that the next attempt does only the others.
 *
 * <p>One line for each recipient in an append-only file: time, key of message and recipient. A line
 * that a crash cut short is skipped. Entries live for six days, one longer than Postfix keeps a
 * message by default.
 */
public final class PartialDeliveries {

  private static final Pattern LINE = Pattern.compile("(\\d{1,15}) ([0-9a-f]{64})");
  private static final Duration LIFE = Duration.ofDays(6);
  private static final int MAX_ENTRIES = 200_000;
  private static final int COMPACT_AFTER = 100_000;

  private final Path file;
  private final Map<String, Long> done = new LinkedHashMap<>();
  private int appended;

  /**
   * Reads the file, drops what is old, and writes it anew.
   *
   * @throws IOException when the folder cannot be read or written
   */
  public PartialDeliveries(Path stateFolder) throws IOException {
    this.file = stateFolder.resolve("partial-deliveries");
    AtomicFile.createFolders(stateFolder);
    load();
    compact();
  }

  private void load() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher m = LINE.matcher(line);
        if (m.matches()) {
          put(m.group(2), Long.parseLong(m.group(1)));
        }
      }
    }
  }

  private void put(String key, long time) {
    if (done.size() >= MAX_ENTRIES) {
      done.remove(done.keySet().iterator().next());
    }
    done.put(key, time);
  }

  /** Drops what is old and writes the rest in place of the file. */
  private void compact() throws IOException {
    long oldest = System.currentTimeMillis() - LIFE.toMillis();
    done.values().removeIf(time -> time < oldest);
    AtomicFile.write(
        file,
        out -> {
          for (Map.Entry<String, Long> entry : done.entrySet()) {
            out.write(line(entry.getKey(), entry.getValue()).getBytes(StandardCharsets.US_ASCII));
          }
        });
    appended = 0;
  }

  /** Begins with a line end: a line that a full disk has cut short must not spoil the next one. */
  private static String line(String key, long time) {
    return "\n" + time + " " + key + "\n";
  }

  /** Whether an earlier attempt of that message has served that recipient. */
  synchronized boolean isDone(Order order, Recipient recipient) {
    if (done.isEmpty()) {
      return false;
    }
    Long since = done.get(key(order, recipient));
    return since != null && since >= System.currentTimeMillis() - LIFE.toMillis();
  }

  /**
   * Remembers recipients; they are on disk when this returns.
   *
   * @throws IOException when they are not; a later attempt may then serve them twice
   */
  synchronized void remember(Order order, List<Recipient> recipients) throws IOException {
    long now = System.currentTimeMillis();
    StringBuilder lines = new StringBuilder();
    for (Recipient recipient : recipients) {
      String key = key(order, recipient);
      put(key, now);
      lines.append(line(key, now));
    }
    append(lines.toString());
    appended += recipients.size();
    if (appended > COMPACT_AFTER) {
      compact();
    }
  }

  private void append(String lines) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      ByteBuffer bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
  }

  private static String key(Order order, Recipient recipient) {
    MailAddress address = recipient.address();
    String all = order.client().ident() + "\n" + order.message().sha256() + "\n" + address.text();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
