package org.mailweir.web.digest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.digest.Item;

/**
 * What the page behind a link shows.
 *
 * @param item the message; null when there is nothing to show
 * @param labels what is known of it
 * @param buttons what can be done, what the link asked for first
 * @param mayAllow whether the sender can be let through from now on
 * @param notice what has come of it, or why there is nothing; empty before
 * @param good whether that is good news
 */
public record LinkView(
    String language,
    String title,
    @Nullable Item item,
    List<Label> labels,
    List<Button> buttons,
    boolean mayAllow,
    String allow,
    String noSubject,
    String notice,
    boolean good) {

  /** A word and what stands behind it. */
  public record Label(String name, String value) {}

  /** A button of the form. */
  public record Button(String word, String text, boolean first) {}
}
