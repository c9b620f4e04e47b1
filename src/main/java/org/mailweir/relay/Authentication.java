package org.mailweir.relay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The signs by which receiving servers note that the sending client had logged in, or the like. */
final class Authentication {

  /** RFC 3848, RFC 6531; ASMTP is older, HTTP is webmail. */
  private static final Pattern PROTOCOL =
      Pattern.compile("(?i) with ((?:ES|L|UTF8S|UTF8L)MTPS?A|ASMTP|HTTP[SU]?)(?: |;|$)");

  private static final Pattern GMAIL =
      Pattern.compile(
          " by mx\\.google\\.com with ESMTPS id [a-z0-9]{1,4}sm[0-9]{2,9}[a-z]{3}"
              + "\\.[0-9]{1,3}\\.[0-9]{4}\\.(?:[0-6][0-9]\\.){4}[0-6][0-9]");
  private static final Pattern GMAIL_CIPHER =
      Pattern.compile("\\(version=([^ ]+) cipher=([^)]+)\\)");
  private static final Pattern COURIER =
      Pattern.compile(
          "from .*?(?:\\]\\)|\\)\\]) \\(AUTH: (LOGIN|PLAIN|DIGEST-MD5|CRAM-MD5) \\S+(?:, .*?)?\\) by ");
  private static final Pattern SENDMAIL =
      Pattern.compile(
          "from .*?(?:\\](?: \\([^)]*\\))?\\)|\\)\\]) .*?\\(.*?authenticated.*?\\).*? by");
  private static final Pattern GMX =
      Pattern.compile(
          "from \\S* \\((?:HELO|EHLO) (\\S*)\\) \\["
              + IpText.ADDRESS
              + "\\] by (mail\\.gmx\\.(?:net|com)) \\([^)]+\\) with (ESMTP|SMTP)");
  private static final Pattern CRITICAL_PATH =
      Pattern.compile(
          "\\) by .+ \\(\\d{1,2}\\.\\d\\.\\d{3}(?:\\.\\d{1,3})?\\) \\(authenticated as .+\\) id ");
  private static final Pattern POSTFIX =
      Pattern.compile("\\) \\(Authenticated sender: \\S+\\) by \\S+ \\(([^)]+)\\) with ");
  private static final Pattern COMMUNIGATE =
      Pattern.compile("CommuniGate Pro (?:HTTP|SMTP|XIMSS|IMAP)");
  private static final Pattern EXCHANGE =
      Pattern.compile(" with Microsoft Exchange Server HTTP-DAV\\b");
  private static final Pattern VIA_HTTP = Pattern.compile("(?i) \\(via (HTTP.?)\\)(?: |;|$)");

  private Authentication() {}

  /** How the client of a whole {@code Received} field authenticated; empty if it did not. */
  static String of(String field) {
    boolean by = field.contains(" by ");
    Matcher protocol = PROTOCOL.matcher(field);
    if (by && protocol.find()) {
      return protocol.group(1);
    }
    String named = gmail(field);
    if (named.isEmpty()) {
      named = logIn(field);
    }
    if (named.isEmpty()) {
      named = product(field);
    }
    Matcher via = VIA_HTTP.matcher(field);
    return named.isEmpty() && by && field.contains("(via ") && via.find() ? via.group(1) : named;
  }

  private static String gmail(String field) {
    if (!field.contains(" by mx.google.com with ESMTPS id ") || !GMAIL.matcher(field).find()) {
      return "";
    }
    Matcher cipher = GMAIL_CIPHER.matcher(field);
    return cipher.find()
        ? "GMail - transport=" + cipher.group(1) + " cipher=" + cipher.group(2)
        : "";
  }

  private static String logIn(String field) {
    Matcher courier = COURIER.matcher(field);
    if (field.contains(" (AUTH: ") && courier.lookingAt()) {
      return courier.group(1);
    }
    if (field.contains("authenticated") && SENDMAIL.matcher(field).lookingAt()) {
      return "Sendmail";
    }
    return "";
  }

  private static String product(String field) {
    Matcher gmx = GMX.matcher(field);
    if (field.contains("mail.gmx.") && gmx.find()) {
      return "GMX (" + gmx.group(3) + " / " + gmx.group(2) + ")";
    }
    if (field.contains(" (authenticated as ") && CRITICAL_PATH.matcher(field).find()) {
      return "CriticalPath";
    }
    Matcher postfix = POSTFIX.matcher(field);
    if (field.contains("(Authenticated sender: ") && postfix.find()) {
      return postfix.group(1).equals("Postfix") ? "Postfix" : "Postfix (" + postfix.group(1) + ")";
    }
    if (field.contains(" (account ") && COMMUNIGATE.matcher(field).find()) {
      return "Communigate";
    }
    return EXCHANGE.matcher(field).find() ? "HTTP-DAV" : "";
  }
}
