package org.mailweir.cli;

import static org.mailweir.cli.TerminalText.printable;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.mailweir.control.Status;
import org.mailweir.metrics.Live;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which messages are here now, and where each of them is, every second anew. */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the messages that are here now: age, stage, queue id, sender, recipients.",
      "Every second anew until q or Ctrl-C; once, when the output is no terminal."
    })
final class TopCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ConfigOption config = new ConfigOption();
  @Mixin private DaemonOption daemonOption = new DaemonOption();

  @Option(names = "--once", description = "Show it once and end.")
  private boolean once;

  @Override
  public Integer call() throws Exception {
    DaemonLink daemon = daemonOption.link(config, spec.commandLine().getErr());
    if (once || !Screen.isPossible()) {
      PrintWriter out = spec.commandLine().getOut();
      lines(daemon).forEach(out::println);
      return 0;
    }
    try (Screen screen = Screen.open()) {
      do {
        screen.show(lines(daemon));
      } while (!screen.isQuitPressed());
    }
    return 0;
  }

  private static List<String> lines(DaemonLink daemon) throws IOException {
    Status status = daemon.status();
    List<Live.View> live = daemon.live();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "mailweir up %s, %.1f messages a minute, reply after %s (half), %s (99 %%)",
            StatusText.span(status.uptimeSeconds()),
            status.traffic().perMinute(),
            StatusText.time(status.traffic().message().p50()),
            StatusText.time(status.traffic().message().p99())));
    lines.add(StatusText.load(status.load()));
    status.reasons().forEach(r -> lines.add("! " + printable(r)));
    status.servers().stream()
        .filter(Status.Server::resting)
        .forEach(s -> lines.add("! " + s.kind() + " " + printable(s.name()) + " is left alone"));
    status
        .unavailable()
        .forEach(u -> lines.add("! " + u.name() + " has no answer: " + printable(u.reason())));
    lines.add("");
    lines.add(StatusText.heading());
    live.forEach(v -> lines.add(StatusText.row(v)));
    if (live.isEmpty()) {
      lines.add("no message is here at the moment");
    }
    return lines;
  }
}
