package org.mailweir.doctor.live;

import java.util.List;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Severity;
import org.mailweir.doctor.Subject;

/** Diagnoses about one subject. */
record Note(Subject subject) {

  Diagnosis error(String id, String what, String where, String why, String... remedy) {
    return of(Severity.ERROR, id, what, where, why, remedy);
  }

  Diagnosis warning(String id, String what, String where, String why, String... remedy) {
    return of(Severity.WARNING, id, what, where, why, remedy);
  }

  Diagnosis advice(String id, String what, String where, String why, String... remedy) {
    return of(Severity.ADVICE, id, what, where, why, remedy);
  }

  private Diagnosis of(
      Severity severity, String id, String what, String where, String why, String... remedy) {
    return new Diagnosis(id, subject, severity, what, where, why, List.of(remedy));
  }
}
