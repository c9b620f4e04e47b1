package org.mailweir.check.auth.text;

/** What somebody published or signed cannot be understood; the message says why, in a few words. */
public final class SyntaxErrorException extends Exception {

  public SyntaxErrorException(String reason) {
    super(reason, null, false, false);
  }

  /** Why, in a few words. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
