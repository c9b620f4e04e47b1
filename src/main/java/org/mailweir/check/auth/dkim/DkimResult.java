package org.mailweir.check.auth.dkim;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one signature.
 *
 * @param signature null when it could not be understood
 * @param reason why it did not pass, in a few words; for {@link Status#TEMPERROR} the name that was
 *     asked for and what happened; empty when it passed
 * @param bits length of the key, 0 if unknown
 * @param test whether the domain only tries DKIM out (t=y)
 * @param unsigned octets of the body behind what l= covers
 */
public record DkimResult(
    Status status,
    @Nullable Signature signature,
    String reason,
    int bits,
    boolean test,
    long unsigned) {

  /** The words of RFC 8601 2.7.1 that we use. */
  public enum Status {
    PASS,
    FAIL,
    /** It cannot be verified, and never will be. */
    PERMERROR,
    /** The DNS did not answer. */
    TEMPERROR;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static DkimResult of(Status status, @Nullable Signature signature, String reason) {
    return new DkimResult(status, signature, reason, 0, false, 0);
  }

  /** It passed, and somebody may have put text behind what is signed (RFC 6376 8.2). */
  public boolean isPartial() {
    return status == Status.PASS && unsigned > 0;
  }

  /** It passed, and covers the whole body. */
  public boolean isSound() {
    return status == Status.PASS && unsigned == 0;
  }

  /** Whom it names, normal; empty when it could not be understood. */
  public String domain() {
    return signature == null ? "" : signature.domain();
  }
}
