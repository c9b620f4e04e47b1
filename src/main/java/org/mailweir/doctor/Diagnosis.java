package org.mailweir.doctor;

import java.util.List;

/**
 * One thing that is wrong, or worth knowing.
 *
 * @param id its name, which stays the same from version to version
 * @param what is wrong, in one sentence
 * @param where the parameter, service, file or server that it is about
 * @param why it matters, in one sentence
 * @param remedy the lines that mend it: commands, or lines of a configuration; never empty
 */
public record Diagnosis(
    String id,
    Subject subject,
    Severity severity,
    String what,
    String where,
    String why,
    List<String> remedy) {

  public Diagnosis {
    remedy = List.copyOf(remedy);
    if (remedy.isEmpty()) {
      throw new IllegalArgumentException(id + " has no remedy");
    }
  }
}
