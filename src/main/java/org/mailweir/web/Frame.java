package org.mailweir.web;

import org.mailweir.web.users.Session;

/** What is around every page. */
public final class Frame {

  private final Routes routes;
  private final Assets assets;

  Frame(Routes routes, Assets assets) {
    this.routes = routes;
    this.assets = assets;
  }

  Page page(Request request, String title) {
    Session session = request.session();
    return new Page(
        title,
        request.path(),
        session == null ? null : session.user(),
        session == null ? "" : session.csrf(),
        routes.entriesFor(session == null ? null : session.user().isAdministrator()),
        session == null ? null : session.takeNotice(),
        assets);
  }
}
