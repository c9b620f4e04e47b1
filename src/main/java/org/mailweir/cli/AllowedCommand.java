package org.mailweir.cli;

import static org.mailweir.cli.TerminalText.printable;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.mailweir.allowed.Allowance;
import org.mailweir.allowed.AllowedSenders;
import org.mailweir.config.ConfigException;
import org.mailweir.mail.MailAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Senders that recipients have allowed: lists, adds, removes. */
@Command(
    name = "allowed",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|add|remove",
    description = {
      "Lists, adds and removes senders that recipients have allowed for themselves.",
      "Those that hold for many are in the configuration: allow_authenticated of [policy]."
    })
final class AllowedCommand {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(mixinStandardHelpOptions = true, description = "Lists them, the oldest first.")
  int list(
      @Mixin ConfigOption config,
      @Option(names = "--recipient", paramLabel = "ADDRESS", description = "Only his.")
          @Nullable String recipient,
      @Option(names = "--json", description = "One JSON object a line.") boolean json)
      throws IOException, ConfigException {
    PrintWriter out = spec.commandLine().getOut();
    String only = recipient == null ? null : canonical(recipient);
    for (Allowance one : senders(config).all()) {
      if (only == null || only.equals(one.recipient())) {
        out.println(json ? GSON.toJson(one) : printable(one.recipient() + "  " + one.words()));
      }
    }
    return 0;
  }

  @Command(mixinStandardHelpOptions = true, description = "Allows a sender.")
  int add(
      @Mixin ConfigOption config,
      @Option(
              names = "--network",
              paramLabel = "NET",
              description =
                  "His mail comes from there, such as 192.0.2.0/24 or 2001:db8:0:0:0:0:0:0/64, and"
                      + " need not be authenticated.")
          @Nullable String network,
      @Parameters(paramLabel = "RECIPIENT") String recipient,
      @Parameters(paramLabel = "SENDER", description = "The address in his From field.")
          String sender)
      throws IOException, ConfigException {
    Allowance allowance =
        new Allowance(
            canonical(recipient),
            canonical(sender),
            network == null ? Allowance.AUTHENTICATED : Allowance.parseNetwork(network),
            Administrator.name(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    boolean isNew = senders(config).add(allowance);
    spec.commandLine()
        .getOut()
        .println(
            printable(allowance.recipient() + "  " + allowance.words())
                + (isNew ? "" : ": was there already"));
    return 0;
  }

  @Command(mixinStandardHelpOptions = true, description = "Removes a sender; 1 if there is none.")
  int remove(
      @Mixin ConfigOption config,
      @Parameters(paramLabel = "RECIPIENT") String recipient,
      @Parameters(paramLabel = "SENDER") String sender)
      throws IOException, ConfigException {
    String his = canonical(recipient);
    String from = canonical(sender);
    boolean removed =
        senders(config).remove(a -> a.recipient().equals(his) && a.sender().equals(from));
    PrintWriter out = spec.commandLine().getOut();
    out.println(printable(from + (removed ? " is removed for " : " was not allowed for ") + his));
    return removed ? 0 : 1;
  }

  private static String canonical(String address) {
    return new MailAddress(address).canonical();
  }

  private static AllowedSenders senders(ConfigOption config) throws ConfigException {
    return new AllowedSenders(config.load().settings().stateDir());
  }
}
