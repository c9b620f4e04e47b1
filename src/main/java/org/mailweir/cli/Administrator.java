package org.mailweir.cli;

/** Who runs the command, for the list of lessons. */
final class Administrator {

  private Administrator() {}

  /** The user behind sudo, or the user. */
  static String name() {
    String behindSudo = System.getenv("SUDO_USER");
    return behindSudo == null || behindSudo.isEmpty()
        ? System.getProperty("user.name", "administrator")
        : behindSudo;
  }
}
