package org.mailweir.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.mailweir.act.RecipientResult;
import org.mailweir.check.Finding;
import org.mailweir.decide.Verdict;
import org.mailweir.history.Passage;
import org.mailweir.mail.ClientInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what became of each message that was examined; whatever goes wrong changes nothing. */
public final class Chronicle {

  /** Nobody wants to know. */
  public static final Chronicle NONE = new Chronicle(passage -> {}, findings -> false);

  private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

  private final Consumer<Passage> history;
  private final Predicate<List<Finding>> unsure;

  /**
   * @param history must not wait
   * @param unsure whether the classifier could not tell
   */
  public Chronicle(Consumer<Passage> history, Predicate<List<Finding>> unsure) {
    this.history = history;
    this.unsure = unsure;
  }

  void tell(Transaction tx, Examined examined, Outcome outcome) {
    try {
      history.accept(passage(tx, examined, outcome));
    } catch (RuntimeException e) {
      LOG.error("{} is missing in the history", tx.id(), e);
    }
  }

  private Passage passage(Transaction tx, Examined examined, Outcome outcome) {
    Verdict verdict = examined.verdict();
    return new Passage(
        tx.id().text(),
        Instant.ofEpochMilli(tx.id().epochMillis()),
        tx.origin().name().toLowerCase(Locale.ROOT),
        client(tx.client()),
        tx.envelope().sender().text(),
        examined.from(),
        examined.subject(),
        examined.messageId(),
        examined.digest(),
        verdict.score(),
        unsure.test(verdict.findings()),
        outcome.results().stream().map(Chronicle::copy).toList(),
        verdict.findings().stream()
            .filter(f -> !f.isFact())
            .map(f -> new Passage.Hit(f.name(), f.points()))
            .toList(),
        verdict.missing().stream().map(Object::toString).toList(),
        verdict.scan() == Verdict.Scan.COMPLETE ? "" : verdict.scan().word(),
        tx.message().size(),
        examined.took().toNanos() / 1e6);
  }

  private static String client(ClientInfo client) {
    String name = client.name() == null ? "" : client.name();
    return client.addr() == null ? name : (name + " [" + client.addr() + "]").strip();
  }

  private static Passage.Copy copy(RecipientResult result) {
    return new Passage.Copy(result.recipient().address().canonical(), Tally.fate(result));
  }
}
