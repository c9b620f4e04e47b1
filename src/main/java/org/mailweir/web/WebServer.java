package org.mailweir.web;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailweir.net.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the web pages. Mail never waits for it: a port that cannot be opened is an error in the
 * log, and is tried again until it can.
 */
public final class WebServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
  private static final int AGAIN_SECONDS = 15;
  private static final int BACKLOG = 64;

  /** Together with the minute for running mail it is less than systemd's patience of 90 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Endpoint listen;
  private final WebSettings settings;
  private final Dispatcher dispatcher;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("web-start").factory());
  private @Nullable HttpServer server;
  private boolean closed;
  private boolean complained;

  /**
   * @param listen where; the settings may say nowhere
   * @param routes the pages; a log-in is added to them
   */
  public WebServer(Endpoint listen, WebSettings settings, Routes routes) {
    this.listen = listen;
    this.settings = settings;
    Door door = new Door(settings, Clock.systemUTC());
    door.addTo(routes);
    this.dispatcher = new Dispatcher(settings, routes, door);
  }

  /** Opens the port, now or later. */
  public void start() {
    timer.scheduleWithFixedDelay(this::tryToStart, 0, AGAIN_SECONDS, TimeUnit.SECONDS);
  }

  private synchronized void tryToStart() {
    if (server != null || closed) {
      return;
    }
    try {
      Limits.set(settings.maxConnections());
      HttpServer made = HttpServer.create(listen.toSocketAddress(), BACKLOG, "/", dispatcher);
      made.setExecutor(threads);
      made.start();
      server = made;
      LOG.info("web pages on http://{}", listen);
      timer.shutdown();
    } catch (IOException | RuntimeException e) {
      if (!complained) {
        LOG.error(
            "the web pages cannot be served on {}, which is tried again and again: {}",
            listen,
            e.toString());
      }
      complained = true;
    }
  }

  /** Where it listens now; null until the port is open. */
  public synchronized @Nullable Endpoint address() {
    return server == null ? null : new Endpoint(listen.host(), server.getAddress().getPort());
  }

  /**
   * Ends when what people have decided is done, after 20 s at the latest; pages that are only
   * looked at have one second then. What is decided meanwhile is refused.
   */
  @Override
  public void close() {
    HttpServer running;
    synchronized (this) {
      closed = true;
      running = server;
      server = null;
    }
    timer.shutdownNow();
    if (!dispatcher.finish(PATIENCE)) {
      LOG.warn("what was decided on the web pages is not done after {}", PATIENCE);
    }
    if (running != null) {
      running.stop(1);
    }
    threads.shutdownNow();
  }
}
