package org.mailweir.pipeline;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.act.RecipientResult;
import org.mailweir.check.Finding;
import org.mailweir.decide.Disposition;
import org.mailweir.decide.Verdict;
import org.mailweir.mail.ClientInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each message, with all that is asked about it later. */
public final class Journal {

  /** Logger name, so that Logback can send the journal elsewhere. */
  public static final String LOGGER = "mailweir.journal";

  private static final Logger LINES = LoggerFactory.getLogger(LOGGER);
  private static final Pattern QUEUED_AS = Pattern.compile("queued as ([0-9A-Za-z]{1,30})");
  private static final int MAX_RECIPIENTS = 50;

  private final JournalSettings settings;

  public Journal(JournalSettings settings) {
    this.settings = settings;
  }

  void done(
      Transaction tx, Examiner.Result result, Outcome outcome, List<String> lessons, long nanos) {
    Examined examined = result.examined();
    Verdict verdict = examined.verdict();
    JournalLine line = start(tx, outcome).add("lessons", lessons);
    line.add("analysis", result.recalled() ? "recalled" : "new")
        .add("score", verdict.score())
        .add("rules", verdict.findings().stream().map(Journal::rule).toList())
        .add("unavailable", verdict.missing().stream().map(Object::toString).toList())
        .add("scan", verdict.scan() == Verdict.Scan.COMPLETE ? "" : verdict.scan().word())
        .add("message_id", examined.messageId())
        .add("subject", examined.subject())
        .add("analysis_ms", result.recalled() ? 0 : millis(examined.took().toNanos()));
    write(finish(line, tx, nanos));
  }

  void failed(Transaction tx, Outcome outcome, List<String> lessons, String why, long nanos) {
    write(finish(start(tx, outcome).add("lessons", lessons).add("error", why), tx, nanos));
  }

  /** A message that only taught: nothing was analysed. */
  void taught(Transaction tx, Outcome outcome, List<String> lessons, long nanos) {
    write(finish(start(tx, outcome).add("lessons", lessons), tx, nanos));
  }

  private static JournalLine start(Transaction tx, Outcome outcome) {
    ClientInfo client = tx.client();
    return new JournalLine()
        .add("id", tx.id().text())
        .add("queue_id", Objects.requireNonNullElse(client.ident(), ""))
        .add("queued_as", queuedAs(outcome))
        .add("via", tx.oneReply() ? "smtp" : "lmtp")
        .add("origin", tx.origin().name().toLowerCase(Locale.ROOT))
        .add("client", Objects.requireNonNullElse(client.name(), "unknown"))
        .add("addr", Objects.requireNonNullElse(client.addr(), ""))
        .add("helo", Objects.requireNonNullElse(client.helo(), ""))
        .add("from", tx.envelope().sender().toString())
        .add("nrcpt", tx.envelope().recipients().size())
        .add("to", recipients(outcome));
  }

  private static JournalLine finish(JournalLine line, Transaction tx, long nanos) {
    return line.add("size", tx.message().size()).add("total_ms", millis(nanos));
  }

  private void write(JournalLine line) {
    LINES.info(
        "{}",
        switch (settings.format()) {
          case TEXT -> line.text();
          case JSON -> line.json(Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        });
  }

  private static String rule(Finding finding) {
    return String.format(Locale.ROOT, "%s:%.1f", finding.name(), finding.points() + 0.0);
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 10_000.0) / 100.0;
  }

  /** {@code alice@example.com:pass}; beyond fifty recipients only the count. */
  private static List<String> recipients(Outcome outcome) {
    List<String> words = new ArrayList<>();
    for (RecipientResult result : outcome.results()) {
      if (words.size() == MAX_RECIPIENTS) {
        words.add("and " + (outcome.results().size() - MAX_RECIPIENTS) + " more");
        break;
      }
      words.add(result.recipient().address().text() + ":" + what(result));
    }
    return words;
  }

  private static String what(RecipientResult result) {
    return switch (result) {
      case RecipientResult.Delivered d ->
          d.disposition() instanceof Disposition.Tag ? "tag" : "pass";
      case RecipientResult.Held h -> "hold";
      case RecipientResult.DoneBefore d -> "done-before";
      case RecipientResult.Taught t -> "teach";
      case RecipientResult.Deferred d -> "defer " + d.reply();
      case RecipientResult.Refused r -> "refuse " + r.reply();
    };
  }

  private static List<String> queuedAs(Outcome outcome) {
    Set<String> ids = new LinkedHashSet<>();
    for (RecipientResult result : outcome.results()) {
      if (result instanceof RecipientResult.Delivered d) {
        Matcher m = QUEUED_AS.matcher(d.reply().text());
        if (m.find()) {
          ids.add(m.group(1));
        }
      }
    }
    return List.copyOf(ids);
  }
}
