package org.mailweir.check.rules.language;

import org.mailweir.check.rules.pattern.RuleSyntaxException;

/** Numbers of rule files. */
final class Numbers {

  private Numbers() {}

  static double decimal(String text) throws RuleSyntaxException {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw notANumber(text);
    }
    throw notANumber(text);
  }

  static int whole(String text) throws RuleSyntaxException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw notANumber(text);
    }
  }

  private static RuleSyntaxException notANumber(String text) {
    return new RuleSyntaxException("\"" + text + "\" is no number", "write a number such as 1.5");
  }
}
