package org.mailweir.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.app.Wiring;
import org.mailweir.config.ConfigException;
import org.mailweir.config.ConfigLoader;
import org.mailweir.config.MailweirSettings;
import org.mailweir.doctor.Diagnosis;
import org.mailweir.doctor.Report;
import org.mailweir.doctor.ReportText;
import org.mailweir.doctor.Severity;
import org.mailweir.doctor.Subject;
import org.mailweir.doctor.live.LiveExamination;
import org.mailweir.doctor.postfix.PostconfProgram;
import org.mailweir.doctor.postfix.PostfixConfig;
import org.mailweir.doctor.postfix.PostfixReader;
import org.mailweir.doctor.wiring.Recommendation;
import org.mailweir.doctor.wiring.WiringExamination;
import org.mailweir.net.Endpoint;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Examines an installation. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Examines Postfix' configuration, Mailweir's, this machine, and the servers that are asked;"
          + " says what is wrong, why it matters, and the line that mends it. Changes nothing.",
      "Ends with 0 when there is nothing above advice, with 1 when there is."
    })
final class DoctorCommand implements Callable<Integer> {

  /** One that needs no quoting. */
  private static final Pattern ADDRESS = Pattern.compile("[\\w.+=-]{1,64}@[\\w.-]{1,255}");

  @Mixin private ConfigOption config = new ConfigOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--postfix-dir",
      paramLabel = "DIR",
      description = "Folder of main.cf and master.cf. Default: that of the installed Postfix.")
  private @Nullable Path postfixFolder;

  @Option(names = "--json", description = "The report as JSON.")
  private boolean json;

  @Option(
      names = "--offline",
      description = "Only compare the two configurations; ask no port, no folder and no server.")
  private boolean offline;

  @Option(
      names = "--print-postfix",
      description =
          "Print the lines for main.cf and master.cf that fit this machine and Mailweir's"
              + " configuration, as text and as commands, and examine nothing.")
  private boolean print;

  @Option(
      names = "--loop-to",
      paramLabel = "ADDRESS",
      description =
          "Also send a marked message in by Postfix' port, from and to this address of yours, and"
              + " wait until Mailweir has given it back. Without this option no mail is sent.")
  private @Nullable String loopTo;

  @Override
  public Integer call() throws ConfigException, InterruptedException {
    if (loopTo != null && !ADDRESS.matcher(loopTo).matches()) {
      throw new ParameterException(spec.commandLine(), "\"" + loopTo + "\" is no mail address");
    }
    return print ? recommend() : examine();
  }

  private int recommend() throws ConfigException {
    MailweirSettings settings = config.load().settings();
    Recommendation recommended = new Recommendation(settings, postfixIfAny());
    PrintWriter out = spec.commandLine().getOut();
    recommended.text().forEach(out::println);
    out.println();
    out.println("# The same as commands");
    recommended.commands().forEach(out::println);
    return 0;
  }

  private @Nullable PostfixConfig postfixIfAny() {
    try {
      return postfix();
    } catch (IOException e) {
      return null;
    }
  }

  private PostfixConfig postfix() throws IOException {
    if (postfixFolder == null) {
      return PostfixReader.read(new PostconfProgram(null), "", true);
    }
    Path folder = postfixFolder.toAbsolutePath().normalize();
    return PostfixReader.read(new PostconfProgram(folder), folder.toString(), false);
  }

  private int examine() throws InterruptedException {
    List<Diagnosis> found = new ArrayList<>();
    List<String> looked = new ArrayList<>();
    ConfigLoader.Loaded loaded = load(found, looked);
    MailweirSettings settings = loaded == null ? MailweirSettings.DEFAULT : loaded.settings();
    Optional<Endpoint> door = examinePostfix(settings, found, looked);
    if (!offline && loaded != null) {
      examineLive(settings, door, found, looked);
    }
    return answer(new Report(found, looked));
  }

  private void examineLive(
      MailweirSettings settings,
      Optional<Endpoint> door,
      List<Diagnosis> found,
      List<String> looked)
      throws InterruptedException {
    LiveExamination live =
        new LiveExamination(settings, config.path(), () -> Wiring.dnsLists(settings));
    found.addAll(live.examine());
    looked.add("This machine: " + live.parts());
    if (loopTo != null) {
      found.addAll(live.sendAround(loopTo, door.orElse(null), looked));
    }
  }

  private ConfigLoader.@Nullable Loaded load(List<Diagnosis> found, List<String> looked) {
    try {
      ConfigLoader.Loaded loaded = config.load();
      loaded.files().forEach(f -> looked.add("Mailweir's configuration: " + f));
      return loaded;
    } catch (ConfigException e) {
      e.problems().forEach(p -> found.add(wrongConfiguration(p.toString())));
      return null;
    }
  }

  private static Diagnosis wrongConfiguration(String problem) {
    return new Diagnosis(
        "config",
        Subject.MAILWEIR,
        Severity.ERROR,
        problem,
        "Mailweir's configuration",
        "Mailweir does not start with it; the rest of this report rests on the defaults.",
        List.of("mend the line, then: mailweir config check"));
  }

  /** Gives the place where mail enters that goes to Mailweir. */
  private Optional<Endpoint> examinePostfix(
      MailweirSettings settings, List<Diagnosis> found, List<String> looked) {
    try {
      PostfixConfig postfix = postfix();
      looked.add("Postfix " + postfix.version() + ": " + postfix.folder());
      found.addAll(WiringExamination.of(postfix, settings));
      return WiringExamination.frontDoor(postfix, settings);
    } catch (IOException e) {
      found.add(
          new Diagnosis(
              "no-postfix",
              Subject.POSTFIX,
              Severity.ERROR,
              "Postfix' configuration cannot be read: " + e.getMessage() + ".",
              postfixFolder == null ? "postconf" : postfixFolder.toString(),
              "Whether mail comes here at all cannot be told.",
              List.of(
                  "mend it until this works: postconf"
                      + (postfixFolder == null ? "" : " -c " + postfixFolder)
                      + " -n",
                  "if Postfix is elsewhere: mailweir doctor --postfix-dir FOLDER-OF-MAIN.CF")));
      return Optional.empty();
    }
  }

  private int answer(Report report) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(report.json());
    } else {
      new ReportText(report, isColourful()).lines().forEach(out::println);
    }
    return report.isSick() ? 1 : 0;
  }

  private static boolean isColourful() {
    return System.console() != null
        && System.console().isTerminal()
        && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"));
  }
}
