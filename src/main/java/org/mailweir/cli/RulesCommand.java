package org.mailweir.cli;

import java.io.PrintWriter;
import org.mailweir.app.Wiring;
import org.mailweir.check.rules.RuleSet;
import org.mailweir.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at rule files. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "check",
    description = "Looks at the rule files.")
final class RulesCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      mixinStandardHelpOptions = true,
      description = "Reads the rule files and names every problem with file and line.")
  int check(@Mixin ConfigOption config) throws ConfigException {
    RuleSet rules = Wiring.rules(config.load());
    PrintWriter out = spec.commandLine().getOut();
    rules.problems().forEach(out::println);
    out.println(rules.names().size() + " rules, " + rules.problems().size() + " problems");
    return rules.problems().isEmpty() ? 0 : 2;
  }
}
