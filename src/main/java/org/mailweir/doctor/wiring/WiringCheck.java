package org.mailweir.doctor.wiring;

import java.util.stream.Stream;
import org.mailweir.doctor.Diagnosis;

/** Looks at one thing. */
interface WiringCheck {
  Stream<Diagnosis> examine(Sandwich sandwich);
}
