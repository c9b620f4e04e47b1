package org.mailweir.check.auth.arc;

import java.util.Locale;
import org.mailweir.check.auth.dkim.Algorithm;
import org.mailweir.check.auth.dkim.MessageHeader;
import org.mailweir.check.auth.dkim.Signature;
import org.mailweir.check.auth.text.SyntaxErrorException;
import org.mailweir.check.auth.text.TagList;

/**
 * What an ARC-Seal says (RFC 8617 4.1.3).
 *
 * @param domain d=, normal
 * @param status cv=, what the sealer made of the chain as it found it, in lower case
 */
record Seal(
    MessageHeader.Field field,
    Algorithm algorithm,
    String domain,
    String selector,
    String status,
    byte[] signature) {

  static Seal read(MessageHeader.Field field) throws SyntaxErrorException {
    TagList tags = TagList.parse(field.value());
    if (tags.get("h") != null || tags.get("bh") != null) {
      throw new SyntaxErrorException("seal with h= or bh=");
    }
    Algorithm algorithm = Signature.algorithm(tags);
    String time = tags.get("t", "0");
    if (time.isEmpty() || !time.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new SyntaxErrorException("t= is no number");
    }
    return new Seal(
        field,
        algorithm,
        Signature.domain(tags),
        Signature.selector(tags),
        tags.require("cv").toLowerCase(Locale.ROOT),
        Signature.base64(tags, "b"));
  }
}
