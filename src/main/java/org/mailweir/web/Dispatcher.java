package org.mailweir.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mailweir.web.users.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every request passes here: bounds, the name we are called by, who asks, whether he may, whether a
 * form is one of ours; then the page's own handler; then the headers that every answer carries.
 */
final class Dispatcher implements HttpHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final String TOKEN = "csrf";

  private final Routes routes;
  private final Assets assets;
  private final Frame frame;
  private final Hosts hosts;
  private final Door door;
  private final boolean behindProxy;
  private final Changes changes = new Changes();

  Dispatcher(WebSettings settings, Routes routes, Door door) {
    this.routes = routes;
    this.assets = new Assets();
    this.frame = new Frame(routes, assets);
    this.hosts = new Hosts(settings);
    this.door = door;
    this.behindProxy = settings.behindProxy();
  }

  /**
   * Lets nothing more be changed, and waits for what is being changed.
   *
   * @return whether that is done
   */
  boolean finish(Duration patience) {
    return changes.finish(patience);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Response response;
      try {
        response = answer(exchange);
      } catch (TooLargeException e) {
        response = Response.text(413, "A form of at most 64 KiB is expected.");
        exchange.getResponseHeaders().set("Connection", "close");
      } catch (Parameters.UnreadableException e) {
        response = Response.text(400, "This is no request that can be understood.");
      } catch (RuntimeException e) {
        LOG.error("{} failed before its page was found", exchange.getRequestMethod(), e);
        response = failed();
      }
      send(exchange, response);
    }
  }

  private Response answer(HttpExchange exchange) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (!hosts.isOurs(host)) {
      return Response.text(
          421, "Nothing is served under this name; the setting hosts in [web] names others.");
    }
    String method =
        exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
    String path = path(exchange);
    if (method.equals("GET")) {
      Optional<Response> asset = assets.find(path);
      if (asset.isPresent()) {
        return asset.get();
      }
    }
    List<String> segments = Route.segments(path).stream().map(Parameters::decode).toList();
    Optional<Routes.Match> match = routes.find(method, segments);
    Request request = request(exchange, method, path, match);
    if (match.isEmpty()) {
      return routes.knows(segments)
          ? Response.text(405, "This is not how this page is asked for.")
          : Response.notFound(request);
    }
    return answer(match.get().route(), request);
  }

  /** Before the body of a form is read, it is known that we are meant. */
  private Request request(
      HttpExchange exchange, String method, String path, Optional<Routes.Match> match)
      throws IOException {
    boolean form = method.equals("POST") && match.isPresent();
    return new Request(
        method,
        path,
        match.map(Routes.Match::values).orElse(Map.of()),
        Parameters.parse(exchange.getRequestURI().getRawQuery()),
        form ? Parameters.parse(body(exchange)) : Parameters.NONE,
        exchange.getRequestHeaders(),
        address(exchange),
        isDirect(exchange),
        door.session(exchange.getRequestHeaders()).orElse(null),
        frame);
  }

  private Response answer(Route route, Request request) throws IOException {
    Session session = request.session();
    if (route.access() != Access.ANYBODY && session == null) {
      return door.toLogIn(request);
    }
    if (route.access() == Access.ADMINISTRATOR && !request.user().isAdministrator()) {
      return Response.error(
          request, 403, "This is for administrators", "Your user may not see or do this.");
    }
    if (route.method().equals("POST") && !isMeant(route, request)) {
      LOG.warn("refused {} from {}: not a form of ours", route.pattern(), request.address());
      return Response.error(
          request,
          403,
          "Nothing was done",
          "This did not come from a page of this session. Go back, load the page again, and press"
              + " the button once more.");
    }
    return route.method().equals("POST") ? changed(route, request) : handled(route, request);
  }

  private Response changed(Route route, Request request) {
    if (!changes.begin()) {
      return Response.error(
              request,
              503,
              "Nothing was done",
              "The server is about to stop. Go back in a minute, and press the button once more.")
          .with("Retry-After", "60");
    }
    try {
      return handled(route, request);
    } finally {
      changes.end();
    }
  }

  private boolean isMeant(Route route, Request request) {
    boolean ours =
        hosts.isFromOurPage(
            request.header("Sec-Fetch-Site"), request.header("Origin"), request.header("Host"));
    Session session = request.session();
    boolean proved =
        route.proof() == Route.Proof.ORIGIN
            || (session != null && session.isOurs(request.form().raw(TOKEN)));
    return ours && proved;
  }

  private static Response failed() {
    return Response.text(500, "This did not work; the log says why.");
  }

  private static Response handled(Route route, Request request) {
    try {
      return route.handler().handle(request);
    } catch (RuntimeException e) {
      LOG.error("{} {} failed", route.method(), route.pattern(), e);
      return failed();
    } catch (IOException e) {
      LOG.error("{} {} could not be answered", route.method(), route.pattern(), e);
      Session session = request.session();
      boolean trusted = session != null && session.user().isAdministrator();
      String why = trusted ? String.valueOf(e.getMessage()) : "The log of the server says why.";
      return Response.error(request, 500, "This did not work", why);
    }
  }

  private static String path(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    return path == null || !path.startsWith("/") ? "/" : path;
  }

  private static String body(HttpExchange exchange) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    String length = exchange.getRequestHeaders().getFirst("Content-Length");
    if (length != null && number(length) > Limits.BODY) {
      throw new TooLargeException();
    }
    try (InputStream in = exchange.getRequestBody()) {
      byte[] bytes = in.readNBytes(Limits.BODY + 1);
      if (bytes.length > Limits.BODY) {
        throw new TooLargeException();
      }
      boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
      return form ? new String(bytes, StandardCharsets.US_ASCII) : "";
    }
  }

  private static long number(String length) {
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      throw new Parameters.UnreadableException("no length: " + e.getMessage());
    }
  }

  private String address(HttpExchange exchange) {
    String peer = exchange.getRemoteAddress().getAddress().getHostAddress();
    String forwarded = exchange.getRequestHeaders().getFirst("X-Forwarded-For");
    if (!behindProxy || forwarded == null) {
      return peer;
    }
    // What the proxy itself has seen stands last; what is before was written by the client.
    String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
    return last.matches("[0-9A-Fa-f.:]{2,45}") ? last : peer;
  }

  /** A proxy on this machine may say nothing of itself, but it is asked by another name. */
  private boolean isDirect(HttpExchange exchange) {
    InetAddress peer = exchange.getRemoteAddress().getAddress();
    return !behindProxy
        && peer.isLoopbackAddress()
        && Hosts.isLoopback(exchange.getRequestHeaders().getFirst("Host"))
        && exchange.getRequestHeaders().getFirst("Forwarded") == null
        && exchange.getRequestHeaders().getFirst("X-Forwarded-For") == null;
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    SecurityHeaders.ALL.forEach(exchange.getResponseHeaders()::set);
    response.headers().forEach(exchange.getResponseHeaders()::set);
    boolean empty = response.length() == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(response.status(), empty ? -1 : response.length());
    if (!empty) {
      try (OutputStream out = exchange.getResponseBody()) {
        response.body().writeTo(out);
      }
    }
  }

  /** More than a form may have. */
  private static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1;
  }
}
