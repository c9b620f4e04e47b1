package org.mailweir.cli;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.mailweir.app.Wiring;
import org.mailweir.check.CheckInput;
import org.mailweir.check.bayes.BayesCheck;
import org.mailweir.check.bayes.ModelSource;
import org.mailweir.check.bayes.Opinion;
import org.mailweir.concurrent.Deadline;
import org.mailweir.concurrent.Workers;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.decide.Decider;
import org.mailweir.decide.Scorer;
import org.mailweir.decide.Verdict;
import org.mailweir.explain.Hearing;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
import org.mailweir.metrics.Metrics;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParsedMessage;

/** Analyses messages from files just as the daemon would, as far as a file tells. */
final class Analyst implements AutoCloseable {

  private final ConfigLoader.Loaded config;
  private final MessageParser parser;
  private final ModelSource learned;
  private final Wiring.Engine engine;
  private final Workers workers = new Workers("analysis", 1);

  /** With what was learnt here. */
  Analyst(ConfigLoader.Loaded config, Wiring.Reach reach) throws ConfigException {
    this(config, Wiring.learned(config.settings()), reach);
  }

  /** With what was learnt somewhere else. */
  Analyst(ConfigLoader.Loaded config, ModelSource learned, Wiring.Reach reach)
      throws ConfigException {
    this.config = config;
    this.learned = learned;
    this.parser = new MessageParser(config.settings().limits());
    this.engine = Wiring.engine(config, learned, reach, new Metrics());
  }

  /**
   * @param verdicts the verdict for each recipient; for nearly all of them that before
   * @param opinion of the classifier; null when there is none, or when it has learnt nothing yet
   */
  record Examined(
      ParsedMessage message,
      MailAddress sender,
      Verdict verdict,
      Decider.VerdictFor verdicts,
      @Nullable Opinion opinion) {}

  /** Analyses a file; the sender is what Return-Path says, since a file has no envelope. */
  Examined examine(RawMessage raw)
      throws InterruptedException, ExecutionException, TimeoutException {
    return examine(raw, null, ClientInfo.UNKNOWN);
  }

  /** Analyses with what is known of the envelope; a sender of null is looked for in the message. */
  Examined examine(RawMessage raw, @Nullable MailAddress sender, ClientInfo client)
      throws InterruptedException, ExecutionException, TimeoutException {
    return workers
        .submit(() -> examineHere(raw, sender, client))
        .get(config.settings().analysis().hardDeadline());
  }

  private Examined examineHere(RawMessage raw, @Nullable MailAddress known, ClientInfo client)
      throws InterruptedException {
    ParsedMessage message = parser.parse(raw);
    MailAddress sender =
        known == null ? MailAddress.ofReturnPath(message.headers().value("Return-Path")) : known;
    CheckInput input =
        new CheckInput(
            message,
            raw,
            sender,
            client,
            Origin.OUTSIDE,
            List.of(),
            Deadline.after(config.settings().analysis().softDeadline()));
    Verdict verdict = Scorer.verdict(engine.runner().run(input));
    return new Examined(
        message,
        sender,
        verdict,
        engine.personal().verdicts(message, verdict),
        BayesCheck.opinion(learned, message));
  }

  /** What the classifier says of a message. */
  Hearing hearing(ParsedMessage message) {
    return Hearing.of(learned, message);
  }

  @Override
  public void close() {
    workers.close();
    engine.close();
  }
}
