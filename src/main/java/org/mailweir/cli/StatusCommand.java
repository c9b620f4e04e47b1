package org.mailweir.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.mailweir.control.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the running daemon does, on one screen. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows what the running daemon does.",
      "Exit code 0 when mail flows, 1 when it does not or when no daemon answers."
    })
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();
  @Mixin private DaemonOption daemonOption = new DaemonOption();

  @Option(names = "--json", description = "One JSON object.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    DaemonLink daemon = daemonOption.link(config, spec.commandLine().getErr());
    PrintWriter out = spec.commandLine().getOut();
    Status status = daemon.status();
    if (json) {
      out.println(daemon.statusJson());
    } else {
      StatusText.of(status).forEach(out::println);
    }
    return status.isHealthy() ? 0 : 1;
  }
}
