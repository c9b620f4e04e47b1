package org.mailweir.reinject;

/**
 * A reply of an SMTP server, or of ourselves (RFC 5321 4.2, RFC 3463). Whether it is temporary or
 * permanent is asked here and nowhere else.
 *
 * @param code three digits
 * @param text what follows the code, on one line, printable, the enhanced status code included
 */
public record SmtpReply(int code, String text) {

  private static final int MAX_TEXT = 400;

  public SmtpReply {
    text = printable(text);
  }

  /** A reply of our own: 4xx, so that the message stays with Postfix. */
  public static SmtpReply tempfail(String text) {
    return new SmtpReply(451, "4.3.0 " + text);
  }

  public boolean isPositive() {
    return code >= 200 && code < 300;
  }

  public boolean isTemporary() {
    return code >= 400 && code < 500;
  }

  public boolean isPermanent() {
    return code >= 500;
  }

  /** Codes that say our command was wrong, not that the mail was refused (RFC 5321 4.2.2). */
  public boolean blamesOurSyntax() {
    return (code >= 500 && code <= 509) || code == 555;
  }

  /** What a server sends is hostile until it is one short line of printable characters. */
  private static String printable(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), MAX_TEXT));
    for (int i = 0; i < text.length() && out.length() < MAX_TEXT; i++) {
      char c = text.charAt(i);
      out.append(c < 0x20 || (c >= 0x7F && c < 0xA0) || c > 0x2000 ? ' ' : c);
    }
    return out.toString().strip();
  }

  @Override
  public String toString() {
    return code + " " + text;
  }
}
