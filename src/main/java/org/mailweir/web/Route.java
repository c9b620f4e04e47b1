package org.mailweir.web;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method and a path such as {@code /held/{id}} with who may use it and what answers.
 *
 * @param proof whether a POST needs the token of a session
 */
record Route(String method, List<String> path, Access access, Proof proof, Handler handler) {

  /** What shows that a POST is meant. */
  enum Proof {
    /** The token that stands in every form of a session. */
    TOKEN,
    /** That it comes from a page of ours is enough: a log-in, or an address that is signed. */
    ORIGIN
  }

  /** For the log: what stands in the place of a name in braces may be a secret. */
  String pattern() {
    return "/" + String.join("/", path);
  }

  static List<String> segments(String path) {
    return List.of(path.substring(1).split("/", -1));
  }

  /** The values of the names in braces, when the path is one of this route. */
  Optional<Map<String, String>> match(List<String> asked) {
    if (asked.size() != path.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < path.size(); i++) {
      String mine = path.get(i);
      if (mine.startsWith("{")) {
        values.put(mine.substring(1, mine.length() - 1), asked.get(i));
      } else if (!mine.equals(asked.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
