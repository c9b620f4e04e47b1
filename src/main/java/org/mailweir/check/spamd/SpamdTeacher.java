package org.mailweir.check.spamd;

import java.io.IOException;
import java.util.Locale;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.RawMessage;
import org.mailweir.metrics.Metrics;
import org.mailweir.peer.NoAnswerException;
import org.mailweir.peer.Servers;

/** Passes lessons on to spamd (TELL). Thread-safe. */
public final class SpamdTeacher implements AutoCloseable {

  private final SpamdSettings settings;
  private final Servers servers;

  public SpamdTeacher(SpamdSettings settings, Metrics metrics) {
    this.settings = settings;
    this.servers = new Servers("spamd_tell", settings.reach(), new Spamd(), metrics);
  }

  /** What a message is. */
  public enum Lesson {
    SPAM,
    HAM,
    FORGET
  }

  /**
   * Tells one lesson, to a server that answers.
   *
   * @param message of which max_size is sent at most
   * @return whether it was news to the server
   * @throws NoAnswerException when none has taken it
   * @throws IOException when the message cannot be read
   */
  public boolean tell(RawMessage message, Lesson lesson)
      throws NoAnswerException, IOException, InterruptedException {
    byte[] sent = Request.beginning(message, settings.maxSize().toInt());
    Request request = Request.about("TELL", headers(lesson), sent, settings);
    return servers.ask(
        connection -> {
          request.writeTo(connection);
          Reply reply = Reply.read(connection);
          return reply.headers().containsKey("didset") || reply.headers().containsKey("didremove");
        },
        Deadline.after(settings.answerTimeout().plus(settings.connectTimeout())));
  }

  /** As spamc says it: -L and -C of spamc(1). */
  private String headers(Lesson lesson) {
    boolean networks = settings.tell() == SpamdSettings.Tell.REPORT;
    String type = "Message-class: " + lesson.name().toLowerCase(Locale.ROOT) + "\r\n";
    return switch (lesson) {
      case SPAM -> type + (networks ? "Set: local,remote\r\n" : "Set: local\r\n");
      case HAM -> type + "Set: local\r\n" + (networks ? "Remove: remote\r\n" : "");
      case FORGET -> "Remove: local\r\n";
    };
  }

  @Override
  public void close() {
    servers.close();
  }
}
