package org.mailweir.reinject;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.mailweir.net.LineConnection;

/** One connection to 10025 after its EHLO: commands out, replies in, nothing interpreted. */
final class SmtpConnection implements AutoCloseable {

  private static final int MAX_REPLY_LINES = 100;

  private final LineConnection connection;
  private final Set<String> extensions = new HashSet<>();
  private final Set<String> xforward = new HashSet<>();
  private boolean used;

  private SmtpConnection(LineConnection connection) {
    this.connection = connection;
  }

  /**
   * Connects and greets.
   *
   * @throws IOException when the server is not there or does not want us now
   */
  static SmtpConnection open(ReinjectSettings settings) throws IOException {
    LineConnection line = LineConnection.to(settings.to(), settings.commandTimeout());
    SmtpConnection smtp = new SmtpConnection(line);
    try {
      smtp.greet(settings.helo());
      return smtp;
    } catch (IOException | RuntimeException e) {
      line.close();
      throw e;
    }
  }

  private void greet(String helo) throws IOException {
    SmtpReply greeting = reply();
    if (!greeting.isPositive()) {
      throw new IOException("greeting: " + greeting);
    }
    connection.writeLine("EHLO " + helo);
    List<String> lines = replyLines();
    if (!parse(lines).isPositive()) {
      throw new IOException("EHLO: " + parse(lines));
    }
    lines.stream().skip(1).map(l -> l.substring(4).toUpperCase(Locale.ROOT)).forEach(this::offer);
  }

  private void offer(String extension) {
    String[] words = extension.trim().split(" +");
    extensions.add(words[0]);
    if (words[0].equals("XFORWARD")) {
      xforward.addAll(List.of(words));
    }
  }

  boolean offers(String extension) {
    return extensions.contains(extension);
  }

  boolean forwards(String attribute) {
    return xforward.contains(attribute);
  }

  /** Whether a transaction has been made on it before; then the server may have closed it since. */
  boolean wasUsed() {
    return used;
  }

  void markUsed() {
    used = true;
  }

  LineConnection line() {
    return connection;
  }

  /** Queues a command; {@link #reply} sends what is queued. */
  void command(String line) throws IOException {
    connection.writeLine(line);
  }

  /** Sends what is queued and reads one reply. */
  SmtpReply reply() throws IOException {
    return parse(replyLines());
  }

  private List<String> replyLines() throws IOException {
    connection.flush();
    List<String> lines = new ArrayList<>(1);
    while (true) {
      String line = connection.readLine();
      if (line.length() < 3 || !line.substring(0, 3).chars().allMatch(Character::isDigit)) {
        throw new IOException("not an SMTP reply");
      }
      lines.add(line.length() == 3 ? line + " " : line);
      if (line.length() == 3 || line.charAt(3) != '-') {
        return lines;
      }
      if (lines.size() == MAX_REPLY_LINES) {
        throw new IOException("reply of more than " + MAX_REPLY_LINES + " lines");
      }
    }
  }

  private static SmtpReply parse(List<String> lines) throws IOException {
    String last = lines.getLast();
    int code = Integer.parseInt(last.substring(0, 3));
    if (code < 200 || code > 599) {
      throw new IOException("not an SMTP reply");
    }
    return new SmtpReply(code, last.substring(4));
  }

  /** Says goodbye and closes; for a connection between transactions. */
  void quit() {
    try {
      connection.writeLine("QUIT");
      connection.flush();
    } catch (IOException e) {
      // It is closed either way.
    }
    connection.close();
  }

  @Override
  public void close() {
    connection.close();
  }
}
