package org.mailweir.cli;

import picocli.CommandLine.Command;

/** Looks at rules: what the files say, what one rule is, which rules hit. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "check|show|test",
    subcommands = {RulesCheckCommand.class, RulesShowCommand.class, RulesTestCommand.class},
    description = "Looks at the rules.")
final class RulesCommand {}
