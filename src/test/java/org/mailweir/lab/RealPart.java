package org.mailweir.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Says loudly when a test cannot run for want of a program; on the build server that fails it. */
final class RealPart {

  private RealPart() {}

  /** Where a program is, also where only root looks for programs. */
  static boolean isThere(String command) {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
            Stream.of("/usr/sbin", "/sbin"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  static void require(String command, String debianPackage) {
    if (!isThere(command)) {
      missing("needs " + command + " (Debian package " + debianPackage + ")");
    }
  }

  static void missing(String why) {
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(why);
    }
    System.err.println("SKIPPED, NOT TESTED: this test " + why);
    Assumptions.abort(why);
  }
}
