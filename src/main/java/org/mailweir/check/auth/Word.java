package org.mailweir.check.auth;

/**
 * The findings of sender authentication. The names are those of SpamAssassin's rules where it has
 * one for the same thing; the points are those of a finding that no score line mentions.
 *
 * <p>They are judged, not fitted: none of the mail at hand came with the answers of its day. Most
 * of what fails to authenticate is forwarded mail and mailing lists, and spammers authenticate as
 * well as anybody. So only the wish of a domain that such mail be rejected weighs much.
 */
enum Word {
  SPF_PASS(-0.01, "SPF: the client may send for the envelope sender"),
  SPF_FAIL(1.2, "SPF: the client must not send for the envelope sender (fail)"),
  SPF_SOFTFAIL(0.7, "SPF: the client should not send for the envelope sender (softfail)"),
  SPF_NEUTRAL(0.3, "SPF: the sender's domain does not say whether the client may send"),
  SPF_NONE(0.01, "SPF: the sender's domain says nothing"),
  T_SPF_PERMERROR(0.01, "SPF: the record of the sender's domain is broken"),
  T_SPF_TEMPERROR(0.01, "SPF: the DNS did not answer"),
  SPF_HELO_PASS(-0.01, "SPF: the client may call itself so"),
  SPF_HELO_FAIL(0.7, "SPF: the client must not call itself so (fail)"),
  SPF_HELO_SOFTFAIL(0.5, "SPF: the client should not call itself so (softfail)"),
  SPF_HELO_NEUTRAL(0.01, "SPF: the domain in HELO does not say whether the client may send"),
  SPF_HELO_NONE(0.01, "SPF: the domain in HELO says nothing"),
  T_SPF_HELO_PERMERROR(0.01, "SPF: the record of the domain in HELO is broken"),
  T_SPF_HELO_TEMPERROR(0.01, "SPF: the DNS did not answer about HELO"),
  DKIM_SIGNED(0.1, "The message is signed by DKIM, be it valid or not"),
  DKIM_VALID(-0.1, "A DKIM signature is valid"),
  DKIM_VALID_AU(-0.2, "A DKIM signature of the domain in From is valid"),
  DKIM_VALID_EF(-0.1, "A DKIM signature of the envelope sender's domain is valid"),
  DKIM_INVALID(0.1, "There are DKIM signatures, and none is valid"),
  DKIM_PARTIAL(1.5, "A DKIM signature leaves the end of the body open, and there is more"),
  ARC_SIGNED(0.01, "The message came through a forwarder that sealed it (ARC)"),
  ARC_VALID(-0.1, "The chain of ARC seals is intact"),
  ARC_INVALID(0.1, "The chain of ARC seals is broken"),
  DMARC_PASS(-0.01, "DMARC: the message is from the domain in From"),
  DMARC_REJECT(2.5, "DMARC: the domain in From wants such mail rejected"),
  DMARC_QUAR(1.6, "DMARC: the domain in From wants such mail quarantined"),
  DMARC_NONE(0.5, "DMARC: the message is not from the domain in From, which asks for no action"),
  DMARC_MISSING(0.01, "DMARC: the domain in From publishes no policy"),
  DMARC_FROM_UNCLEAR(0.5, "DMARC: From does not say clearly who the message is from"),
  DMARC_EXCUSED(0.01, "DMARC had passed before a trusted forwarder changed the message (ARC)"),
  FROM_AUTHENTICATED(0, "The domain in From is proved by DKIM or SPF");

  private final double points;
  private final String description;

  Word(double points, String description) {
    this.points = points;
    this.description = description;
  }

  double points() {
    return points;
  }

  String description() {
    return description;
  }
}
