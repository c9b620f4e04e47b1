package org.mailweir.lab.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mailweir.check.auth.spf.Spf;
import org.mailweir.check.auth.spf.SpfAnswer;
import org.mailweir.check.auth.spf.SpfResult;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsClient;
import org.mailweir.mail.MailAddress;

/** Suites of the openspf form (tests and zonedata), and of stalwart's (records and expect). */
final class SpfSuites {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final Path root;
  private final Tally tally = new Tally("spf");

  private SpfSuites(Path root) {
    this.root = root;
  }

  static Tally run(Path root, List<Path> files) throws IOException {
    SpfSuites suites = new SpfSuites(root);
    for (Path file : files) {
      if (Files.readString(file, StandardCharsets.ISO_8859_1).contains("\nzonedata:")) {
        suites.openSpf(file);
      } else if (StalwartSpf.isSuite(file)) {
        suites.stalwart(file);
      }
    }
    return suites.tally;
  }

  private void openSpf(Path file) throws IOException {
    String suite = root.relativize(file).toString();
    for (Map<?, ?> scenario : Yaml.documents(file)) {
      Map<?, ?> zone = Yaml.map(scenario.get("zonedata"));
      Yaml.map(scenario.get("tests"))
          .forEach((name, test) -> openSpf(suite, Yaml.text(name), Yaml.map(test), zone));
    }
  }

  private void openSpf(String suite, String name, Map<?, ?> test, Map<?, ?> zone) {
    List<String> wanted =
        Yaml.list(test.get("result")).stream()
            .map(r -> Yaml.text(r).toLowerCase(Locale.ROOT))
            .toList();
    if (wanted.isEmpty()) {
      tally.leftOut(suite, "no result is expected");
      return;
    }
    SpfAnswer answer =
        ask(
            OpenSpfZone.read(zone),
            Yaml.text(test.get("host")),
            Yaml.text(test.get("helo")),
            Yaml.text(test.get("mailfrom")));
    String explanation = Yaml.text(test.get("explanation"));
    // DEFAULT is what the suite says where the domain explains nothing.
    boolean explains =
        explanation.isEmpty()
            || answer.result() != SpfResult.FAIL
            || explanation.equals(
                answer.explanation().isEmpty() ? "DEFAULT" : answer.explanation());
    count(suite, name, wanted.contains(answer.result().word()) && explains, wanted, answer);
  }

  static SpfAnswer ask(DnsClient dns, String host, String helo, String sender) {
    try {
      Spf spf = new Spf(InetAddress.ofLiteral(host), helo, dns, Deadline.after(LONG));
      return spf.mailFrom(new MailAddress(sender));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void stalwart(Path file) throws IOException {
    String suite = root.relativize(file).toString();
    for (StalwartSpf.Case test : StalwartSpf.read(file)) {
      SpfAnswer answer = test.ask();
      boolean explains =
          test.explanation().isEmpty() || test.explanation().equalsIgnoreCase(answer.explanation());
      List<String> wanted = List.of(test.expect());
      count(
          suite, test.name(), wanted.contains(answer.result().word()) && explains, wanted, answer);
    }
  }

  private void count(
      String suite, String name, boolean agrees, List<String> wanted, SpfAnswer answer) {
    String explained = Explained.spf(suite, name, answer);
    if (agrees) {
      tally.passed(suite);
    } else if (explained != null) {
      tally.explained(suite, name, explained);
    } else {
      tally.failed(suite, name, "expected " + wanted + ", is " + answer);
    }
  }
}
