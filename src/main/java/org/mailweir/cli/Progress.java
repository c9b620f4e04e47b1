package org.mailweir.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;

/** How far a long command is: a bar on a terminal, now and then a line elsewhere. */
final class Progress {

  private static final int WIDTH = 30;
  private static final long BAR_EVERY = 200_000_000L;
  private static final long LINE_EVERY = 10_000_000_000L;

  private final PrintWriter err;
  private final boolean bar;
  private final long bytes;
  private final long start = System.nanoTime();
  private long done;
  private long messages;
  private long shown = start;

  /**
   * A new one at its beginning.
   *
   * @param bytes that there are in all; 0 when nobody knows
   */
  Progress(PrintWriter err, long bytes) {
    Console console = System.console();
    this.err = err;
    this.bytes = bytes;
    this.bar = console != null && console.isTerminal() && System.getenv("NO_COLOR") == null;
  }

  void advance(long size) {
    done += size;
    messages++;
    long now = System.nanoTime();
    if (now - shown >= (bar ? BAR_EVERY : LINE_EVERY)) {
      shown = now;
      err.print(bar ? '\r' + text(now) : text(now) + '\n');
      err.flush();
    }
  }

  private String text(long now) {
    double share = bytes == 0 ? 0 : Math.min(1, (double) done / bytes);
    long perSecond = messages * 1_000_000_000L / Math.max(1, now - start);
    String filled = "#".repeat((int) (share * WIDTH)) + ".".repeat(WIDTH - (int) (share * WIDTH));
    return String.format(
        Locale.ROOT,
        "%s%d messages, %d a second",
        bytes == 0 ? "" : String.format(Locale.ROOT, "[%s] %3.0f %%  ", filled, 100 * share),
        messages,
        perSecond);
  }

  /** Leaves the line empty for what is printed next. */
  void end() {
    if (bar) {
      err.print("\r" + " ".repeat(WIDTH + 45) + "\r");
      err.flush();
    }
  }
}
