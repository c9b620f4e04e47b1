package org.mailweir.check.rules;

import java.util.List;

/** Rule files that the settings name and that are missing or cannot be read. */
public final class RuleFilesException extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  RuleFilesException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence for each entry of the setting, with a remedy. */
  public List<String> problems() {
    return problems;
  }
}
