package org.mailweir.learn.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.bayes.Label;
import org.mailweir.learn.LessonReader;
import org.mailweir.learn.LessonResult;
import org.mailweir.learn.Pupil;
import org.mailweir.learn.Teaching;
import org.mailweir.learn.Trainer;
import org.mailweir.learn.forward.Forward;
import org.mailweir.learn.forward.ForwardReader;
import org.mailweir.learn.forward.Forwarded;
import org.mailweir.learn.forward.Hints;
import org.mailweir.learn.recent.Recent;
import org.mailweir.learn.recent.RecentMessages;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.RawMessage;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;

/**
 * Teaches what people forward to training addresses, and what strangers send to spam traps.
 *
 * <p>Every method returns when all lessons of a message are durable, and throws IOException when
 * the log cannot be written; to call it again with the same message is right then, since what was
 * learned already is known. Called on a thread with a deep stack. Thread-safe.
 */
public final class TrainingInbox {

  private static final String LOST =
      "the original of an inline forward is not among the recent messages; forward as attachment";
  private static final String IGNORED = "inline forwards are not learned; forward as attachment";

  private final TrainingSettings settings;
  private final Trainer trainer;
  private final RecentMessages recent;
  private final Pupil pupil;
  private final MessageParser parser;
  private final ForwardReader forwards;
  private final LessonReader lessons = new LessonReader();

  /**
   * @param pupil hears of the lessons, too, when the message itself is there
   */
  public TrainingInbox(
      TrainingSettings settings,
      ParseLimits limits,
      Trainer trainer,
      RecentMessages recent,
      Pupil pupil) {
    this.settings = settings;
    this.trainer = trainer;
    this.recent = recent;
    this.pupil = pupil;
    this.parser = new MessageParser(limits);
    this.forwards =
        new ForwardReader(limits, settings.messages(), new TrainingAddresses(settings)::contain);
  }

  /**
   * Does what mail to a training address asks for.
   *
   * @param address the training address
   * @param teacher the sender of the envelope
   */
  public Learned take(RawMessage message, Wish wish, MailAddress address, MailAddress teacher)
      throws IOException {
    String source = "training address " + address.canonical();
    Forward forward = forwards.read(head(message), parser.parse(message), teacher);
    List<Learned.Lesson> taught = new ArrayList<>();
    String trouble = forward.trouble();
    for (Forwarded forwarded : forward.messages()) {
      Meant meant = meant(forwarded, wish, teacher.canonical(), source);
      if (meant == null) {
        trouble = settings.inline() == TrainingSettings.Inline.IGNORE ? IGNORED : LOST;
      } else {
        LessonResult result = give(meant.teaching(), wish);
        passOn(forwarded, meant, wish, result);
        taught.add(meant.lesson(result));
      }
    }
    return new Learned(wish, taught, trouble);
  }

  /** Teaches that a whole message is spam, because of where it was sent. */
  public Learned trap(RawMessage message, MailAddress trap) throws IOException {
    String source = "spam trap " + trap.canonical();
    Teaching teaching = lessons.read(parser.parse(message), Label.SPAM, "spam trap", source);
    Meant meant = new Meant(teaching, "whole");
    LessonResult result = trainer.teach(teaching);
    pupil.hearIfInForce(message, Pupil.What.SPAM, result);
    return new Learned(Wish.SPAM, List.of(meant.lesson(result)), "");
  }

  /** Of a message that was recovered only what the classifier needs is there. */
  private void passOn(Forwarded forwarded, Meant meant, Wish wish, LessonResult result) {
    if (meant.isItself()) {
      pupil.hearIfInForce(forwarded.message(), what(wish), result);
    }
  }

  private static Pupil.What what(Wish wish) {
    return switch (wish) {
      case SPAM -> Pupil.What.SPAM;
      case HAM -> Pupil.What.HAM;
      case FORGET -> Pupil.What.FORGET;
    };
  }

  private byte[] head(RawMessage message) throws IOException {
    try (InputStream in = message.open()) {
      return in.readNBytes(settings.maxSize().toInt());
    }
  }

  private LessonResult give(Teaching teaching, Wish wish) throws IOException {
    return wish == Wish.FORGET
        ? trainer.forget(
            teaching.digest(), teaching.teacher(), teaching.source(), teaching.authoritative())
        : trainer.teach(teaching);
  }

  /** A message that is meant, and how it was found. */
  private record Meant(Teaching teaching, String form) {
    boolean isItself() {
      return form.equals("attached") || form.equals("redirected");
    }

    Learned.Lesson lesson(LessonResult result) {
      return new Learned.Lesson(result, teaching.messageId(), teaching.subject(), form);
    }
  }

  private @Nullable Meant meant(Forwarded forwarded, Wish wish, String teacher, String source) {
    ParsedMessage message = parser.parse(forwarded.message());
    Label label = wish == Wish.HAM ? Label.HAM : Label.SPAM;
    Teaching seen = lessons.read(message, label, teacher, source);
    return switch (forwarded) {
      case Forwarded.Attached a -> whole(message, seen, "attached");
      case Forwarded.Redirected r -> whole(message, seen, "redirected");
      case Forwarded.Inline(var rebuilt, Hints hints) -> inline(hints, seen);
    };
  }

  /** A message that has lost its text on the way may still be known by its Message-ID. */
  private Meant whole(ParsedMessage message, Teaching seen, String form) {
    if (!isEmpty(message)) {
      return new Meant(seen, form);
    }
    Hints hints =
        new Hints(
            List.of(seen.messageId()),
            seen.subject(),
            Hints.author(message.headers().value("From")),
            null);
    return recover(hints, seen).orElse(new Meant(seen, form));
  }

  private static boolean isEmpty(ParsedMessage message) {
    return message.leaves().stream().allMatch(TrainingInbox::isEmpty);
  }

  private static boolean isEmpty(Part leaf) {
    return leaf.isText() ? leaf.text().isBlank() : leaf.bodyLength() == 0;
  }

  private @Nullable Meant inline(Hints hints, Teaching seen) {
    return switch (settings.inline()) {
      case RECOVER -> recover(hints, seen).orElse(null);
      case LIGHT ->
          recover(hints, seen).orElse(new Meant(seen.weighing(settings.inlineWeight()), "inline"));
      case IGNORE -> null;
    };
  }

  private Optional<Meant> recover(Hints hints, Teaching seen) {
    return recent.find(hints).map(r -> new Meant(as(r, seen), "recovered"));
  }

  private static Teaching as(Recent original, Teaching seen) {
    return new Teaching(
        original.features(),
        seen.label(),
        original.digest(),
        original.messageId(),
        original.subject(),
        seen.teacher(),
        seen.source(),
        1,
        seen.authoritative());
  }
}
