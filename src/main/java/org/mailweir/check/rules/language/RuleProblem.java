package org.mailweir.check.rules.language;

/**
 * Why a line of a rule file has no effect. It never stops the other rules.
 *
 * @param what what is wrong, with the words of the line
 * @param remedy what the administrator can do about it
 */
public record RuleProblem(Location where, String what, String remedy) {

  @Override
  public String toString() {
    return where + ": " + what + "; " + remedy;
  }
}
