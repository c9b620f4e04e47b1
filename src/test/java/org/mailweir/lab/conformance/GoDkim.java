package org.mailweir.lab.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.dns.FakeDns;

/** Raw strings of a Go test named {@code verified…}, which pass; keys are in query_test.go. */
final class GoDkim {

  private static final Pattern MESSAGE = Pattern.compile("const (verified\\w*) = `([^`]+)`");
  private static final Pattern KEY =
      Pattern.compile("const (\\w+) = ((?:\"[^\"]*\"(?:\\s*\\+\\s*)?)+)");
  private static final Pattern ENTRY =
      Pattern.compile("case ((?:\"[^\"]+\"(?:, )?)+):\\s+return parsePublicKey\\((\\w+)\\)");

  private GoDkim() {}

  static List<DkimCase> read(String suite, Path file) throws IOException {
    FakeDns dns = zone(file.resolveSibling("query_test.go"));
    List<DkimCase> cases = new ArrayList<>();
    Matcher message = MESSAGE.matcher(Files.readString(file));
    while (message.find()) {
      cases.add(new DkimCase(suite, message.group(1), message.group(2), dns, List.of("pass")));
    }
    return cases;
  }

  private static FakeDns zone(Path file) throws IOException {
    FakeDns dns = new FakeDns();
    String text = Files.exists(file) ? Files.readString(file) : "";
    Map<String, String> keys = new HashMap<>();
    Matcher key = KEY.matcher(text);
    while (key.find()) {
      keys.put(key.group(1), key.group(2).replaceAll("\"\\s*\\+?\\s*\"?", ""));
    }
    Matcher entry = ENTRY.matcher(text);
    while (entry.find()) {
      for (String name : entry.group(1).replace("\"", "").split(", ")) {
        dns.txt(name, keys.getOrDefault(entry.group(2), ""));
      }
    }
    return dns;
  }
}
