package org.mailweir.check.rules;

/** A line that cannot be understood; becomes a {@link RuleProblem} where its place is known. */
final class RuleSyntaxException extends Exception {

  private static final long serialVersionUID = 1;

  private final String remedy;

  RuleSyntaxException(String what, String remedy) {
    super(what);
    this.remedy = remedy;
  }

  RuleProblem at(Location where) {
    return new RuleProblem(where, String.valueOf(getMessage()), remedy);
  }
}
