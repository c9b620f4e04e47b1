package org.mailweir.check.auth.dmarc;

import java.util.Locale;

/**
 * What DMARC says of a message.
 *
 * @param domain in From, normal; empty without
 * @param requested the policy that the domain has published for such mail
 * @param applied what is left of it for this message (pct=)
 * @param reason of an error, in a few words; for {@link Result#TEMPERROR} the question
 */
public record DmarcAnswer(
    Result result, String domain, Policy requested, Policy applied, String reason) {

  /** The words of RFC 7489 11.2. */
  public enum Result {
    /** No policy is published. */
    NONE,
    PASS,
    FAIL,
    /** The DNS did not answer. */
    TEMPERROR,
    /** It is not clear who the message is from. */
    PERMERROR;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** No author, or more than there can be. */
  public static DmarcAnswer unclear() {
    return of(Result.PERMERROR, "", "From is not clear");
  }

  static DmarcAnswer of(Result result, String domain, String reason) {
    return new DmarcAnswer(result, domain, Policy.NONE, Policy.NONE, reason);
  }
}
