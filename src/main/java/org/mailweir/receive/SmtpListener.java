package org.mailweir.receive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.mailweir.concurrent.Deadline;
import org.mailweir.mail.Origin;
import org.mailweir.net.Endpoint;
import org.mailweir.net.Networks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.subethamail.smtp.internal.server.Command;
import org.subethamail.smtp.internal.server.CommandHandler;
import org.subethamail.smtp.internal.server.HelpMessage;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/**
 * One listening port. SubEtha accepts, runs a thread for each connection and dispatches verbs; the
 * rest is {@link FilterSession}.
 */
public final class SmtpListener {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpListener.class);
  private static final int BACKLOG = 1024;
  private static final long THREAD_STACK = 512 * 1024;

  private final ListenSettings settings;
  private final Endpoint endpoint;
  private final Origin origin;
  private final Admission admission;
  private final Networks allowed;
  private final Map<Session, FilterSession> sessions = new ConcurrentHashMap<>();
  private final SMTPServer server;
  private @Nullable FilterServerSocket serverSocket;

  /**
   * Sets a listener up; {@link #start} opens it.
   *
   * @throws IllegalArgumentException when the address is beyond loopback and that was not asked for
   */
  public SmtpListener(
      ListenSettings settings, Endpoint endpoint, Origin origin, Admission admission) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.origin = origin;
    this.admission = admission;
    this.allowed = Networks.of("allow_from", settings.allowFrom());
    this.server =
        SMTPServer.port(endpoint.port())
            .bindAddress(address(settings, endpoint))
            .hostName(settings.hostname())
            .softwareName("Mailweir")
            .backlog(BACKLOG)
            .maxConnections(settings.maxConnections())
            .connectionTimeoutMs(Math.toIntExact(settings.idleTimeout().toMillis()))
            .executorService(threads(endpoint))
            .serverSocketFactory(this::createServerSocket)
            .sessionHandler(new Sessions())
            .serverThreadName("accept-" + endpoint)
            .build();
    useOnlyOurCommands(server.getCommandHandler());
  }

  private static InetAddress address(ListenSettings settings, Endpoint endpoint) {
    try {
      InetAddress address = InetAddress.getByName(endpoint.host());
      if (!address.isLoopbackAddress() && !settings.bindBeyondLoopback()) {
        throw new IllegalArgumentException(
            "will not listen on "
                + endpoint
                + ": whoever reaches it can send mail through this host. Use 127.0.0.1, or set"
                + " bind_beyond_loopback = true if that is what you want");
      }
      return address;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("cannot resolve " + endpoint.host(), e);
    }
  }

  private static ExecutorService threads(Endpoint endpoint) {
    AtomicLong count = new AtomicLong();
    return Executors.newCachedThreadPool(
        task -> {
          String name = "session-" + endpoint.port() + "-" + count.incrementAndGet();
          Thread thread = new Thread(null, task, name, THREAD_STACK);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Every verb that SubEtha brings along is covered by one of ours or answered 502. */
  private void useOnlyOurCommands(CommandHandler handler) {
    Arrays.stream(Verb.values()).map(FilterCommand::new).forEach(handler::addCommand);
  }

  private ServerSocket createServerSocket() throws IOException {
    FilterServerSocket socket = new FilterServerSocket();
    serverSocket = socket;
    return socket;
  }

  /**
   * Opens the port.
   *
   * @throws IOException when that fails, most often because another program has it
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (RuntimeException e) {
      String why = e.getCause() == null ? e.toString() : e.getCause().getMessage();
      throw new IOException("cannot listen on " + endpoint + ": " + why, e);
    }
  }

  /** The port that was opened; differs from the configured one when that was 0. */
  public int port() {
    return server.getPortAllocated();
  }

  /**
   * Stops: no new connections, idle ones closed, running transactions finished. {@link
   * Admission#shut} comes first.
   */
  public void stop(Duration patience) {
    FilterServerSocket open = serverSocket;
    if (open != null) {
      open.stopAccepting();
    }
    Deadline deadline = Deadline.after(patience);
    while (!sessions.isEmpty() && !deadline.passed()) {
      sessions.forEach(SmtpListener::closeIfIdle);
      pause();
    }
    if (!sessions.isEmpty()) {
      LOG.warn("cutting {} transactions short; Postfix will retry", sessions.size());
    }
    server.stop();
  }

  private static void closeIfIdle(Session session, FilterSession filter) {
    if (!filter.isBusy()) {
      session.quit();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Binds a session of SubEtha's to ours. */
  private final class Sessions implements SessionHandler {

    @Override
    public SessionAcceptance accept(Session session) {
      InetAddress client = session.getSocket().getInetAddress();
      if (!allowed.contain(client)) {
        LOG.warn("{} is not among listen.allow_from, refused", client.getHostAddress());
        return SessionAcceptance.failure(554, "5.7.1 not for you");
      }
      try {
        CommandInput in = ((SmtpSocket) session.getSocket()).getInputStream();
        sessions.put(
            session, new FilterSession(settings, origin, admission, in, session::sendResponse));
        return SessionAcceptance.success();
      } catch (IOException e) {
        return SessionAcceptance.failure(421, "4.3.0 " + e.getMessage());
      }
    }

    @Override
    public void onSessionEnd(Session session) {
      sessions.remove(session);
    }
  }

  /** One of our verbs as SubEtha wants it. */
  private final class FilterCommand implements Command {
    private final Verb verb;

    FilterCommand(Verb verb) {
      this.verb = verb;
    }

    @Override
    public void execute(String standIn, Session session) throws IOException {
      FilterSession filter = sessions.get(session);
      if (filter == null) {
        throw new IOException("session is over");
      }
      CommandInput in = ((SmtpSocket) session.getSocket()).getInputStream();
      if (!filter.execute(verb, in.line())) {
        session.quit();
      }
    }

    @Override
    public HelpMessage getHelp() {
      return new HelpMessage(verb.name(), verb.name());
    }

    @Override
    public String getName() {
      return verb.name();
    }
  }
}
