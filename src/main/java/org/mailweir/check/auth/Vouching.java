package org.mailweir.check.auth;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.mailweir.check.auth.arc.ArcResult;

/**
 * Whether sealers whom we trust saw DMARC pass. A sealer vouches for everything before it, so from
 * the newest on each must be trusted, up to the one whose word is taken.
 */
final class Vouching {

  private static final Pattern COMMENT = Pattern.compile("\\([^()]{0,1000}\\)");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]{0,1000}\"");

  private Vouching() {}

  static boolean vouches(ArcResult chain, List<String> trusted, String author) {
    for (ArcResult.Hop hop : chain.hops().reversed()) {
      if (!trusted.contains(hop.domain())) {
        return false;
      }
      if (sawPass(hop.results(), author)) {
        return true;
      }
    }
    return false;
  }

  private static boolean sawPass(String results, String author) {
    String bare = COMMENT.matcher(QUOTED.matcher(results).replaceAll("q")).replaceAll(" ");
    for (String result : bare.toLowerCase(Locale.ROOT).split(";")) {
      List<String> words = List.of(result.strip().split("\\s+"));
      if (words.contains("dmarc=pass") && words.contains("header.from=" + author)) {
        return true;
      }
    }
    return false;
  }
}
