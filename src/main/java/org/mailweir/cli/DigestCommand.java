package org.mailweir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import org.mailweir.app.Digesting;
import org.mailweir.config.ConfigException;
import org.mailweir.digest.Digest;
import org.mailweir.digest.Item;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a recipient would be told, or tells him now. */
@Command(
    name = "digest",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "show|send",
    description = {
      "Shows what a recipient would be told of held mail, or tells him now.",
      "The daemon sends digests by itself when [digest] is enabled."
    })
final class DigestCommand {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(mixinStandardHelpOptions = true, description = "Shows a digest, without its links.")
  int show(
      @Mixin ConfigOption config,
      @Option(names = "--since", defaultValue = "1d", description = "Default: ${DEFAULT-VALUE}")
          String since,
      @Parameters(paramLabel = "ADDRESS") String recipient)
      throws IOException, ConfigException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Digesting digesting = Digesting.forCommand(config.load())) {
      Optional<Digest> digest = digesting.preview(recipient, start(since), Instant.now());
      digest.ifPresentOrElse(
          d -> {
            d.held().forEach(item -> out.println(line("held", item)));
            if (d.more() > 0) {
              out.println("and " + d.more() + " more that are held");
            }
            d.questions().forEach(item -> out.println(line("asked", item)));
          },
          () -> out.println("nothing"));
    }
    return 0;
  }

  private static String line(String what, Item item) {
    return TerminalText.printable(
        String.join(
            "  ", what, item.when().toString(), item.points(), item.from(), item.subject()));
  }

  @Command(mixinStandardHelpOptions = true, description = "Sends a digest now; 1 if it failed.")
  int send(
      @Mixin ConfigOption config,
      @Option(names = "--since", defaultValue = "1d", description = "Default: ${DEFAULT-VALUE}")
          String since,
      @Parameters(paramLabel = "ADDRESS") String recipient)
      throws IOException, ConfigException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Instant now = Instant.now();
    try (Digesting digesting = Digesting.forCommand(config.load())) {
      Optional<Digest> digest = digesting.preview(recipient, start(since), now);
      if (digest.isEmpty()) {
        out.println("nothing new, nothing sent");
        return 0;
      }
      Optional<String> trouble = digesting.send(digest.get(), now);
      out.println(trouble.map(TerminalText::printable).orElse("sent"));
      return trouble.isEmpty() ? 0 : 1;
    }
  }

  private Instant start(String since) {
    return SearchOptions.time(spec, "--since", since);
  }
}
