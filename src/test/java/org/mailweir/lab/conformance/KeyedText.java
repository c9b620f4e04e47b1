package org.mailweir.lab.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.mailweir.dns.FakeDns;

/** Lines {@code NAME RECORD}, an empty line, and a message that shall pass. */
final class KeyedText {

  private KeyedText() {}

  static boolean isCase(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1)
        .lines()
        .findFirst()
        .orElse("")
        .matches("[\\w.-]+\\._domainkey\\.[\\w.-]+ .*p=.*");
  }

  static List<DkimCase> read(String suite, Path file, Set<Path> used) throws IOException {
    used.add(file);
    String[] both = Files.readString(file, StandardCharsets.ISO_8859_1).split("\\r?\\n\\r?\\n", 2);
    FakeDns dns = new FakeDns();
    both[0].lines().forEach(l -> dns.txt(l.split(" ", 2)[0], l.split(" ", 2)[1]));
    String name = file.getFileName().toString();
    return List.of(new DkimCase(suite, name, both[1], dns, List.of("pass")));
  }
}
