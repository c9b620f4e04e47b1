package org.mailweir.store.embedded;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mailweir.safeio.AtomicFile;
import org.mailweir.store.Snapshot;
import org.mailweir.store.TrainingLog;

/**
 * Snapshots as files: {@code model-live-000000001234.snapshot}. Each says to which log it belongs,
 * and ends in a SHA-256 of all before it, so that a damaged one is told from a good one, and one
 * that outlived its log can still be put to use.
 */
final class SnapshotFolder {

  private static final String MAGIC = "mailweir snapshot 1";
  private static final String PREFIX = "model-";
  private static final String SUFFIX = ".snapshot";
  private static final int DIGEST = 32;

  private final Path folder;

  SnapshotFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * A file as its header describes it.
   *
   * @param log id of the log that it was made of
   */
  record Kept(Path file, String log, Snapshot snapshot) {}

  /** Writes one; it is durable when this returns. */
  void save(String log, Snapshot snapshot, TrainingLog.Content content) throws IOException {
    AtomicFile.write(file(snapshot), out -> write(out, log, snapshot, content));
  }

  private static void write(
      OutputStream out, String log, Snapshot snapshot, TrainingLog.Content content)
      throws IOException {
    DigestOutputStream digesting = new DigestOutputStream(out, sha256());
    DataOutputStream data = new DataOutputStream(digesting);
    data.writeUTF(MAGIC);
    data.writeUTF(log);
    data.writeUTF(snapshot.kind().name());
    data.writeLong(snapshot.event());
    content.writeTo(data);
    data.flush();
    digesting.on(false);
    out.write(digesting.getMessageDigest().digest());
  }

  private Path file(Snapshot snapshot) {
    String kind = snapshot.kind().name().toLowerCase(Locale.ROOT);
    return folder.resolve(
        PREFIX + kind + "-" + String.format(Locale.ROOT, "%012d", snapshot.event()) + SUFFIX);
  }

  /** All snapshots, of whatever log, newest first; what has no readable header is left out. */
  List<Kept> all() throws IOException {
    List<Path> files;
    try (Stream<Path> list = Files.list(folder)) {
      files = list.filter(SnapshotFolder::isSnapshot).toList();
    }
    List<Kept> all = new ArrayList<>();
    for (Path file : files) {
      try (DataInputStream in = data(file)) {
        all.add(header(file, in));
      } catch (IOException | IllegalArgumentException damaged) {
        continue; // It cannot be of use, and one that is missing is no reason to fail.
      }
    }
    all.sort(Comparator.comparingLong((Kept k) -> k.snapshot().event()).reversed());
    return all;
  }

  private static boolean isSnapshot(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
  }

  /** Those of one log and kind, newest first. */
  List<Snapshot> of(String log, Snapshot.Kind kind) throws IOException {
    return all().stream()
        .filter(k -> k.log().equals(log) && k.snapshot().kind() == kind)
        .map(Kept::snapshot)
        .toList();
  }

  InputStream open(Snapshot snapshot) throws IOException {
    return open(file(snapshot));
  }

  /** The content, after the whole file was checked. */
  static InputStream open(Path file) throws IOException {
    long end = verifiedEnd(file);
    DataInputStream in = data(file);
    try {
      CountedInput counted = new CountedInput(in, end);
      header(file, new DataInputStream(counted));
      return counted;
    } catch (IOException | IllegalArgumentException e) {
      in.close();
      throw new IOException(file + " is damaged", e);
    }
  }

  private static long verifiedEnd(Path file) throws IOException {
    long end = Files.size(file) - DIGEST;
    if (end < 0) {
      throw new IOException(file + " is cut short");
    }
    try (DataInputStream in = data(file)) {
      MessageDigest sha = sha256();
      byte[] block = new byte[65536];
      for (long left = end; left > 0; ) {
        int read = in.readNBytes(block, 0, (int) Math.min(block.length, left));
        if (read == 0) {
          throw new IOException(file + " is cut short");
        }
        sha.update(block, 0, read);
        left -= read;
      }
      if (!Arrays.equals(sha.digest(), in.readNBytes(DIGEST))) {
        throw new IOException(file + " is damaged: its checksum is wrong");
      }
    }
    return end;
  }

  private static Kept header(Path file, DataInputStream in) throws IOException {
    if (!in.readUTF().equals(MAGIC)) {
      throw new IOException(file + " is no snapshot of this version");
    }
    String log = in.readUTF();
    return new Kept(file, log, new Snapshot(Snapshot.Kind.valueOf(in.readUTF()), in.readLong()));
  }

  void drop(Snapshot snapshot) throws IOException {
    Files.deleteIfExists(file(snapshot));
  }

  private static DataInputStream data(Path file) throws NoSuchFileException, IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 65536));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
