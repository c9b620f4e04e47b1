package org.mailweir.app;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.config.MailweirSettings;
import org.mailweir.digest.Digest;
import org.mailweir.digest.DigestRun;
import org.mailweir.digest.Gathering;
import org.mailweir.digest.Letters;
import org.mailweir.digest.Links;
import org.mailweir.history.History;
import org.mailweir.history.Look;
import org.mailweir.history.Passage;
import org.mailweir.learn.Trainer;
import org.mailweir.metrics.Metrics;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.Search;
import org.mailweir.reinject.OwnMail;
import org.mailweir.reinject.Reinjector;
import org.mailweir.reinject.SmtpReinjector;
import org.mailweir.review.HeldList;
import org.mailweir.store.LessonFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends digests: in the daemon when it is time, by a command when somebody asks. */
public final class Digesting implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Digesting.class);

  private final DigestRun run;
  private final AutoCloseable parts;
  private @Nullable ScheduledExecutorService timer;

  private Digesting(DigestRun run, AutoCloseable parts) {
    this.run = run;
    this.parts = parts;
  }

  /** What a daemon has open, for digests. */
  record Open(
      History history,
      Trainer trainer,
      Reinjector reinjector,
      Metrics metrics,
      DecisionRules rules) {}

  /**
   * Begins; empty when nobody wants digests, or when they cannot be made as they are configured,
   * which is named in the log: mail does not wait for that.
   */
  static Optional<Digesting> inDaemon(ConfigLoader.Loaded config, Open open) {
    if (!config.settings().digest().enabled()) {
      return Optional.empty();
    }
    HeldList held = new HeldList(new QuarantineFolder(config.settings().quarantine()));
    try {
      Digesting digesting = new Digesting(run(config, held, open), held);
      digesting.start();
      return Optional.of(digesting);
    } catch (ConfigException e) {
      held.close();
      e.problems().forEach(p -> LOG.error("no digests are sent: {}", p));
      return Optional.empty();
    }
  }

  /**
   * Looks whether digests can be made as they are configured.
   *
   * @throws ConfigException when a template or the address of the web page is missing
   */
  static void tryOut(ConfigLoader.Loaded config) throws ConfigException {
    if (config.settings().digest().enabled()) {
      letters(config, baseUrl(config));
    }
  }

  /** For one command; what the daemon does is not disturbed. */
  public static Digesting forCommand(ConfigLoader.Loaded config) throws ConfigException {
    MailweirSettings settings = config.settings();
    Metrics metrics = new Metrics();
    HeldList held = new HeldList(new QuarantineFolder(settings.quarantine()));
    History history = History.openToRead(settings.history());
    Trainer trainer = Wiring.trainer(settings);
    SmtpReinjector reinjector = new SmtpReinjector(settings.reinject(), metrics);
    Open open = new Open(history, trainer, reinjector, metrics, new DecisionRules(() -> settings));
    return new Digesting(
        run(config, held, open),
        () -> {
          held.close();
          history.close();
          trainer.close();
          reinjector.close();
        });
  }

  private static DigestRun run(ConfigLoader.Loaded config, HeldList held, Open open)
      throws ConfigException {
    MailweirSettings settings = config.settings();
    String baseUrl = baseUrl(config);
    Letters letters = letters(config, baseUrl);
    try {
      Gathering gathering =
          new Gathering(
              new Sources(held, open), settings.digest(), Links.of(settings.stateDir()), baseUrl);
      return new DigestRun(
          settings.digest(),
          gathering,
          letters,
          open.reinjector(),
          settings.stateDir(),
          open.metrics());
    } catch (IOException e) {
      throw new ConfigException(List.of(config.problem("digest", String.valueOf(e.getMessage()))));
    }
  }

  private static String baseUrl(ConfigLoader.Loaded config) throws ConfigException {
    String baseUrl = config.settings().web().baseUrl();
    if (baseUrl.isEmpty()) {
      throw new ConfigException(
          List.of(
              config.problem(
                  "web.base_url",
                  "the links of the digest need it: set base_url = \"https://HOST\" in [web]")));
    }
    return baseUrl;
  }

  private static Letters letters(ConfigLoader.Loaded config, String baseUrl)
      throws ConfigException {
    MailweirSettings settings = config.settings();
    try {
      return Letters.of(settings.digest(), settings.listen().hostname(), baseUrl);
    } catch (IOException e) {
      throw new ConfigException(
          List.of(config.problem("digest.templates", String.valueOf(e.getMessage()))));
    }
  }

  /** Where mail is looked for. */
  private record Sources(HeldList list, Open open) implements Gathering.Sources {

    @Override
    public List<HeldMessage> held(Search search, int offset, int limit) throws IOException {
      return list.find(search, offset, limit);
    }

    @Override
    public List<Passage> passed(Look look, int offset, int limit) throws IOException {
      return open.history().find(look, offset, limit);
    }

    @Override
    public boolean isLearned(String digest) throws IOException {
      return !open.trainer().lessons(LessonFilter.ofMessage(digest)).isEmpty();
    }

    @Override
    public boolean isOpenToRecipients(HeldMessage message) {
      return open.rules().isOpenToRecipients(message);
    }
  }

  private void start() {
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("digest").factory());
    clock.scheduleWithFixedDelay(this::tick, 5, 60, TimeUnit.SECONDS);
    timer = clock;
  }

  private void tick() {
    try {
      run.run(Instant.now(), ZoneId.systemDefault());
    } catch (IOException | RuntimeException e) {
      LOG.error("digests could not be sent, they are tried again", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a recipient would be told of that time; empty when there is nothing. */
  public Optional<Digest> preview(String recipient, Instant since, Instant now) throws IOException {
    return run.preview(recipient, since, now);
  }

  /**
   * Sends one digest.
   *
   * @return what was said, if it was not taken
   */
  public Optional<String> send(Digest digest, Instant now) throws InterruptedException {
    OwnMail.Result result = run.send(digest, now);
    return result.isSent() ? Optional.empty() : Optional.of(result.words());
  }

  @Override
  public void close() {
    ScheduledExecutorService clock = timer;
    if (clock != null) {
      clock.shutdownNow();
    }
    try {
      parts.close();
    } catch (Exception e) {
      LOG.warn("what digests have open could not be closed", e);
    }
  }
}
