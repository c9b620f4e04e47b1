package org.mailweir.lab;

import java.util.List;

/**
 * What a server answered (RFC 5321 4.2).
 *
 * @param code the three digits; 0 when the connection ended instead
 * @param lines the text of each line, without code and hyphen
 */
record Reply(int code, List<String> lines) {

  /** The connection ended, or was never there. */
  static final Reply NONE = new Reply(0, List.of("connection lost"));

  boolean isPositive() {
    return code >= 200 && code < 400;
  }

  boolean isTemporary() {
    return code >= 400 && code < 500;
  }

  boolean isPermanent() {
    return code >= 500;
  }

  @Override
  public String toString() {
    return code + " " + String.join(" / ", lines);
  }
}
