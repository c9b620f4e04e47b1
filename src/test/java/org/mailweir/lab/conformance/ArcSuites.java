package org.mailweir.lab.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mailweir.check.auth.arc.ArcResult;
import org.mailweir.dns.FakeDns;
import org.mailweir.mail.InMemoryMessage;

/** Suites of the form of ValiMail's: messages, the keys, and the state of the chain. */
final class ArcSuites {

  private final Path root;
  private final Tally tally = new Tally("arc");

  private ArcSuites(Path root) {
    this.root = root;
  }

  static Tally run(Path root, List<Path> files) throws IOException {
    ArcSuites suites = new ArcSuites(root);
    for (Path file : files) {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      if (text.contains("\ntxt") && text.contains("ARC-Seal") && text.contains("    cv:")) {
        suites.suite(file);
      }
    }
    return suites.tally;
  }

  private void suite(Path file) throws IOException {
    String suite = root.relativize(file).toString();
    for (Map<?, ?> scenario : Yaml.documents(file)) {
      FakeDns dns = new FakeDns();
      Map<?, ?> keys =
          Yaml.map(
              scenario.get(scenario.containsKey("txt_records") ? "txt_records" : "txt-records"));
      keys.forEach((name, text) -> dns.txt(Yaml.text(name), Yaml.text(text)));
      Yaml.map(scenario.get("tests"))
          .forEach((name, test) -> test(suite, Yaml.text(name), Yaml.map(test), dns));
    }
  }

  private void test(String suite, String name, Map<?, ?> test, FakeDns dns) {
    if (!test.containsKey("cv") || !test.containsKey("message")) {
      tally.leftOut(suite, "makes signatures");
      return;
    }
    String wanted = test.get("cv") == null ? "none" : Yaml.text(test.get("cv"));
    wanted = wanted.isEmpty() ? "none" : wanted.toLowerCase(Locale.ROOT);
    ArcResult result =
        Verification.of(InMemoryMessage.of(Yaml.text(test.get("message"))), dns).chain();
    String explained = Explained.arc(suite, name, result);
    if (result.status().word().equals(wanted)) {
      tally.passed(suite);
    } else if (explained != null) {
      tally.explained(suite, name, explained);
    } else {
      tally.failed(
          suite,
          name + " (" + Yaml.text(test.get("description")) + ")",
          "expected " + wanted + ", is " + result.status().word() + " " + result.reason());
    }
  }
}
