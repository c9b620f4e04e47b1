package org.mailweir.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.act.PartialDeliveries;
import org.mailweir.act.PlanExecutor;
import org.mailweir.act.Signature;
import org.mailweir.allowed.AllowedSenders;
import org.mailweir.check.bayes.BayesCheck;
import org.mailweir.concurrent.Workers;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.config.MailweirSettings;
import org.mailweir.config.Problem;
import org.mailweir.control.Status;
import org.mailweir.history.History;
import org.mailweir.learn.Pupil;
import org.mailweir.learn.Trainer;
import org.mailweir.learn.auto.AutoLearn;
import org.mailweir.learn.inbox.Receipts;
import org.mailweir.learn.inbox.TrainingAddresses;
import org.mailweir.learn.inbox.TrainingInbox;
import org.mailweir.learn.recent.RecentMessages;
import org.mailweir.learn.spamd.LaterPupil;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
import org.mailweir.metrics.Metrics;
import org.mailweir.net.Endpoint;
import org.mailweir.parse.MessageParser;
import org.mailweir.pipeline.Chronicle;
import org.mailweir.pipeline.CrashJournal;
import org.mailweir.pipeline.Examiner;
import org.mailweir.pipeline.Journal;
import org.mailweir.pipeline.MessagePipeline;
import org.mailweir.pipeline.TrainingDesk;
import org.mailweir.pipeline.VerdictMemory;
import org.mailweir.quarantine.Expiry;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.receive.Admission;
import org.mailweir.receive.ListenSettings;
import org.mailweir.receive.SmtpListener;
import org.mailweir.reinject.SmtpReinjector;
import org.mailweir.safeio.AtomicFile;
import org.mailweir.safeio.SpoolFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running Mailweir: opens the ports, takes a new configuration, stops without losing a word.
 */
