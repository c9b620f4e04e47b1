package org.mailweir.lab.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.mailweir.dns.FakeDns;

/**
 * The examples of RFC 6376 A.2 and RFC 8463 A.3, whose keys are published there (RFC 6376 C, RFC
 * 8463 A.2). The name of the file says what was done to one: {@code body_modified}.
 */
final class PublishedExample {

  private static final String EXAMPLE_KEY =
      "v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYt"
          + "IxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4O"
          + "uKhitdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB";
  private static final String EDWARDS_KEY =
      "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
  private static final String RSA_KEY =
      "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhd"
          + "R6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hs"
          + "tT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB";

  private PublishedExample() {}

  static List<DkimCase> read(String suite, Path file, Set<Path> used) throws IOException {
    String name = file.getFileName().toString();
    String done = name.replaceFirst("rfc\\d+-A\\.\\d+", "").replaceFirst("\\.eml$", "");
    if (!done.matches("|.*(_modified|mismatch|missing_v)")) {
      return List.of();
    }
    used.add(file);
    FakeDns dns =
        new FakeDns()
            .txt("brisbane._domainkey.example.com", EXAMPLE_KEY)
            .txt("brisbane._domainkey.football.example.com", EDWARDS_KEY)
            .txt("test._domainkey.football.example.com", RSA_KEY);
    String expected = done.isEmpty() ? "pass" : "bad";
    String message = Files.readString(file, StandardCharsets.ISO_8859_1);
    return List.of(new DkimCase(suite, name, message, dns, List.of(expected)));
  }
}
