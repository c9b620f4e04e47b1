package org.mailweir.app;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailweir.allowed.AllowedSenders;
import org.mailweir.config.MailweirSettings;
import org.mailweir.decide.Decider;
import org.mailweir.decide.PolicySettings;
import org.mailweir.digest.Links;
import org.mailweir.history.History;
import org.mailweir.history.Passage;
import org.mailweir.learn.Pupil;
import org.mailweir.learn.Trainer;
import org.mailweir.learn.recent.RecentMessages;
import org.mailweir.mail.TransactionId;
import org.mailweir.metrics.Metrics;
import org.mailweir.net.Endpoint;
import org.mailweir.parse.MessageParser;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.QuarantineFolder;
import org.mailweir.quarantine.Search;
import org.mailweir.reinject.Reinjector;
import org.mailweir.review.HeldList;
import org.mailweir.review.Lessons;
import org.mailweir.review.PassedLesson;
import org.mailweir.review.ReviewDesk;
import org.mailweir.web.Access;
import org.mailweir.web.Response;
import org.mailweir.web.Routes;
import org.mailweir.web.WebServer;
import org.mailweir.web.digest.LinkPages;
import org.mailweir.web.figures.FiguresPage;
import org.mailweir.web.held.HeldPages;
import org.mailweir.web.lately.LatelyPages;
import org.mailweir.web.lessons.LessonsPages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web pages of a daemon: which there are, and what they rest on. */
final class Website implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Website.class);

  private final MailweirSettings settings;
  private final DecisionRules rules;
  private final Parts parts;
  private final QuarantineFolder quarantine;
  private final HeldList held;
  private final ReviewDesk desk;
  private final @Nullable WebServer server;
  private volatile Decider decider;

  /** What a daemon has open, for people who look and decide. */
  record Parts(
      History history,
      RecentMessages recent,
      Trainer trainer,
      Pupil pupil,
      AllowedSenders allowed,
      Reinjector reinjector,
      Metrics metrics,
      Operations operations,
      DecisionRules rules) {}

  /** Makes the pages; {@link #start} opens the port. */
  Website(MailweirSettings settings, Parts parts) {
    this.settings = settings;
    this.rules = parts.rules();
    this.parts = parts;
    this.quarantine = new QuarantineFolder(settings.quarantine());
    this.held = new HeldList(quarantine);
    this.decider = Wiring.decider(settings, parts.allowed());
    Lessons lessons =
        new Lessons.Both(
            Wiring.heldLesson(settings, parts.trainer(), parts.pupil()),
            new PassedLesson(parts.recent(), parts.trainer()));
    this.desk =
        Wiring.reviewDesk(
            settings, rules, parts.reinjector(), lessons, parts.allowed(), parts.history()::get);
    Endpoint listen = settings.web().listen();
    this.server = listen == null ? null : new WebServer(listen, settings.web(), routes());
  }

  /** A new page is added here, with a package of its own below {@code web}. */
  private Routes routes() {
    Routes routes = new Routes();
    routes.get("/", Access.SIGNED_IN, request -> Response.redirect("/held"));
    new HeldPages(
            quarantine,
            held,
            new MessageParser(settings.limits()),
            parts.trainer(),
            () -> decider,
            desk,
            rules::isOpenToRecipients)
        .addTo(routes);
    addLinkPages(routes);
    addOwnPages(routes);
    return routes;
  }

  /** Without a key no link is good; everything else goes on. */
  private void addLinkPages(Routes routes) {
    try {
      new LinkPages(
              Links.of(settings.stateDir()),
              new Mail(),
              desk,
              settings.digest()::languageOf,
              Clock.systemUTC())
          .addTo(routes);
    } catch (IOException e) {
      LOG.error("the links of digests do not work: {}", e.getMessage());
    }
  }

  /** What came through, figures, lessons, and what monitoring asks. */
  private void addOwnPages(Routes routes) {
    new LatelyPages(parts.history(), desk).addTo(routes);
    PolicySettings policy = settings.policy();
    new FiguresPage(
            parts.history(),
            parts.metrics(),
            new FiguresPage.Thresholds(policy.tag(), policy.hold()))
        .addTo(routes);
    new LessonsPages(parts.trainer()).addTo(routes);
    parts.operations().pages(settings.web()).addTo(routes);
  }

  /** Where the messages are that links speak of. */
  private final class Mail implements LinkPages.Mail {
    @Override
    public Optional<HeldMessage> held(String id) throws IOException {
      return quarantine.find(new TransactionId(id));
    }

    @Override
    public Optional<Passage> passed(String id) throws IOException {
      return parts.history().get(id);
    }

    @Override
    public boolean isOpenToRecipients(HeldMessage message) {
      return rules.isOpenToRecipients(message);
    }
  }

  /** What is explained from now on rests on these policies. */
  void use(MailweirSettings current) {
    decider = Wiring.decider(current, parts.allowed());
  }

  void start() {
    if (server != null) {
      server.start();
      Thread.ofVirtual().name("held-index").start(this::warmUp);
    }
  }

  /** A new index of much mail takes half a minute, for which nobody should wait before a page. */
  private void warmUp() {
    try {
      held.page(Search.HELD, 0, 1);
    } catch (IOException e) {
      LOG.warn("held mail cannot be looked through: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    held.close();
  }
}
