package org.mailweir.cli;

import org.mailweir.app.Wiring;
import picocli.CommandLine.Option;

/** Whether others are asked. */
final class LocalOption {

  @Option(
      names = {"-L", "--local"},
      description =
          "Ask nobody else: no DNS, no lists, no virus scanner, no spamd. For old mail, of which"
              + " they know nothing any more.")
  private boolean local;

  Wiring.Reach reach() {
    return local ? Wiring.Reach.LOCAL : Wiring.Reach.OUTSIDE;
  }
}
