package org.mailweir.web.held;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.bayes.Label;
import org.mailweir.learn.LessonResult;
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
    for (HeldRecipient copy : sight.copies()) {
      if (only == null || copy.is(only)) {
        ReviewDesk.Person person = new ReviewDesk.Person(copy.address(), false);
        one(sight, now, copy.address(), allow, person, by, into);
        now = decision.isRelease() ? Decision.RELEASE : Decision.DELETE; // one lesson is enough
      }
    }
  }

  /**
   * As whom he teaches, whichever of his copies he decides about: who has several addresses would
   * else be his own second opinion.
   */
  private static ReviewDesk.Person teacher(Sight sight, User by) {
    return by.isAdministrator()
        ? new ReviewDesk.Person(by.name(), true)
        : by.addresses().stream()
            .filter(a -> sight.copies().stream().anyMatch(c -> c.is(a)))
            .findFirst()
            .map(a -> new ReviewDesk.Person(a, false))
            .orElseThrow();
  }

  /** The lesson first: what cannot be learned stays as it is. */
  private ReviewDesk.Answer carryOut(
      Sight sight,
      Decision decision,
      @Nullable String only,
      boolean allow,
      ReviewDesk.Person person,
      User by)
      throws IOException {
    TransactionId id = new TransactionId(sight.message().id());
    Label label = decision.isRelease() ? Label.HAM : Label.SPAM;
    LessonResult lesson = decision.isLearn() ? desk.teachHeld(id, label, teacher(sight, by)) : null;
    ReviewDesk.Answer answer =
        decision.isRelease()
            ? desk.release(id, only, new ReviewDesk.Wish(false, allow), person)
            : desk.delete(id, only, false, person);
    return new ReviewDesk.Answer(answer.results(), lesson, answer.allowed());
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
      ReviewDesk.Answer answer = carryOut(sight, decision, only, allow, person, by);
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
