package org.mailweir.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder of postfix-examples, read as an administrator would use it, with other ports.
 *
 * @param mainCf what goes into main.cf
 * @param masterCf what goes into master.cf
 * @param mailweir what goes into Mailweir's configuration, empty where nothing does
 * @param insideMail the script that sends inside mail to port 10026, empty where there is none
 */
record Recipe(String mainCf, String masterCf, String mailweir, String insideMail) {

  static final Path EXAMPLES = Path.of("postfix-examples");

  private static final Pattern ON_TOP_OF = Pattern.compile("(?m)^# On top of: \\.\\./(\\S+)$");

  /**
   * The ports of one wiring.
   *
   * @param outside Mailweir's port for mail from strangers (10024)
   * @param inside Mailweir's port for mail of the house (10026)
   * @param reinjection Postfix' port for what comes back (10025)
   */
  record WiringPorts(int outside, int inside, int reinjection) {
    static WiringPorts free() {
      return new WiringPorts(Ports.free(), Ports.free(), Ports.free());
    }

    private String substitutedIn(String text) {
      return text.replaceAll("\\b10024\\b", Integer.toString(outside))
          .replaceAll("\\b10026\\b", Integer.toString(inside))
          // The name in the log stays: it says what the port is for, not its number.
          .replaceAll("(?<!postfix/)\\b10025\\b", Integer.toString(reinjection));
    }
  }

  static Recipe load(String name) {
    Path folder = EXAMPLES.resolve(name);
    Recipe own =
        new Recipe(
            text(folder.resolve("main.cf")).orElseThrow(),
            text(folder.resolve("master.cf")).orElseThrow(),
            text(folder.resolve("mailweir.toml")).orElse(""),
            text(folder.resolve("inside-mail.sh")).orElse(""));
    Matcher base = ON_TOP_OF.matcher(own.mainCf);
    return base.find() ? load(base.group(1)).with(own) : own;
  }

  Recipe withPorts(WiringPorts ports) {
    return new Recipe(
        ports.substitutedIn(mainCf),
        ports.substitutedIn(masterCf),
        mailweir,
        ports.substitutedIn(insideMail));
  }

  private Recipe with(Recipe addition) {
    return new Recipe(
        mainCf + "\n" + addition.mainCf,
        masterCf + "\n" + addition.masterCf,
        mailweir + addition.mailweir,
        insideMail + addition.insideMail);
  }

  private static Optional<String> text(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }
}
