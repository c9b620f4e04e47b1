package org.mailweir.check;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.mailweir.settings.Doc;

/** How the checks are run. */
@Doc("How messages are analysed.")
public record CheckSettings(
    @Doc(
            "Messages analysed at the same time. 0 means one for each processor. Postfix should not"
                + " send more at once than about twice that many.")
        int workers,
    @Doc("Checks that have no answer by then are given up as unavailable.") Duration softDeadline,
    @Doc(
            "An analysis that takes longer than that has failed: 451 on the first two attempts, then"
                + " the message goes on with X-Mailweir-Scan: incomplete; but 451 each time while a"
                + " check is required.")
        Duration hardDeadline,
    @Doc(
            "Checks without which no verdict is given: while one is unavailable, the answer is 451."
                + " A message whose analysis fails each time does not go on either: the journal"
                + " names it, and Postfix returns it in the end.")
        List<String> required,
    @Doc(
            "How long a verdict is remembered, so that further chunks of the same message, and"
                + " retries, cost no second analysis.")
        Duration rememberFor,
    @Doc("How many verdicts are remembered.") int remember) {

  public static final CheckSettings DEFAULT =
      new CheckSettings(
          0,
          Duration.ofSeconds(30),
          Duration.ofSeconds(240),
          List.of(),
          Duration.ofHours(2),
          10_000);

  public CheckSettings {
    required = List.copyOf(required);
    if (workers > 1_000) {
      throw new IllegalArgumentException("workers: at most 1000 is expected");
    }
    if (softDeadline.compareTo(hardDeadline) > 0) {
      throw new IllegalArgumentException("soft_deadline: must not be later than hard_deadline");
    }
  }

  /** The same with one more check that is required. */
  public CheckSettings requiring(String check) {
    Set<String> all = new LinkedHashSet<>(required);
    all.add(check);
    return new CheckSettings(
        workers, softDeadline, hardDeadline, List.copyOf(all), rememberFor, remember);
  }

  /** The number of workers with 0 resolved. */
  public int workerCount() {
    return workers > 0 ? workers : Math.max(2, Runtime.getRuntime().availableProcessors());
  }
}
