package org.mailweir.check.auth.spf;

/** Ends an evaluation wherever it stands: an error of an included record is one of the whole. */
final class SpfErrorException extends Exception {

  private final SpfResult result;

  private SpfErrorException(SpfResult result, String reason) {
    super(reason, null, false, false);
    this.result = result;
  }

  static SpfErrorException permanent(String reason) {
    return new SpfErrorException(SpfResult.PERMERROR, reason);
  }

  static SpfErrorException temporary(String reason) {
    return new SpfErrorException(SpfResult.TEMPERROR, reason);
  }

  SpfResult result() {
    return result;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
