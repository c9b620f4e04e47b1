package org.mailweir.cli;

import java.io.PrintWriter;
import java.util.List;
import org.mailweir.app.Wiring;
import org.mailweir.check.dnsbl.ListState;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.config.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks and prints configurations. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "check|show|lists|default|manual",
    description = "Checks and prints the configuration.")
final class ConfigCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Reads the configuration and names every problem with file, line and key.",
        "Reads the rules, too: a line of theirs that has no effect is a warning."
      })
  int check(@Mixin ConfigOption config) throws ConfigException {
    ConfigLoader.Loaded loaded = config.load();
    RuleSet rules = Wiring.rules(loaded);
    Wiring.tryOut(loaded, rules);
    PrintWriter out = spec.commandLine().getOut();
    rules.problems().forEach(p -> out.println("warning: " + p));
    loaded.files().forEach(f -> out.println(f + ": ok"));
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints what is in force, defaults included.")
  int show(@Mixin ConfigOption config) throws ConfigException {
    spec.commandLine().getOut().print(Reference.inForce(config.load().settings()));
    spec.commandLine().getOut().flush();
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = {
        "Asks every DNS list that is configured about its test entries, and says how it does.",
        "Ends with 1 when one is of no use: it refuses your resolver, or lists everything."
      })
  int lists(@Mixin ConfigOption config) throws ConfigException, InterruptedException {
    ConfigLoader.Loaded loaded = config.load();
    PrintWriter out = spec.commandLine().getOut();
    List<ListState> states = Wiring.dnsLists(loaded.settings());
    states.forEach(s -> out.printf("%-20s %-32s %s%n", s.name(), s.zone(), s.words()));
    if (!loaded.settings().dnsbl().enabled()) {
      out.println("They are not asked about mail: enabled = false in [dnsbl].");
    }
    out.flush();
    return states.stream().allMatch(ListState::isOk) ? 0 : 1;
  }

  @Command(
      name = "default",
      mixinStandardHelpOptions = true,
      description = "Prints the commented reference configuration.")
  int defaults() {
    spec.commandLine().getOut().print(Reference.toml());
    spec.commandLine().getOut().flush();
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prints the manual page of the configuration in Markdown.")
  int manual() {
    spec.commandLine().getOut().print(Reference.manual());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
