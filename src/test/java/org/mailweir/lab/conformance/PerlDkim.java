package org.mailweir.lab.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.dns.DnsAnswer.Reason;
import org.mailweir.dns.FakeDns;
import org.mailweir.dns.RecordType;

/** {@code test_email("FILE", "result")} in a Perl test, with corpus/FILE and FAKE_DNS.dat. */
final class PerlDkim {

  private static final Pattern TEST =
      Pattern.compile("test_email\\(\\s*\"([^\"]+)\",\\s*\"(\\w+)\"\\s*\\)");
  private static final Pattern SKIPPED = Pattern.compile("\\s*skip \"([^\"]+)\", \\d+;");

  private PerlDkim() {}

  static List<DkimCase> read(String suite, Path script, Tally tally, Set<Path> used)
      throws IOException {
    Path folder = script.resolveSibling("corpus");
    FakeDns dns = zone(script.resolveSibling("FAKE_DNS.dat"));
    List<DkimCase> cases = new ArrayList<>();
    String skipping = "";
    for (String line : Files.readAllLines(script)) {
      Matcher skip = SKIPPED.matcher(line);
      skipping = skip.matches() ? skip.group(1) : line.startsWith("}") ? "" : skipping;
      Matcher test = TEST.matcher(line);
      if (!test.find() || !Files.exists(folder.resolve(test.group(1)))) {
        continue;
      }
      Path file = folder.resolve(test.group(1));
      used.add(file);
      if (!skipping.isEmpty()) {
        tally.leftOut(suite, "skipped by the suite itself: " + skipping);
      } else {
        String message = Files.readString(file, StandardCharsets.ISO_8859_1);
        cases.add(new DkimCase(suite, test.group(1), message, dns, List.of(test.group(2))));
      }
    }
    return cases;
  }

  private static FakeDns zone(Path file) throws IOException {
    FakeDns dns = new FakeDns();
    if (!Files.exists(file)) {
      return dns;
    }
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      String[] words = line.split("\\s+", 2);
      if (words.length < 2 || words[0].isEmpty() || words[0].matches("[#;].*")) {
        continue;
      }
      if (words[1].matches("~~.*~~")) {
        boolean timeout = words[1].contains("timed out");
        dns.silent(words[0], RecordType.TXT, timeout ? Reason.TIMEOUT : Reason.SERVER_FAILURE);
      } else if (!words[1].equals("NXDOMAIN")) {
        dns.txt(words[0], words[1]);
      }
    }
    return dns;
  }
}
