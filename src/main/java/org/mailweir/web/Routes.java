package org.mailweir.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which pages there are. Filled before the server starts, and not changed after. */
public final class Routes {

  private final List<Route> routes = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  /** A word in the navigation. */
  public record Entry(String path, String title, Access access) {}

  /** A route that matches, with what stands in the place of the names in braces. */
  record Match(Route route, Map<String, String> values) {}

  /** A page. It changes nothing. */
  public Routes get(String path, Access access, Handler handler) {
    return add("GET", path, access, Route.Proof.TOKEN, handler);
  }

  /** A form; it is refused without the token that stands in the forms of the same session. */
  public Routes post(String path, Access access, Handler handler) {
    return add("POST", path, access, Route.Proof.TOKEN, handler);
  }

  /** A form whose address proves by itself that it is meant, such as a signed one; for anybody. */
  public Routes selfProving(String path, Handler handler) {
    return add("POST", path, Access.ANYBODY, Route.Proof.ORIGIN, handler);
  }

  /** A word in the navigation, for those who may see the page. */
  public Routes entry(String path, String title, Access access) {
    entries.add(new Entry(path, title, access));
    return this;
  }

  private Routes add(
      String method, String path, Access access, Route.Proof proof, Handler handler) {
    routes.add(new Route(method, Route.segments(path), access, proof, handler));
    return this;
  }

  Optional<Match> find(String method, List<String> path) {
    for (Route route : routes) {
      if (route.method().equals(method)) {
        Optional<Map<String, String>> values = route.match(path);
        if (values.isPresent()) {
          return Optional.of(new Match(route, values.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** Whether there is such a page with another method. */
  boolean knows(List<String> path) {
    return routes.stream().anyMatch(r -> r.match(path).isPresent());
  }

  List<Entry> entriesFor(@Nullable Boolean administrator) {
    return entries.stream()
        .filter(
            e ->
                switch (e.access()) {
                  case ANYBODY -> true;
                  case SIGNED_IN -> administrator != null;
                  case ADMINISTRATOR -> Boolean.TRUE.equals(administrator);
                })
        .toList();
  }
}
