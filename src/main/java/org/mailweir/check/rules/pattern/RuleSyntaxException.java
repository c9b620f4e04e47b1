package org.mailweir.check.rules.pattern;

/**
 * A line that cannot be understood; becomes a problem of the rule file where its place is known.
 */
public final class RuleSyntaxException extends Exception {

  private static final long serialVersionUID = 1;

  private final String remedy;

  public RuleSyntaxException(String what, String remedy) {
    super(what);
    this.remedy = remedy;
  }

  /** What is wrong. */
  public String what() {
    return String.valueOf(getMessage());
  }

  /** What the administrator can do about it. */
  public String remedy() {
    return remedy;
  }
}
