package org.mailweir.mail;

import java.util.Locale;
import java.util.Objects;

/**
 * An envelope address exactly as it stood between {@code <} and {@code >} (RFC 5321 4.1.2).
 *
 * <p>The text is never normalised, because it must reach port 10025 as it came in: {@code "a>b"@x},
 * {@code foo..bar@x} and {@code u@ex_ample.org} all occur in real envelopes. The empty text is the
 * null reverse-path.
 */
public record MailAddress(String text) {

  public static final MailAddress NULL = new MailAddress("");

  public MailAddress {
    Objects.requireNonNull(text);
    if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
      throw new IllegalArgumentException("an address holds no CR, LF or NUL");
    }
  }

  /**
   * The address in a Return-Path field, which is all that a file tells of its envelope (RFC 5321
   * 4.4); {@link #NULL} when there is none, or nothing that could be one.
   */
  public static MailAddress ofReturnPath(String field) {
    String path = field.trim();
    boolean bracketed = path.startsWith("<") && path.endsWith(">") && path.length() > 1;
    String text = bracketed ? path.substring(1, path.length() - 1) : path;
    return text.chars().allMatch(c -> c > ' ') ? new MailAddress(text) : NULL;
  }

  /** The null reverse-path {@code <>} of bounces. */
  public boolean isNull() {
    return text.isEmpty();
  }

  /** Everything before the last {@code @}, quotes included; the whole text without one. */
  public String localPart() {
    int at = text.lastIndexOf('@');
    return at < 0 ? text : text.substring(0, at);
  }

  /** Everything after the last {@code @}; empty without one. */
  public String domain() {
    int at = text.lastIndexOf('@');
    return at < 0 ? "" : text.substring(at + 1);
  }

  /**
   * The form in which addresses are compared: lower case, quoting undone where nothing needs it
   * ({@code "joe"@Example.ORG} becomes {@code joe@example.org}), a trailing dot of the domain
   * dropped.
   */
  public String canonical() {
    String domain = domain().toLowerCase(Locale.ROOT);
    if (domain.endsWith(".")) {
      domain = domain.substring(0, domain.length() - 1);
    }
    String local = unquoted(localPart()).toLowerCase(Locale.ROOT);
    return domain.isEmpty() ? local : local + "@" + domain;
  }

  private static String unquoted(String local) {
    if (local.length() < 2 || !local.startsWith("\"") || !local.endsWith("\"")) {
      return local;
    }
    StringBuilder plain = new StringBuilder(local.length());
    for (int i = 1; i < local.length() - 1; i++) {
      char c = local.charAt(i);
      if (c == '\\' && i + 1 < local.length() - 1) {
        c = local.charAt(++i);
      }
      plain.append(c);
    }
    return plain.toString();
  }

  @Override
  public String toString() {
    return "<" + text + ">";
  }
}
