package org.mailweir.reinject;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Commands whose replies are read later, in step (RFC 2920). With a server that does not offer
 * PIPELINING every reply is read before the next command.
 */
final class Pipelined {

  /** Replies wait in the socket while we write, so no more than this many are left unread. */
  private static final int WINDOW = 200;

  private final SmtpConnection smtp;
  private final int window;
  private final Deque<Consumer<SmtpReply>> waiting = new ArrayDeque<>();

  Pipelined(SmtpConnection smtp) {
    this.smtp = smtp;
    this.window = smtp.offers("PIPELINING") ? WINDOW : 1;
  }

  /** Asks; the answer comes at the latest with {@link #finish}. */
  void ask(String command, Consumer<SmtpReply> answer) throws IOException {
    smtp.command(command);
    waiting.add(answer);
    if (waiting.size() >= window) {
      finish();
    }
  }

  /** Reads all answers that are still out. */
  void finish() throws IOException {
    while (!waiting.isEmpty()) {
      waiting.remove().accept(smtp.reply());
    }
  }
}
