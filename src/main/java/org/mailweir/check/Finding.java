package org.mailweir.check;

/**
 * One thing that a check noticed.
 *
 * @param name upper case, as in {@code X-Spam-Status}; a name that starts with two underscores is a
 *     fact for wave 2 and is shown to nobody
 * @param points what it adds to the score; negative speaks for the message
 * @param description one sentence for people
 * @param evidence the text that caused it, printable and short, or empty
 * @param hits how often it was seen, at least 1
 */
public record Finding(String name, double points, String description, String evidence, int hits) {

  /**
   * The fact whose evidence says how the sender was authenticated: what follows the authserv-id in
   * an Authentication-Results field (RFC 8601 2.2).
   */
  public static final String AUTHENTICATION_RESULTS = "__AUTHENTICATION_RESULTS";

  public Finding(String name, double points, String description) {
    this(name, points, description, "", 1);
  }

  /** Whether this is only a fact for conclusions, with no points of its own. */
  public boolean isFact() {
    return name.startsWith("__");
  }
}
