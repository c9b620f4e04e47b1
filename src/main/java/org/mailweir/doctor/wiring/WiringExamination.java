package org.mailweir.doctor.wiring;

import java.util.List;
import java.util.stream.Stream;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.postfix.PostfixConfig;

/** All that can be told from the two configurations alone. */
public final class WiringExamination {

  private static final List<WiringCheck> CHECKS =
      Stream.of(
              WayIn.CHECKS,
              Feeds.CHECKS,
              Limits.CHECKS,
              Mappings.CHECKS,
              Returns.CHECKS,
              Access.CHECKS,
              Sizes.CHECKS,
              General.CHECKS)
          .flatMap(List::stream)
          .toList();

  private WiringExamination() {}

  /** Looks at everything; each check is independent of the others. */
  public static List<Diagnosis> of(PostfixConfig postfix, MailweirSettings settings) {
    Sandwich sandwich = new Sandwich(postfix, settings);
    return CHECKS.stream().flatMap(c -> c.examine(sandwich)).distinct().toList();
  }
}
