package org.mailweir.cli;

import static org.mailweir.cli.TerminalText.printable;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.mailweir.control.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has the daemon read its configuration again, as SIGHUP does, and says what came of it. */
@Command(
    name = "reload",
    mixinStandardHelpOptions = true,
    description = {
      "Has the running daemon read its configuration again.",
      "Exit code 0 when the new one is in force; else the old one is, and it says why."
    })
final class ReloadCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();
  @Mixin private DaemonOption daemonOption = new DaemonOption();

  @Override
  public Integer call() throws Exception {
    Status.Reload reload = daemonOption.link(config, spec.commandLine().getErr()).reload();
    PrintWriter out = spec.commandLine().getOut();
    if (reload.good()) {
      out.println("configuration reloaded");
      return 0;
    }
    reload.problems().forEach(p -> out.println(printable(p)));
    out.println("the old configuration stays in force");
    return 1;
  }
}
