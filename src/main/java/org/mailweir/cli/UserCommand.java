package org.mailweir.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.config.ConfigException;
import org.mailweir.web.users.PasswordFile;
import org.mailweir.web.users.Passwords;
import org.mailweir.web.users.Role;
import org.mailweir.web.users.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Who may sign in to the web pages. */
@Command(
    name = "user",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "add|password|remove|list",
    description = {
      "Says who may sign in to the web pages, and what he sees there.",
      "Passwords are asked for, or read from standard input; a running daemon knows at once, and"
          + " ends the sessions of a user who was changed."
    })
final class UserCommand {

  private static final int SHORTEST = 8;
  private static final int LONGEST = 200;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Makes a user: an administrator, or a recipient who sees what is held for his addresses.")
  int add(
      @Mixin ConfigOption config,
      @Option(names = "--administrator", description = "Sees and decides everything.")
          boolean administrator,
      @Option(
              names = "--address",
              paramLabel = "ADDRESS",
              description = "Whose mail a recipient sees; may stand several times.")
          @Nullable List<String> addresses,
      @Parameters(paramLabel = "NAME") String name)
      throws IOException, ConfigException {
    List<String> his = addresses == null ? List.of() : addresses;
    if (administrator == !his.isEmpty()) {
      throw wrong("either --administrator or at least one --address is expected");
    }
    PasswordFile file = file(config);
    if (file.find(name).isPresent()) {
      throw wrong("there is a user " + name + " already; \"mailweir user password\" changes it");
    }
    Role role = administrator ? Role.ADMINISTRATOR : Role.RECIPIENT;
    put(file, name, role, his);
    out().println(name + " can sign in now, as " + role.word());
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Changes a password, and signs the user out everywhere.")
  int password(@Mixin ConfigOption config, @Parameters(paramLabel = "NAME") String name)
      throws IOException, ConfigException {
    PasswordFile file = file(config);
    User before = file.find(name).orElseThrow(() -> wrong("there is no user " + name));
    put(file, name, before.role(), before.addresses());
    out().println(name + " has a new password");
    return 0;
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Removes a user, and signs him out everywhere.")
  int remove(@Mixin ConfigOption config, @Parameters(paramLabel = "NAME") String name)
      throws IOException, ConfigException {
    PasswordFile file = file(config);
    if (file.find(name).isEmpty()) {
      throw wrong("there is no user " + name);
    }
    file.remove(name);
    out().println(name + " is removed");
    return 0;
  }

  @Command(mixinStandardHelpOptions = true, description = "Lists the users.")
  int list(@Mixin ConfigOption config) throws IOException, ConfigException {
    for (User user : file(config).all()) {
      out()
          .printf(
              "%-24s %-14s %s%n",
              user.name(), user.role().word(), String.join(" ", user.addresses()));
    }
    return 0;
  }

  private void put(PasswordFile file, String name, Role role, List<String> addresses)
      throws IOException {
    char[] password = ask();
    try {
      file.put(new User(name, role, Passwords.hash(password), addresses));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    } finally {
      Arrays.fill(password, ' ');
    }
  }

  /** Twice from a terminal; from anything else the first line. */
  private char[] ask() throws IOException {
    Console console = System.console();
    char[] password;
    if (console != null && console.isTerminal()) {
      password = read(console, "Password: ");
      if (!Arrays.equals(password, read(console, "Once more: "))) {
        throw wrong("these are two different passwords");
      }
    } else {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      password = line == null ? new char[0] : line.toCharArray();
    }
    if (password.length < SHORTEST || password.length > LONGEST) {
      throw wrong("a password has " + SHORTEST + " to " + LONGEST + " characters");
    }
    return password;
  }

  private static char[] read(Console console, String prompt) {
    char[] password = console.readPassword("%s", prompt);
    return password == null ? new char[0] : password;
  }

  private static PasswordFile file(ConfigOption config) throws ConfigException {
    return new PasswordFile(config.load().settings().web().users());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
