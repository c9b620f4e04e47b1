package org.mailweir.web.digest;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.mailweir.digest.Link;

/** What a link lets its recipient do. */
enum Choice {
  RELEASE,
  /** Release, and teach that it is wanted. */
  WANTED,
  DELETE,
  /** Delete, and teach that it is spam. */
  JUNK,
  HAM,
  SPAM;

  /** As it stands in a form. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Choice> of(String word, Link.Kind kind) {
    return offered(kind, true).stream().filter(c -> c.word().equals(word)).findFirst();
  }

  /**
   * Those that make sense.
   *
   * @param releasable whether the recipient may release it
   */
  static List<Choice> offered(Link.Kind kind, boolean releasable) {
    return switch (kind) {
      case HELD ->
          Stream.of(RELEASE, WANTED, DELETE, JUNK)
              .filter(c -> releasable || c == DELETE || c == JUNK)
              .toList();
      case PASSED -> List.of(SPAM, HAM);
    };
  }
}
