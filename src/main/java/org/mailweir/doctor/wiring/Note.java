package org.mailweir.doctor.wiring;

import java.util.List;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Severity;
import org.mailweir.doctor.Subject;

/** Diagnoses about Postfix. */
final class Note {

  private Note() {}

  static Diagnosis error(String id, String what, String where, String why, String... remedy) {
    return of(Severity.ERROR, id, what, where, why, remedy);
  }

  static Diagnosis warning(String id, String what, String where, String why, String... remedy) {
    return of(Severity.WARNING, id, what, where, why, remedy);
  }

  static Diagnosis advice(String id, String what, String where, String why, String... remedy) {
    return of(Severity.ADVICE, id, what, where, why, remedy);
  }

  static Diagnosis of(
      Severity severity, String id, String what, String where, String why, String... remedy) {
    return new Diagnosis(id, Subject.POSTFIX, severity, what, where, why, List.of(remedy));
  }
}
