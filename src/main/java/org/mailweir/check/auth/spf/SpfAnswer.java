package org.mailweir.check.auth.spf;

/**
 * What a domain says about a host.
 *
 * @param domain that was asked, normal; empty when there was none
 * @param reason of an error, in a few words; for {@link SpfResult#TEMPERROR} the name that was
 *     asked for and what happened; else empty
 * @param explanation of a fail, by the domain itself (RFC 7208 6.2); empty without
 */
public record SpfAnswer(SpfResult result, String domain, String reason, String explanation) {

  /** Nobody knows, for that reason. */
  public static SpfAnswer unknown(String reason) {
    return new SpfAnswer(SpfResult.TEMPERROR, "", reason, "");
  }

  static SpfAnswer of(SpfResult result, String domain) {
    return new SpfAnswer(result, domain, "", "");
  }
}
