package org.mailweir.web.held;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.TransactionId;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.review.ReviewDesk;
import org.mailweir.web.users.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what a user decides, in his name, and tells the log. */
final class Deciding {

  private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);

  private final ReviewDesk desk;

  Deciding(ReviewDesk desk) {
    this.desk = desk;
  }

  /**
   * Decides about one message.
   *
   * @param only one address, or null for all that the user may decide for
   * @param allow whether the sender is allowed from now on, with a release
   */
  void decide(
      Sight sight, Decision decision, @Nullable String only, boolean allow, User by, Result into) {
    if (by.isAdministrator()) {
      one(sight, decision, only, allow, new ReviewDesk.Person(by.name(), true), by, into);
      return;
    }
    Decision now = decision;
    for (HeldRecipient copy : inHisOrder(sight, by)) {
      if (only == null || copy.is(only)) {
        ReviewDesk.Person person =
            new ReviewDesk.Person(copy.address(), false, by.addresses().getFirst());
        one(sight, now, copy.address(), allow, person, by, into);
        now = decision.isRelease() ? Decision.RELEASE : Decision.DELETE; // one lesson is enough
      }
    }
  }

  /** The first teaches: always the same address, so that nobody is his own second opinion. */
  private static List<HeldRecipient> inHisOrder(Sight sight, User by) {
    return sight.copies().stream()
        .sorted(Comparator.comparing(c -> position(c, by.addresses())))
        .toList();
  }

  private static int position(HeldRecipient copy, List<String> addresses) {
    return addresses.indexOf(new MailAddress(copy.address()).canonical());
  }

  private void one(
      Sight sight,
      Decision decision,
      @Nullable String only,
      boolean allow,
      ReviewDesk.Person person,
      User by,
      Result into) {
    TransactionId id = new TransactionId(sight.message().id());
    String subject = MessageReader.subject(sight.message());
    try {
      ReviewDesk.Answer answer =
          decision.isRelease()
              ? desk.release(id, only, new ReviewDesk.Wish(decision.isLearn(), allow), person)
              : desk.delete(id, only, decision.isLearn(), person);
      into.add(subject, answer);
      LOG.info(
          "{} by {} of {} for {}: {}",
          decision,
          by.name(),
          id,
          only == null ? "all" : only.replaceAll("\\s", "?"),
          answer.isGood() ? "done" : "not all done");
    } catch (IOException e) {
      LOG.warn("{} by {} of {} failed: {}", decision, by.name(), id, e.toString());
      into.failed(
          List.of(
              by.isAdministrator()
                  ? String.valueOf(e.getMessage())
                  : "Nothing was done; the log of the server says why"));
    }
  }
}
