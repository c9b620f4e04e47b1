package org.mailweir.learn.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mailweir.learn.forward.Hints;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
import org.mailweir.mail.TransactionId;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.Headers;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.reinject.OwnMail;
import org.mailweir.reinject.Reinjector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Short notes to teachers about what was learned. Only to people of the house, never in answer to
 * an automatic message (RFC 3834 2), from the null sender so that nothing answers it, and never
 * worth a delay: what cannot be sent at once is not sent.
 */
public final class Receipts {

  private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
  private static final int WAITING = 100;
  private static final int HEAD = 64 * 1024;
  private static final int MOST_LINES = 50;

  private final boolean wanted;
  private final Reinjector reinjector;
  private final String hostname;
  private final Metrics metrics;
  private final ThreadPoolExecutor sender =
      new ThreadPoolExecutor(
          0, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), Receipts::thread);

  /**
   * A sender of receipts.
   *
   * @param hostname for Message-ID and From
   */
  public Receipts(boolean wanted, Reinjector reinjector, String hostname, Metrics metrics) {
    this.wanted = wanted;
    this.reinjector = reinjector;
    this.hostname = hostname;
    this.metrics = metrics;
  }

  private static Thread thread(Runnable task) {
    return Thread.ofPlatform().name("receipts").daemon().unstarted(task);
  }

  /** Sends one if it is wanted and allowed; returns at once and never throws. */
  public void send(Origin origin, MailAddress teacher, RawMessage about, List<Learned> learned) {
    if (!wanted || origin != Origin.INSIDE || teacher.isNull()) {
      return;
    }
    try {
      Headers headers = headers(about);
      if (!isAutomatic(headers)) {
        byte[] note = note(teacher, headers, learned);
        sender.execute(() -> deliver(teacher, note));
      }
    } catch (RejectedExecutionException | IOException e) {
      metrics.count("receipts_lost_total");
    }
  }

  private static Headers headers(RawMessage message) throws IOException {
    try (InputStream in = message.open()) {
      byte[] head = in.readNBytes(HEAD);
      String text = new String(head, StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      byte[] header = end < 0 ? head : Arrays.copyOf(head, end + 2);
      return new MessageParser(ParseLimits.DEFAULT)
          .parse(org.mailweir.mail.InMemoryMessage.canonical(header))
          .headers();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isAutomatic(Headers headers) {
    String auto = headers.value("Auto-Submitted").toLowerCase(Locale.ROOT);
    String precedence = headers.value("Precedence").toLowerCase(Locale.ROOT);
    return (!auto.isEmpty() && !auto.startsWith("no"))
        || List.of("bulk", "junk", "list").contains(precedence)
        || headers.first("List-Id").isPresent();
  }

  private byte[] note(MailAddress teacher, Headers about, List<Learned> learned) {
    String id = TransactionId.at(System.currentTimeMillis()).text();
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
    String answered = about.value("Message-ID");
    StringBuilder out = new StringBuilder();
    out.append("From: Mailweir <mailweir@").append(hostname).append(">\r\n");
    out.append("To: <").append(teacher.text()).append(">\r\n");
    out.append("Subject: What was learned\r\nDate: ").append(date).append("\r\n");
    out.append("Message-ID: <").append(id).append('@').append(hostname).append(">\r\n");
    if (answered.matches("<[\\x21-\\x7e&&[^<>]]{1,250}>")) {
      out.append("In-Reply-To: ").append(answered).append("\r\n");
    }
    out.append("Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n");
    out.append("Content-Type: text/plain; charset=utf-8\r\n");
    out.append("Content-Transfer-Encoding: 8bit\r\n\r\n");
    lines(learned).stream().limit(MOST_LINES).forEach(l -> out.append(l).append("\r\n"));
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> lines(List<Learned> all) {
    return all.stream().flatMap(l -> lines(l).stream()).map(Receipts::printable).toList();
  }

  private static List<String> lines(Learned learned) {
    List<String> lines = new java.util.ArrayList<>(List.of(learned.summary()));
    for (Learned.Lesson lesson : learned.lessons()) {
      String subject = Hints.plain(lesson.subject());
      lines.add("  " + Learned.word(lesson.result()) + ": " + subject);
    }
    return lines;
  }

  private static String printable(String line) {
    return line.replaceAll("\\p{C}|\\p{Zl}|\\p{Zp}", " ");
  }

  private void deliver(MailAddress teacher, byte[] note) {
    try {
      OwnMail.Result result = OwnMail.send(reinjector, teacher, note);
      metrics.count(result.isSent() ? "receipts_total" : "receipts_lost_total");
      if (!result.isSent()) {
        LOG.warn("no receipt for {}: {}", teacher, result.words());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
