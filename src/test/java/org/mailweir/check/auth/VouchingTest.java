package org.mailweir.check.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mailweir.check.auth.arc.ArcResult;

/** Whose word about a message is believed. */
class VouchingTest {

  private static final String PASS = " i=1; mx; dmarc=pass (p=reject; ok) header.from=example.org";

  @ParameterizedTest
  @CsvSource({
    "list.example,                   true,  the sealer is trusted",
    "other.example,                  false, nobody is trusted",
    "list.example forwarder.example, false, an unknown host sealed before the trusted one",
    "forwarder.example list.example, false, an unknown host sealed behind the trusted one",
  })
  void eachSealerFromTheNewestOnMustBeTrusted(String sealers, boolean expected, String why) {
    List<String> all = List.of(sealers.split(" "));
    List<ArcResult.Hop> hops =
        all.stream()
            .map(s -> new ArcResult.Hop(s, s.equals(all.getFirst()) ? PASS : " x"))
            .toList();
    ArcResult chain = new ArcResult(ArcResult.Status.PASS, "", hops);
    assertEquals(expected, Vouching.vouches(chain, List.of("list.example"), "example.org"), why);
  }

  @ParameterizedTest
  @CsvSource({
    "i=1; mx; dmarc=fail header.from=example.org,                             false",
    "i=1; mx; dmarc=pass header.from=evil.example,                            false",
    "i=1; mx; dmarc=pass,                                                     false",
    "i=1; mx; spf=fail (dmarc=pass header.from=example.org),                  false",
    "'i=1; mx; dkim=fail reason=\"; dmarc=pass header.from=example.org ;\"',  false",
    "i=1; mx; DMARC=Pass (x) header.from=Example.org,                         true",
  })
  void onlyAPassForTheVeryAuthorCounts(String results, boolean expected) {
    ArcResult chain =
        new ArcResult(
            ArcResult.Status.PASS, "", List.of(new ArcResult.Hop("list.example", results)));
    assertEquals(expected, Vouching.vouches(chain, List.of("list.example"), "example.org"));
  }
}
