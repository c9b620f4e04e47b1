package org.mailweir.doctor.postfix;

import java.io.IOException;
import java.util.List;

/** Runs postconf(1), or plays it. */
public interface Postconf {

  /**
   * What it wrote.
   *
   * @param output lines of standard output
   * @param complaints lines of standard error
   */
  record Answer(List<String> output, List<String> complaints) {
    public Answer {
      output = List.copyOf(output);
      complaints = List.copyOf(complaints);
    }
  }

  /**
   * Runs it with these arguments.
   *
   * @throws IOException when it is missing, takes too long, or fails; the message says why
   */
  Answer run(String... arguments) throws IOException;
}
