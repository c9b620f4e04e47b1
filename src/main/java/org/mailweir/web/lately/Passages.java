package org.mailweir.web.lately;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.mailweir.history.History;
import org.mailweir.history.Look;
import org.mailweir.history.Passage;
import org.mailweir.web.users.User;

/** What came through, as one user may see it: of a recipient only his own copies. */
final class Passages {

  private final History history;

  Passages(History history) {
    this.history = history;
  }

  /** Newest first. */
  List<Passage> find(Filter filter, User user, int offset, int limit) throws IOException {
    Look look = filter.look(Instant.now());
    if (user.isAdministrator()) {
      return history.find(look, offset, limit);
    }
    if (user.addresses().isEmpty()) {
      return List.of();
    }
    return history.find(look.among(user.addresses()), offset, limit).stream()
        .map(p -> seenBy(p, user))
        .toList();
  }

  /** Empty when there is none that the user may see. */
  Optional<Passage> get(String id, User user) throws IOException {
    return history.get(id).map(p -> seenBy(p, user)).filter(p -> !p.copies().isEmpty());
  }

  private static Passage seenBy(Passage p, User user) {
    return new Passage(
        p.id(),
        p.when(),
        p.origin(),
        p.client(),
        p.sender(),
        p.from(),
        p.subject(),
        p.messageId(),
        p.digest(),
        p.score(),
        p.unsure(),
        p.copies().stream().filter(c -> user.mayDecideFor(c.recipient())).toList(),
        p.findings(),
        p.unavailable(),
        p.scan(),
        p.size(),
        p.analysisMillis());
  }
}
