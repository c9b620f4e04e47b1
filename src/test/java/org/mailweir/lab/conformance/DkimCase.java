package org.mailweir.lab.conformance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.mailweir.check.auth.dkim.DkimResult;
import org.mailweir.check.auth.dkim.DkimResult.Status;
import org.mailweir.dns.FakeDns;
import org.mailweir.mail.InMemoryMessage;

/**
 * A message, the keys, and what shall come of it.
 *
 * @param message one char for each octet
 * @param expected one word for the whole message, or one for each of the first signatures: {@code
 *     pass}; {@code fail}; {@code invalid}, for what cannot be verified; {@code bad}, either of
 *     both
 */
record DkimCase(String suite, String name, String message, FakeDns dns, List<String> expected) {

  DkimCase {
    expected = List.copyOf(expected);
  }

  boolean agrees(List<DkimResult> results) {
    if (expected.size() == 1) {
      return fits(expected.getFirst(), best(results));
    }
    for (int i = 0; i < expected.size(); i++) {
      if (i >= results.size() || !fits(expected.get(i), word(results.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean fits(String wanted, String word) {
    return wanted.equals(word) || (wanted.equals("bad") && !word.equals("pass"));
  }

  /** The message as a whole is as good as its best signature. */
  private static String best(List<DkimResult> results) {
    List<String> words = results.stream().map(DkimCase::word).toList();
    return words.contains("pass")
        ? "pass"
        : words.contains("fail") ? "fail" : words.isEmpty() ? "none" : "invalid";
  }

  private static String word(DkimResult result) {
    return switch (result.status()) {
      case PASS -> "pass";
      case FAIL -> "fail";
      case PERMERROR, TEMPERROR -> "invalid";
    };
  }

  /** A signature that passed once and has expired since is looked at when it was made. */
  List<DkimResult> results() {
    InMemoryMessage raw = InMemoryMessage.canonical(message.getBytes(StandardCharsets.ISO_8859_1));
    List<DkimResult> now = Verification.of(raw, dns).signatures();
    boolean expired =
        now.stream()
            .anyMatch(r -> r.status() == Status.PERMERROR && r.reason().contains("has expired"));
    if (!expired || !expected.contains("pass")) {
      return now;
    }
    long made =
        now.stream()
            .filter(r -> r.signature() != null)
            .mapToLong(r -> r.signature().created())
            .max()
            .orElse(0);
    return Verification.at(Instant.ofEpochSecond(made), raw, dns).signatures();
  }
}
