package org.mailweir.app;

import org.jspecify.annotations.Nullable;
import org.mailweir.config.MailweirSettings;
import org.mailweir.net.Endpoint;
import org.mailweir.web.Access;
import org.mailweir.web.Response;
import org.mailweir.web.Routes;
import org.mailweir.web.WebServer;

/** The web pages of a daemon: which there are, and what they rest on. */
final class Website implements AutoCloseable {

  private final Operations operations;
  private final @Nullable WebServer server;

  Website(MailweirSettings settings, Operations operations) {
    this.operations = operations;
    Endpoint listen = settings.web().listen();
    this.server = listen == null ? null : new WebServer(listen, settings.web(), routes(settings));
  }

  /** A new page is added here, with a package of its own below {@code web}. */
  private Routes routes(MailweirSettings settings) {
    Routes routes = new Routes();
    routes.get("/", Access.SIGNED_IN, request -> Response.redirect("/held"));
    operations.pages(settings.web()).addTo(routes);
    return routes;
  }

  void start() {
    if (server != null) {
      server.start();
    }
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }
}