public final class Daemon implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path configFile;
  private final Metrics metrics = new Metrics();
  private final MailweirSettings settings;
  private final InstanceLock lock;
  private final Workers workers;
  private final CrashJournal crashes;
  private final VerdictMemory memory;
  private final PartialDeliveries partial;
  private final Trainer trainer;
  private final RecentMessages recent;
  private final History history;
  private final AllowedSenders allowed;
  private final SmtpReinjector reinjector;
  private final Admission admission;
  private final CounterLine counters;
  private final List<SmtpListener> listeners = new ArrayList<>();
  private final Expiring expiring;
  private final Operations operations;
  private volatile MailweirSettings current;
  private final Website website;
  private final @Nullable Digesting digesting;
  private volatile Wiring.@Nullable Engine engine;
  private volatile @Nullable LaterPupil pupil;
  private volatile Expiry expiry;

  /**
   * Makes everything ready; {@link #start} opens the ports.
   *
   * @throws IOException when a folder of ours cannot be used
   * @throws ConfigException when the checks cannot be made as they are configured
   */
  public Daemon(Path configFile, ConfigLoader.Loaded config) throws IOException, ConfigException {
    this.configFile = configFile;
    this.settings = config.settings();
    this.current = settings;
    AtomicFile.createFolders(settings.stateDir());
    this.lock = InstanceLock.on(settings.stateDir());
    AtomicFile.createFolders(settings.quarantine().dir());
    sweep();
    this.workers = new Workers("analysis", settings.analysis().workerCount());
    this.crashes = new CrashJournal(settings.stateDir());
    this.memory =
        new VerdictMemory(settings.analysis().rememberFor(), settings.analysis().remember());
    this.partial = new PartialDeliveries(settings.stateDir());
    this.trainer = Wiring.trainer(settings);
    this.recent = RecentMessages.open(settings.recent(), metrics);
    this.history = History.open(settings.history(), metrics);
    this.allowed = new AllowedSenders(settings.stateDir());
    this.reinjector = new SmtpReinjector(settings.reinject(), metrics);
    this.expiry = expiry(settings);
    this.expiring = new Expiring(() -> expiry, metrics);
    this.admission =
        new Admission(settings.listen().maxMessages(), pipeline(config)::process, metrics);
    this.counters = new CounterLine(metrics, settings.journal().countersEvery());
    this.operations = new Operations(() -> current, metrics, trainer, this::reloadAndTell);
    metrics.gauge("workers", workers::threads);
    metrics.gauge("workers_busy", workers::busy);
    metrics.gauge("workers_waiting", workers::waiting);
    listen(settings.listen());
    DecisionRules rules = new DecisionRules(() -> current);
    this.website =
        new Website(
            settings,
            new Website.Parts(
                history,
                recent,
                trainer,
                this::tell,
                allowed,
                reinjector,
                metrics,
                operations,
                rules));
    this.digesting =
        Digesting.inDaemon(config, new Digesting.Open(history, trainer, reinjector, metrics, rules))
            .orElse(null);
  }

  /** Those who learn with us now; a reload may replace them. */
  private void tell(RawMessage message, Pupil.What what) {
    LaterPupil told = pupil;
    if (told != null) {
      told.hear(message, what);
    }
  }

  private static Expiry expiry(MailweirSettings current) {
    return new Expiry(new QuarantineFolder(current.quarantine()), current.quarantine());
  }

  private void sweep() throws IOException {
    int removed =
        SpoolFile.sweep(settings.listen().spoolDir(), ABANDONED)
            + new QuarantineFolder(settings.quarantine()).sweep();
    if (removed > 0) {
      LOG.info("removed {} unfinished files of an earlier run", removed);
    }
  }

  private MessagePipeline pipeline(ConfigLoader.Loaded config) throws ConfigException {
    MailweirSettings current = config.settings();
    Wiring.Engine made = Wiring.engine(config, trainer, Wiring.Reach.OUTSIDE, metrics);
    Wiring.Engine old = engine;
    retire(old == null ? null : old::close, current.analysis().hardDeadline());
    engine = made;
    LaterPupil before = pupil;
    pupil = Wiring.later(current, metrics).orElse(null);
    retire(before == null ? null : before::close, current.analysis().hardDeadline());
    AutoLearn autoLearn = new AutoLearn(current.autolearn(), made.sides(), trainer, metrics);
    Examiner examiner =
        new Examiner(
            new MessageParser(current.limits()),
            made.runner(),
            Wiring.analysis(current),
            workers,
            crashes,
            memory,
            metrics,
            (origin, message, verdict) -> {
              autoLearn.consider(origin, message, verdict);
              return recent.remember(message);
            },
            made.personal()::verdicts);
    examiner.warmUp();
    PlanExecutor executor =
        new PlanExecutor(
            new QuarantineFolder(current.quarantine()),
            reinjector,
            partial,
            metrics,
            new Signature(Version.TEXT, Wiring.authservId(current)));
    return new MessagePipeline(
        desk(current),
        examiner,
        Wiring.decider(current, allowed),
        executor,
        new Journal(current.journal()),
        new Chronicle(history::record, f -> BayesCheck.isUnsure(f, current.bayes())),
        metrics);
  }

  /** Messages that are being analysed with the old engine are done by the deadline. */
  private static void retire(@Nullable Runnable old, Duration deadline) {
    if (old == null) {
      return;
    }
    Thread.ofVirtual()
        .name("retire-engine")
        .start(
            () -> {
              try {
                Thread.sleep(deadline.plusSeconds(1));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              old.run();
            });
  }

  private TrainingDesk desk(MailweirSettings current) {
    LaterPupil told = pupil;
    return new TrainingDesk(
        new TrainingAddresses(current.training()),
        new TrainingInbox(
            current.training(),
            current.limits(),
            trainer,
            recent,
            told == null ? Pupil.NONE : told),
        new Receipts(
            current.training().receipt(), reinjector, current.listen().hostname(), metrics),
        workers,
        crashes,
        current.analysis().hardDeadline(),
        metrics);
  }

  private void listen(ListenSettings listen) {
    listeners.add(new SmtpListener(listen, listen.outside(), Origin.OUTSIDE, admission));
    Endpoint inside = listen.inside();
    if (inside != null) {
      listeners.add(new SmtpListener(listen, inside, Origin.INSIDE, admission));
    }
  }

  /**
   * Opens the ports. From here on mail flows.
   *
   * @throws IOException when a port cannot be opened
   */
  public void start() throws IOException {
    for (SmtpListener listener : listeners) {
      listener.start();
    }
    operations.start();
    website.start();
    trainer.whenLearntEnough(this::reload); // other scores hold from then on
    LOG.info(
        "mailweir {} listens on {}{}, reinjects to {}",
        Version.TEXT,
        settings.listen().outside(),
        settings.listen().inside() == null ? "" : " and " + settings.listen().inside(),
        settings.reinject().to());
  }

  /**
   * Reads the configuration again. Rules, policies and checks change with the next message; what
   * holds a port or a folder open stays until a restart. A wrong configuration changes nothing.
   *
   * @return whether the new one is in force
   */
  public boolean reload() {
    return reloadAndTell().good();
  }

  private synchronized Status.Reload reloadAndTell() {
    List<String> problems = reloadNow();
    return operations.reloaded(problems);
  }

  /** Why the old configuration stays in force; empty when it does not. */
  private List<String> reloadNow() {
    try {
      ConfigLoader.Loaded config = ConfigLoader.load(configFile);
      Digesting.tryOut(config);
      admission.replace(pipeline(config)::process);
      expiry = expiry(config.settings());
      website.use(config.settings());
      current = config.settings();
      Logging.forDaemon(config.settings().journal());
      LOG.info("configuration reloaded");
      return List.of();
    } catch (ConfigException e) {
      e.problems().forEach(p -> LOG.error("{}", p));
      LOG.error("the old configuration stays in force");
      return e.problems().stream().map(Problem::toString).toList();
    } catch (RuntimeException e) {
      LOG.error("the configuration cannot be put to use; the old one stays in force", e);
      return List.of(e.toString());
    }
  }

  /** Lets running transactions finish, then closes everything. */
  @Override
  public void close() throws IOException {
    operations.stopping();
    admission.shut();
    listeners.parallelStream().forEach(l -> l.stop(settings.listen().drainTimeout()));
    website.close();
    if (digesting != null) {
      digesting.close();
    }
    expiring.close();
    operations.close();
    workers.close();
    Wiring.Engine last = engine;
    if (last != null) {
      last.close();
    }
    LaterPupil told = pupil;
    if (told != null) {
      told.close();
    }
    reinjector.close();
    recent.close();
    history.close();
    trainer.close();
    crashes.close();
    lock.close();
    counters.close();
    LOG.info("stopped");
  }
}
