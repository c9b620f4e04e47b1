package org.mailweir.check.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.mailweir.check.auth.arc.ArcResult;
import org.mailweir.check.auth.dkim.DkimResult;
import org.mailweir.check.auth.dkim.Signature;
import org.mailweir.check.auth.dmarc.DmarcAnswer;
import org.mailweir.check.auth.spf.SpfAnswer;

/**
 * What follows the authserv-id in Authentication-Results (RFC 8601 2.2): printable ASCII, and at
 * most 2,000 characters; what does not fit is left out.
 */
final class ResultsText {

  private static final int LONGEST = 2_000;

  private final StringBuilder out = new StringBuilder();

  private ResultsText() {}

  static String of(Evidence evidence) {
    ResultsText text = new ResultsText();
    SpfAnswer spf = evidence.mailFrom();
    if (spf != null) {
      String property = evidence.nullSender() ? "smtp.helo" : "smtp.mailfrom";
      text.add(
          "spf=" + spf.result().word() + reason(spf.reason()) + property(property, spf.domain()));
    }
    // DMARC is short and matters most; many signatures must not push it out.
    DmarcAnswer dmarc = evidence.dmarc();
    text.add(dmarc(dmarc, evidence.excused()));
    if (evidence.chain().status() != ArcResult.Status.NONE) {
      ArcResult arc = evidence.chain();
      text.add("arc=" + arc.status().word() + reason(arc.reason()));
    }
    if (evidence.signatures().isEmpty()) {
      text.add("dkim=none");
    }
    evidence.signatures().forEach(result -> text.add(dkim(result)));
    return text.out.toString();
  }

  private void add(String result) {
    if (out.length() + result.length() + 2 <= LONGEST) {
      out.append(out.isEmpty() ? "" : "; ").append(result);
    }
  }

  private static String dmarc(DmarcAnswer answer, boolean excused) {
    boolean failed = answer.result() == DmarcAnswer.Result.FAIL;
    String policy = failed ? " (p=" + answer.requested().word() + ")" : "";
    return "dmarc="
        + answer.result().word()
        + policy
        + reason(excused ? "trusted ARC chain" : answer.reason())
        + property("header.from", answer.domain());
  }

  private static String dkim(DkimResult result) {
    Signature signature = result.signature();
    // RFC 8601 2.7.1: it is good, and we do not accept it
    String word = result.isPartial() ? "policy" : result.status().word();
    String reason = result.isPartial() ? "text behind the signed part" : result.reason();
    String properties =
        signature == null
            ? ""
            : property("header.d", signature.domain())
                + property("header.s", signature.selector())
                + property("header.a", signature.algorithm().word())
                + property("header.b", start(signature.signature()));
    return "dkim=" + word + reason(reason) + properties;
  }

  /** The first characters tell signatures of the same signer apart (RFC 6008). */
  private static String start(byte[] signature) {
    String encoded = new String(Base64.getEncoder().encode(signature), StandardCharsets.US_ASCII);
    return encoded.substring(0, Math.min(8, encoded.length()));
  }

  private static String reason(String text) {
    return text.isEmpty() ? "" : " reason=" + quoted(text);
  }

  private static String property(String name, String value) {
    return value.isEmpty()
        ? ""
        : " " + name + "=" + (value.matches("[A-Za-z0-9._-]+") ? value : quoted(value));
  }

  /**
   * Names in it are the sender's words. A program that only looks for {@code dmarc=pass} must not
   * find it in them, so that nothing of a result's form is left.
   */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().limit(253).forEach(c -> quoted.append(harmless((char) c)));
    return quoted.append('"').toString();
  }

  private static char harmless(char c) {
    return c == '=' ? ':' : c < ' ' || c >= 127 || ";()\"\\".indexOf(c) >= 0 ? '?' : c;
  }
}
