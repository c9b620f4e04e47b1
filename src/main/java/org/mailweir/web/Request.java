package org.mailweir.web;

import com.sun.net.httpserver.Headers;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailweir.web.users.Notice;
import org.mailweir.web.users.Session;
import org.mailweir.web.users.User;

/**
 * What somebody asks for.
 *
 * @param path without the query
 * @param values what stands in the place of the names in braces of the route
 * @param query behind the {@code ?}
 * @param form the fields of a POST
 * @param headers of the request
 * @param address of the client; behind a proxy what that says, if it is believed
 * @param direct whether nobody stands between: no header of a proxy, and the peer is this machine
 * @param session null when nobody has signed in
 */
public record Request(
    String method,
    String path,
    Map<String, String> values,
    Parameters query,
    Parameters form,
    Headers headers,
    String address,
    boolean direct,
    @Nullable Session session,
    Frame frame) {

  /** What stands in the place of a name in braces. */
  public String value(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }

  /** Who has signed in; only for routes that need it. */
  public User user() {
    return signedIn().user();
  }

  Session signedIn() {
    return Objects.requireNonNull(session, "this route is for those who have signed in");
  }

  public @Nullable String header(String name) {
    return headers.getFirst(name);
  }

  /** Whether htmx asks, which takes a part of a page and puts it in the place of the old one. */
  public boolean isHtmx() {
    return "true".equals(header("HX-Request"));
  }

  /** Keeps words for his next page. */
  public void say(Notice words) {
    signedIn().say(words);
  }

  /** A page for whoever asks, with the words that are waiting for him. */
  public Page page(String title) {
    return frame.page(this, title);
  }
}
