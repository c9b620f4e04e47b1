package org.mailweir.receive;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.Recipient;

/** ESMTP parameters of MAIL and RCPT (RFC 5321 4.1.2), those that our EHLO announces. */
final class Parameters {

  private Parameters() {}

  /** Reads the parameters of MAIL; null when one is unknown or malformed. */
  static @Nullable MailParameters ofMail(String text) {
    String body = null;
    boolean smtputf8 = false;
    String ret = null;
    String envelopeId = null;
    for (String parameter : words(text)) {
      String value = value(parameter);
      switch (keyword(parameter)) {
        case "SIZE" -> {
          // RFC 1870: an estimate. Of any number of digits; Postfix has judged it already.
          if (value == null || !value.chars().allMatch(Character::isDigit)) {
            return null;
          }
        }
        case "BODY" -> {
          if (!"7BIT".equalsIgnoreCase(value) && !"8BITMIME".equalsIgnoreCase(value)) {
            return null;
          }
          body = value;
        }
        case "SMTPUTF8" -> smtputf8 = true;
        case "RET" -> ret = value;
        case "ENVID" -> envelopeId = value;
        default -> {
          return null;
        }
      }
    }
    return new MailParameters(body, smtputf8, ret, envelopeId);
  }

  /** Reads the parameters of RCPT; null when one is unknown. */
  static @Nullable Recipient ofRcpt(MailAddress address, String text) {
    String notifyOn = null;
    String originalRecipient = null;
    for (String parameter : words(text)) {
      switch (keyword(parameter)) {
        case "NOTIFY" -> notifyOn = value(parameter);
        case "ORCPT" -> originalRecipient = value(parameter);
        default -> {
          return null;
        }
      }
    }
    return new Recipient(address, notifyOn, originalRecipient);
  }

  private static String[] words(String text) {
    return text.isEmpty() ? new String[0] : text.split(" +");
  }

  private static String keyword(String parameter) {
    int equals = parameter.indexOf('=');
    return (equals < 0 ? parameter : parameter.substring(0, equals)).toUpperCase(Locale.ROOT);
  }

  private static @Nullable String value(String parameter) {
    int equals = parameter.indexOf('=');
    return equals < 0 ? null : parameter.substring(equals + 1);
  }
}
