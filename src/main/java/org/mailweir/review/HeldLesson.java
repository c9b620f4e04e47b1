package org.mailweir.review;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.mailweir.check.bayes.Label;
import org.mailweir.learn.LessonReader;
import org.mailweir.learn.LessonResult;
import org.mailweir.learn.Pupil;
import org.mailweir.learn.Teaching;
import org.mailweir.learn.Trainer;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.TransactionId;
import org.mailweir.parse.MessageParser;
import org.mailweir.quarantine.Quarantine;

/** Held mail as lessons. */
public final class HeldLesson {

  private final Quarantine quarantine;
  private final MessageParser parser;
  private final Trainer trainer;
  private final Pupil pupil;
  private final LessonReader reader = new LessonReader();

  /**
   * @param pupil hears of the lessons, too
   */
  public HeldLesson(Quarantine quarantine, MessageParser parser, Trainer trainer, Pupil pupil) {
    this.quarantine = quarantine;
    this.parser = parser;
    this.trainer = trainer;
    this.pupil = pupil;
  }

  /**
   * Teaches what a held message is.
   *
   * @param authoritative whether the administrator says so, who is not contradicted
   * @throws IOException when there is no such message, its bytes are damaged, or the lesson cannot
   *     be written
   */
  public LessonResult teach(TransactionId id, Label label, String who, boolean authoritative)
      throws IOException {
    HeldBytes held =
        new HeldBytes(
            quarantine,
            quarantine.find(id).orElseThrow(() -> new IOException("no held message " + id)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    held.writeTo(bytes);
    String damage = held.trouble();
    if (damage != null) {
      throw new IOException(id + ": " + damage);
    }
    InMemoryMessage message = InMemoryMessage.canonical(bytes.toByteArray());
    Teaching teaching = reader.read(parser.parse(message), label, who, "quarantine");
    LessonResult result = trainer.teach(authoritative ? teaching.withAuthority() : teaching);
    pupil.hearIfInForce(message, Pupil.What.of(label), result);
    return result;
  }
}
