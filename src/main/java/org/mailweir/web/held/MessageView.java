package org.mailweir.web.held;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.Finding;
import org.mailweir.check.bayes.Clue;
import org.mailweir.explain.Grounds;
import org.mailweir.explain.Hearing;

/**
 * All that the reading view shows, ready to print.
 *
 * @param fields who wrote to whom, and when: names and values
 * @param copies those that the user decides about
 * @param reason why it is held, in one sentence
 * @param findings what the points were for
 * @param missing checks that had no answer
 * @param grounds what the settings of now would do; null when that cannot be said
 * @param hearing what the classifier says now; null when the message cannot be read
 * @param body what can be read; null when the bytes are gone or damaged
 * @param decidable whether a copy is still held
 * @param mayHave whether the user may release and download it
 */
public record MessageView(
    String id,
    String subject,
    double score,
    List<Field> fields,
    List<Copy> copies,
    String reason,
    List<Finding> findings,
    List<String> missing,
    @Nullable Grounds grounds,
    @Nullable Hearing hearing,
    @Nullable Body body,
    boolean decidable,
    boolean mayHave,
    boolean administrator) {

  /** A name and a value. */
  public record Field(String name, String value) {}

  /**
   * One recipient's copy.
   *
   * @param state in words
   * @param note when it changed, and why it is held if that is another reason than the first one's
   */
  public record Copy(String address, String state, boolean held, String note) {}

  /**
   * The message itself.
   *
   * @param text to read first
   * @param ofHtml whether the text was taken out of the HTML part
   * @param html whether there is an HTML part to look at
   */
  public record Body(
      String text,
      boolean ofHtml,
      boolean html,
      List<Attachment> attachments,
      List<Field> headers) {}

  /** A file that comes with a message. */
  public record Attachment(String name, String type, String size) {}

  public String points() {
    return points(score);
  }

  public String points(double number) {
    return String.format(Locale.ROOT, "%.1f", number + 0.0);
  }

  public String percent() {
    double probability =
        hearing == null || hearing.opinion() == null ? 0 : hearing.opinion().probability();
    return String.format(Locale.ROOT, "%.1f %%", probability * 100);
  }

  public boolean hasOpinion() {
    return hearing != null && hearing.opinion() != null;
  }

  public List<Clue> forSpam() {
    return hearing == null ? List.of() : hearing.spam();
  }

  public List<Clue> against() {
    return hearing == null ? List.of() : hearing.ham();
  }

  /** Copies that can still be released or deleted. */
  public List<Copy> open() {
    return copies.stream().filter(Copy::held).toList();
  }
}
