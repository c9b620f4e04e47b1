package org.mailweir.cli;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A terminal that shows a page again and again. It is written with the four sequences that every
 * terminal since the VT100 knows, and is given back as it was, also after Ctrl-C.
 */
final class Screen implements AutoCloseable {

  private static final String ESCAPE = "\u001b[";
  private static final String HOME = ESCAPE + "H";
  private static final String REST_OF_LINE = ESCAPE + "K";
  private static final String REST_OF_SCREEN = ESCAPE + "J";
  private static final File TERMINAL = new File("/dev/tty");
  private static final int COLUMNS = 80;
  private static final int ROWS = 24;

  private final PrintStream out = System.out;
  private final String before = stty("-g").strip();
  private final Thread giveBack = new Thread(this::restore, "give-terminal-back");

  private Screen() {}

  /** Whether there is a terminal that knows the sequences. */
  static boolean isPossible() {
    Console console = System.console();
    String term = System.getenv("TERM");
    return console != null && console.isTerminal() && term != null && !term.equals("dumb");
  }

  static Screen open() {
    Screen screen = new Screen();
    Runtime.getRuntime().addShutdownHook(screen.giveBack);
    stty("-icanon", "-echo", "min", "0", "time", "0");
    screen.out.print(HOME + REST_OF_SCREEN);
    return screen;
  }

  /** Shows as many of the lines as there is room for; nothing in them may steer the terminal. */
  void show(List<String> lines) {
    int[] size = size();
    StringBuilder page = new StringBuilder(HOME);
    for (String line : lines.subList(0, Math.min(lines.size(), size[0] - 1))) {
      page.append(cut(line, size[1])).append(REST_OF_LINE).append("\r\n");
    }
    out.print(page.append(REST_OF_SCREEN));
    out.flush();
  }

  static String cut(String line, int columns) {
    return line.codePointCount(0, line.length()) <= columns
        ? line
        : line.substring(0, line.offsetByCodePoints(0, columns));
  }

  /** Waits a second, or for a key; tells whether it was q. */
  boolean isQuitPressed() throws IOException, InterruptedException {
    for (int tenth = 0; tenth < 10; tenth++) {
      while (System.in.available() > 0) {
        int key = System.in.read();
        if (key == 'q' || key == 'Q') {
          return true;
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return false;
  }

  private static int[] size() {
    String[] words = stty("size").split(" ", 2);
    try {
      int rows = Integer.parseInt(words[0].strip());
      int columns = Integer.parseInt(words[1].strip());
      return rows > 1 && columns > 1 ? new int[] {rows, columns} : new int[] {ROWS, COLUMNS};
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return new int[] {ROWS, COLUMNS};
    }
  }

  /** What it says; nothing when there is no such program. */
  private static String stty(String... arguments) {
    try {
      ProcessBuilder builder = new ProcessBuilder("stty").redirectInput(TERMINAL);
      builder.command().addAll(List.of(arguments));
      Process stty = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      stty.waitFor(2, TimeUnit.SECONDS);
      return said;
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private void restore() {
    stty(before.isEmpty() ? "sane" : before);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(giveBack);
    restore();
  }
}
