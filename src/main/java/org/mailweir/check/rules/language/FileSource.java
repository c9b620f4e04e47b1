package org.mailweir.check.rules.language;

import org.mailweir.check.rules.pattern.RuleSyntaxException;

/** Where included files come from. */
@FunctionalInterface
public interface FileSource {

  /** For texts that may include nothing. */
  FileSource NONE =
      name -> {
        throw new RuleSyntaxException(name + " cannot be included here", "remove the line");
      };

  /**
   * The octets of a file, one char each.
   *
   * @throws RuleSyntaxException when it is missing or cannot be read
   */
  String read(String name) throws RuleSyntaxException;
}
