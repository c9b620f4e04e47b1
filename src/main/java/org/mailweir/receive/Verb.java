package org.mailweir.receive;

/** The commands that we know. Everything else, BDAT, AUTH, STARTTLS and VRFY included, is OTHER. */
enum Verb {
  EHLO,
  HELO,
  LHLO,
  MAIL,
  RCPT,
  DATA,
  RSET,
  NOOP,
  QUIT,
  XFORWARD,
  /** A command that is not implemented: 502. */
  OTHER,
  /** A line that cannot be read: 500. */
  UNREADABLE;

  static Verb of(CommandLine line) {
    return switch (line.verb()) {
      case "EHLO" -> EHLO;
      case "HELO" -> HELO;
      case "LHLO" -> LHLO;
      case "MAIL" -> MAIL;
      case "RCPT" -> RCPT;
      case "DATA" -> DATA;
      case "RSET" -> RSET;
      case "NOOP" -> NOOP;
      case "QUIT" -> QUIT;
      case "XFORWARD" -> XFORWARD;
      case "" -> UNREADABLE;
      default -> OTHER;
    };
  }
}
