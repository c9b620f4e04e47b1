package org.mailweir.check.rules;

import java.util.Locale;
import org.mailweir.check.rules.pattern.RuleSyntaxException;

/**
 * Names a header field and what of it is looked at: {@code Subject}, {@code Subject:raw}, {@code
 * From:addr}, {@code From:name}, or one of the pseudo fields {@code ALL}, {@code ToCc}, {@code
 * MESSAGEID}, {@code EnvelopeFrom}, {@code X-Spam-Relays-External}, {@code
 * X-Spam-Relays-Untrusted}.
 *
 * @param field in lower case
 */
record HeaderSelector(String field, View view) {

  enum View {
    /** Unfolded, encoded words decoded. */
    DECODED,
    /** As it came. */
    RAW,
    /** Its addresses. */
    ADDRESS,
    /** Its display names, decoded. */
    NAME
  }

  static HeaderSelector parse(String text) throws RuleSyntaxException {
    int colon = text.indexOf(':');
    String field = (colon < 0 ? text : text.substring(0, colon)).toLowerCase(Locale.ROOT);
    if (field.isEmpty()) {
      throw new RuleSyntaxException("the header field has no name", "name a field");
    }
    return new HeaderSelector(field, colon < 0 ? View.DECODED : view(text.substring(colon + 1)));
  }

  private static View view(String modifier) throws RuleSyntaxException {
    return switch (modifier) {
      case "raw" -> View.RAW;
      case "addr" -> View.ADDRESS;
      case "name" -> View.NAME;
      default ->
          throw new RuleSyntaxException(
              "unknown header modifier \":" + modifier + "\"", "use :addr, :name or :raw");
    };
  }
}
