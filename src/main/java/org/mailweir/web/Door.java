package org.mailweir.web;

import com.sun.net.httpserver.Headers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.web.users.Attempts;
import org.mailweir.web.users.PasswordFile;
import org.mailweir.web.users.Passwords;
import org.mailweir.web.users.Session;
import org.mailweir.web.users.Sessions;
import org.mailweir.web.users.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log-in and log-out, and the cookie between. */
final class Door {

  private static final Logger LOG = LoggerFactory.getLogger(Door.class);
  private static final int LONGEST = 200;

  /** A path of ours, which no browser takes for the address of another host. */
  private static final Pattern NEXT = Pattern.compile("/([A-Za-z0-9_.~-][A-Za-z0-9_./?&=%~+@-]*)?");

  private final PasswordFile users;
  private final Sessions sessions;
  private final Passwords passwords = new Passwords();
  private final Attempts attempts;
  private final boolean secure;

  Door(WebSettings settings, Clock clock) {
    this.users = new PasswordFile(settings.users());
    this.sessions = new Sessions(users, settings.sessionIdle(), settings.sessionLife(), clock);
    this.attempts = new Attempts(clock);
    this.secure = settings.isSecure();
  }

  void addTo(Routes routes) {
    routes
        .get("/login", Access.ANYBODY, this::ask)
        .selfProving("/login", this::logIn)
        .post("/logout", Access.SIGNED_IN, this::logOut);
  }

  /** Whom a request comes from. */
  Optional<Session> session(Headers headers) {
    return cookie(headers).flatMap(sessions::find);
  }

  private Optional<String> cookie(Headers headers) {
    for (String header : headers.getOrDefault("Cookie", java.util.List.of())) {
      for (String pair : header.split(";", 64)) {
        String[] parts = pair.strip().split("=", 2);
        if (parts.length == 2 && parts[0].equals(cookieName()) && parts[1].length() < 100) {
          return Optional.of(parts[1]);
        }
      }
    }
    return Optional.empty();
  }

  /** Where a name with __Host- is possible, no other host can set it. */
  private String cookieName() {
    return secure ? "__Host-mailweir" : "mailweir";
  }

  private String cookie(String value, String more) {
    return cookieName()
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "")
        + more;
  }

  /** Sends somebody who has not signed in to the log-in, and from there back. */
  Response toLogIn(Request request) {
    boolean page = request.method().equals("GET");
    String path = "/login";
    if (page && !request.path().equals("/") && NEXT.matcher(request.path()).matches()) {
      path += "?next=" + URLEncoder.encode(request.path(), StandardCharsets.UTF_8);
    }
    // htmx would put the log-in where the list stands; so it is told to load it.
    return request.isHtmx()
        ? Response.text(200, "").with("HX-Redirect", path)
        : Response.redirect(path);
  }

  private Response ask(Request request) {
    if (request.session() != null) {
      return Response.redirect("/");
    }
    return form(request, 200, "", next(request.query().get("next")), null);
  }

  private Response form(
      Request request, int status, String name, String next, @Nullable String problem) {
    return Response.page(
        status,
        request.page("Sign in"),
        "login.jte",
        new LogIn(name, next, problem, users.all().isEmpty()));
  }

  private static String next(String wanted) {
    return NEXT.matcher(wanted).matches() ? wanted : "/";
  }

  private Response logIn(Request request) {
    String name = request.form().get("name");
    String password = request.form().raw("password");
    String next = next(request.form().get("next"));
    if (name.length() > LONGEST || password.length() > LONGEST) {
      return form(request, 400, "", next, "Name or password is too long.");
    }
    Duration wait = attempts.ask(request.address(), name);
    if (!wait.isZero()) {
      LOG.warn(
          "log-in of {} from {} has to wait {} s", shown(name), request.address(), seconds(wait));
      String problem = "Too many attempts. Try again in " + words(wait) + ".";
      return form(request, 429, name, next, problem)
          .with("Retry-After", Long.toString(seconds(wait)));
    }
    User user = users.find(name).orElse(null);
    try {
      // First the password: a name that does not exist takes as long as a wrong password.
      if (!passwords.matches(user, password.toCharArray()) || user == null) {
        return refused(request, name, next);
      }
    } catch (Passwords.BusyException e) {
      return form(request, 503, name, next, "Too many people sign in just now. Try again.");
    }
    attempts.succeeded(request.address(), name);
    LOG.info("{} signed in from {} as {}", user.name(), request.address(), user.role().word());
    return Response.redirect(next).with("Set-Cookie", cookie(sessions.begin(user), ""));
  }

  private Response refused(Request request, String name, String next) {
    LOG.warn("log-in of {} from {} failed", shown(name), request.address());
    return form(request, 403, name, next, "This name and password do not fit together.");
  }

  private Response logOut(Request request) {
    cookie(request.headers()).ifPresent(sessions::end);
    LOG.info("{} signed out", request.user().name());
    return Response.redirect("/login").with("Set-Cookie", cookie("", "; Max-Age=0"));
  }

  private static long seconds(Duration wait) {
    return wait.toSeconds() + 1;
  }

  private static String words(Duration wait) {
    long seconds = seconds(wait);
    return seconds < 120 ? seconds + " seconds" : seconds / 60 + 1 + " minutes";
  }

  /** A name that somebody typed, for the log. */
  private static String shown(String name) {
    return '"' + name.replaceAll("[^A-Za-z0-9._%+@-]", "?") + '"';
  }
}
