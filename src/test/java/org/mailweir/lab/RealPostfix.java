package org.mailweir.lab;

/**
 * Says loudly when a test with a real Postfix cannot run; on the build server that is a failure.
 */
final class RealPostfix {

  private RealPostfix() {}

  static void require() {
    if (PrivatePostfix.isPossible()) {
      return;
    }
    RealPart.missing("needs an installed Postfix and root, to run an instance of its own");
  }
}
