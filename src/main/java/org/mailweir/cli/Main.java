package org.mailweir.cli;

import java.io.PrintWriter;
import org.mailweir.app.Logging;
import org.mailweir.app.Version;
import org.mailweir.config.ConfigException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/**
 * The entry point. Exit codes: 0 done, 1 could not be done, 2 wrong usage or configuration; scan
 * and explain use 0 whatever the verdict is.
 */
@Command(
    name = "mailweir",
    description = "Postfix after-queue content filter.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.VersionText.class,
    subcommands = {
      ServeCommand.class,
      ScanCommand.class,
      ExplainCommand.class,
      EvaluateCommand.class,
      LearnCommand.class,
      LessonsCommand.class,
      QuarantineCommand.class,
      UserCommand.class,
      AllowedCommand.class,
      DigestCommand.class,
      ConfigCommand.class,
      RulesCommand.class,
      DoctorCommand.class,
      StatusCommand.class,
      TopCommand.class,
      ReloadCommand.class
    })
public final class Main {

  private Main() {}

  /** Runs the command and ends the process. */
  public static void main(String[] args) {
    Logging.forCommand();
    System.exit(run(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true)));
  }

  /** Runs the command with its output going there; gives the exit code. */
  static int run(String[] args, PrintWriter out, PrintWriter err) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              err.println(
                  e instanceof ConfigException ? e.getMessage() : "mailweir: " + message(e));
              return e instanceof ConfigException ? 2 : 1;
            })
        .execute(args);
  }

  private static String message(Exception e) {
    return e.getMessage() == null || e instanceof RuntimeException ? e.toString() : e.getMessage();
  }

  static final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"mailweir " + Version.TEXT};
    }
  }
}
