package org.mailweir.learn.foreign;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.mailweir.store.ForeignCounts;

/** Reads what other filters write of their knowledge. */
public final class ForeignFiles {

  private static final int MOST_LINES = 20_000_000;

  private final Path file;
  private final List<ForeignTable.Count> counts = new ArrayList<>();
  private long spamMessages;
  private long hamMessages;

  private ForeignFiles(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param format SPAMASSASSIN: what {@code sa-learn --backup} prints; BOGOFILTER: what {@code
   *     bogoutil -d wordlist.db} prints
   * @throws IOException when it cannot be read, or is not of that format
   */
  public static ForeignCounts read(Path file, ForeignFormat format) throws IOException {
    ForeignFiles files = new ForeignFiles(file);
    files.read(format);
    if (files.spamMessages <= 0 || files.hamMessages <= 0 || files.counts.isEmpty()) {
      throw new IOException(
          file
              + ": "
              + files.spamMessages
              + " spams, "
              + files.hamMessages
              + " hams and "
              + files.counts.size()
              + " tokens of "
              + format.word()
              + "; it needs some of each");
    }
    return new ForeignCounts(
        format.word(),
        files.spamMessages,
        files.hamMessages,
        ForeignTable.of(files.counts).encode());
  }

  private void read(ForeignFormat format) throws IOException {
    // Tokens are bytes of any charset.
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (++number > MOST_LINES) {
          throw new IOException(file + " has more than " + MOST_LINES + " lines");
        }
        take(line, number, format);
      }
    }
  }

  private void take(String line, int number, ForeignFormat format) throws IOException {
    try {
      switch (format) {
        case SPAMASSASSIN -> spamAssassin(line.split("\t"));
        case BOGOFILTER -> bogofilter(line);
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(file + ":" + number + ": not of the format of " + format.word(), e);
    }
  }

  /** {@code v COUNT NAME}, {@code t SPAM HAM TIME HEX}, {@code s s|h MSGID}; between tabs. */
  private void spamAssassin(String[] fields) {
    switch (fields[0]) {
      case "v" -> {
        if (fields[2].startsWith("num_spam")) {
          spamMessages = Long.parseLong(fields[1]);
        } else if (fields[2].startsWith("num_nonspam")) {
          hamMessages = Long.parseLong(fields[1]);
        }
      }
      case "t" ->
          counts.add(
              new ForeignTable.Count(
                  HexFormat.fromHexDigitsToLong(fields[4].strip()),
                  Integer.parseInt(fields[1]),
                  Integer.parseInt(fields[2])));
      case "s" -> {}
      default -> throw new IllegalArgumentException(fields[0]);
    }
  }

  /** {@code TOKEN SPAM HAM DATE}; the token .MSG_COUNT counts messages. */
  private void bogofilter(String line) {
    String[] fields = line.split(" ");
    String token = fields[0];
    int spam = Integer.parseInt(fields[1]);
    int ham = Integer.parseInt(fields[2]);
    if (token.equals(".MSG_COUNT")) {
      spamMessages = spam;
      hamMessages = ham;
    } else if (!token.startsWith(".")) {
      counts.add(new ForeignTable.Count(TokenKeys.keyOf(token), spam, ham));
    }
  }
}
