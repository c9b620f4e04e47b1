package org.mailweir.review;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailweir.allowed.Allowance;
import org.mailweir.allowed.AllowedSenders;
import org.mailweir.check.bayes.Label;
import org.mailweir.decide.Decider;
import org.mailweir.history.Passage;
import org.mailweir.learn.LessonResult;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.TransactionId;
import org.mailweir.parse.FromField;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.quarantine.Quarantine;

/**
 * What people decide about mail, by whatever door they come: command line, web page, a link in a
 * digest.
 *
 * <p>A lesson is written first: what cannot be learned stays as it is, and can be asked for again.
 * Thread-safe; everything is idempotent.
 */
public final class ReviewDesk {

  private final Quarantine quarantine;
  private final Rules rules;
  private final Review review;
  private final Lessons lessons;
  private final AllowedSenders allowed;
  private final Passages history;

  public ReviewDesk(
      Quarantine quarantine,
      Rules rules,
      Review review,
      Lessons lessons,
      AllowedSenders allowed,
      Passages history) {
    this.quarantine = quarantine;
    this.rules = rules;
    this.review = review;
    this.lessons = lessons;
    this.allowed = allowed;
    this.history = history;
  }

  /** What the configuration says about decisions, at the time. */
  public interface Rules {

    /** Whether recipients may release a message, and not administrators alone. */
    boolean isOpenToRecipients(HeldMessage message);

    /** Whether a host is ours or works for us: what it hands over may be from anybody. */
    boolean isTrusted(@Nullable String address);
  }

  /** What came through, by id. */
  public interface Passages {
    Optional<Passage> get(String id) throws IOException;
  }

  /**
   * Who decides.
   *
   * @param name of an administrator; of everybody else his mail address
   * @param administrator may decide for all, and is not contradicted when he teaches; others decide
   *     for themselves alone
   * @param teacher as whom he teaches: always the same of his addresses, whichever of them the copy
   *     is for
   */
  public record Person(String name, boolean administrator, String teacher) {

    /** However a recipient's address is written, he is one teacher. */
    public Person {
      name = administrator ? name : new MailAddress(name).canonical();
      teacher = administrator ? teacher : new MailAddress(teacher).canonical();
    }

    /** Somebody with one address. */
    public Person(String name, boolean administrator) {
      this(name, administrator, name);
    }

    boolean mayDecideFor(String address) {
      return administrator || name.equals(new MailAddress(address).canonical());
    }
  }

  /**
   * What comes with a release.
   *
   * @param learn teach first that it is ham
   * @param allow put the sender on the list of those whom the recipient allows
   */
  public record Wish(boolean learn, boolean allow) {}

  /**
   * What came of it.
   *
   * @param lesson null when none was wished
   * @param allowed what was put on the list of allowed senders, or why nothing was; null when that
   *     was not wished
   */
  public record Answer(
      List<Review.Result> results, @Nullable LessonResult lesson, @Nullable String allowed) {

    /** Whether everything that was wished has been done, now or before. */
    public boolean isGood() {
      return results.stream().noneMatch(r -> r instanceof Review.Result.Failed);
    }
  }

  /**
   * Delivers held copies.
   *
   * @param recipient for whom, or null for all for whom the person may decide
   * @throws IOException when there is nothing to decide, or nothing could be done
   */
  public Answer release(TransactionId id, @Nullable String recipient, Wish wish, Person by)
      throws IOException {
    HeldMessage message = theirs(id, recipient, by);
    if (!by.administrator() && !rules.isOpenToRecipients(message)) {
      throw new IOException(id + " is released by an administrator only: " + message.reason());
    }
    String only = by.administrator() ? recipient : by.name();
    LessonResult lesson = wish.learn() ? teach(message, Label.HAM, by) : null;
    List<Review.Result> results = review.release(id, only);
    return new Answer(results, lesson, wish.allow() ? allow(message, only, by) : null);
  }

  /**
   * Deletes held copies.
   *
   * @param recipient for whom, or null for all for whom the person may decide
   * @throws IOException when there is nothing to decide, or nothing could be done
   */
  public Answer delete(TransactionId id, @Nullable String recipient, boolean learn, Person by)
      throws IOException {
    HeldMessage message = theirs(id, recipient, by);
    LessonResult lesson = learn ? teach(message, Label.SPAM, by) : null;
    return new Answer(review.delete(id, by.administrator() ? recipient : by.name()), lesson, null);
  }

  /** The message, if it is held, or was, for one for whom the person may decide. */
  private HeldMessage theirs(TransactionId id, @Nullable String recipient, Person by)
      throws IOException {
    HeldMessage message = quarantine.find(id).orElseThrow(() -> unknown(id));
    boolean his = message.recipients().stream().anyMatch(r -> by.mayDecideFor(r.address()));
    if (!his || (recipient != null && !by.mayDecideFor(recipient))) {
      throw unknown(id); // that there is one for somebody else is nobody's business
    }
    return message;
  }

  private static IOException unknown(TransactionId id) {
    return new IOException("no held message " + id);
  }

  /** With the last copy its bytes are gone; then everything that could be taught has been. */
  private @Nullable LessonResult teach(HeldMessage message, Label label, Person by)
      throws IOException {
    boolean gone = message.recipients().stream().allMatch(r -> r.state() == State.DELETED);
    TransactionId id = new TransactionId(message.id());
    return gone ? null : lessons.held(id, label, by.teacher(), by.administrator());
  }

  /** The copy has been delivered by then, so that trouble here is only told. */
  private String allow(HeldMessage message, @Nullable String only, Person by) {
    String from = FromField.address(message.from());
    String bound = bound(message, from);
    if (from.isEmpty() || bound.isEmpty()) {
      return "nobody was allowed: who sent it is not authenticated, and from where is not known";
    }
    List<String> names = new ArrayList<>();
    try {
      for (HeldRecipient recipient : message.recipients()) {
        if (only == null || recipient.is(only)) {
          String address = new MailAddress(recipient.address()).canonical();
          String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
          allowed.add(new Allowance(address, from, bound, by.name(), now));
          names.add(recipient.address());
        }
      }
    } catch (IOException e) {
      return "nobody was allowed: " + e.getMessage();
    }
    String where = bound.equals(Allowance.AUTHENTICATED) ? "when authenticated" : "from " + bound;
    return from + " is allowed " + where + ", for " + String.join(", ", names);
  }

  /** By what the sender is known again; empty when there is nothing that others have not, too. */
  private String bound(HeldMessage message, String from) {
    if (Decider.isProved(message.findings(), from)) {
      return Allowance.AUTHENTICATED;
    }
    return rules.isTrusted(message.client().addr()) ? "" : Allowance.network(message.client());
  }

  /**
   * Teaches what a message is that came through.
   *
   * @param id in the history
   * @throws IOException when there is no such message for the person, too little is remembered of
   *     it, or the lesson cannot be written
   */
  public LessonResult teachPassed(String id, Label label, Person by) throws IOException {
    Passage passage =
        history
            .get(id)
            .filter(p -> p.copies().stream().anyMatch(c -> by.mayDecideFor(c.recipient())))
            .orElseThrow(() -> new IOException("no message " + id + " is remembered"));
    return lessons.passed(passage, label, by.teacher(), by.administrator());
  }
}
