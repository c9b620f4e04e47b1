package org.mailweir.web.held;

import java.util.List;
import java.util.Optional;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.web.users.User;

/**
 * A held message as one user may see it. The other recipients, why it is held for them and what
 * they have done with it are nobody else's business, so pages are made of this and of nothing else.
 *
 * @param copies those for which the user may decide; at least one
 */
record Sight(HeldMessage message, List<HeldRecipient> copies) {

  Sight {
    copies = List.copyOf(copies);
  }

  /** Empty when no copy is for the user. */
  static Optional<Sight> of(HeldMessage message, User user) {
    List<HeldRecipient> copies =
        message.recipients().stream().filter(r -> user.mayDecideFor(r.address())).toList();
    return copies.isEmpty() ? Optional.empty() : Optional.of(new Sight(message, copies));
  }

  /** Why it is held, for the first of the copies; the record's own reason may be another's. */
  String reason() {
    return copies.getFirst().reason();
  }

  List<HeldRecipient> held() {
    return copies.stream().filter(c -> c.state() == State.HELD).toList();
  }
}
