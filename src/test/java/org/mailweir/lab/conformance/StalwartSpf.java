package org.mailweir.lab.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.mailweir.check.auth.spf.SpfAnswer;
import org.mailweir.check.auth.spf.SpfResult;
import org.mailweir.dns.DnsRecord;
import org.mailweir.dns.FakeDns;
import org.mailweir.dns.RecordType;

/**
 * A file of lines {@code key: value} that looks like YAML and repeats its keys: records stay until
 * the next document, and {@code expect} asks with what was said until then.
 */
final class StalwartSpf {

  /** One question and its answer. */
  record Case(
      String name,
      List<Record> records,
      String ip,
      String helo,
      String sender,
      String expect,
      String explanation) {

    SpfAnswer ask() {
      FakeDns dns = new FakeDns();
      records.forEach(r -> r.addTo(dns));
      dns.silent("_dns_error.test.org");
      dns.silent("_dns_error.org");
      SpfAnswer mailFrom = SpfSuites.ask(dns, ip, helo, sender);
      SpfAnswer host = SpfSuites.ask(dns, ip, helo, "");
      return host.result() == SpfResult.FAIL && mailFrom.result() != SpfResult.FAIL
          ? host
          : mailFrom;
    }
  }

  /** One line about the DNS. */
  record Record(String kind, String name, String value) {

    void addTo(FakeDns dns) {
      switch (kind) {
        case "spf", "exp", "txt" -> dns.txt(name, value);
        case "a", "aaaa" -> addresses(dns, name);
        case "ptr" -> pointers(dns);
        case "mx" -> exchangers(dns);
        default -> throw new IllegalArgumentException(kind);
      }
    }

    private void addresses(FakeDns dns, String host) {
      for (String ip : value.split("[, ]+")) {
        add(dns, host, ip);
      }
    }

    private static void add(FakeDns dns, String host, String ip) {
      InetAddress address = InetAddress.ofLiteral(ip);
      boolean v4 = address.getAddress().length == 4;
      dns.add(host, v4 ? RecordType.A : RecordType.AAAA, new DnsRecord.Address(address));
    }

    private void pointers(FakeDns dns) {
      for (String host : value.split("[, ]+")) {
        dns.add(
            Reverse.name(InetAddress.ofLiteral(name)), RecordType.PTR, new DnsRecord.Name(host));
      }
    }

    /** The values are addresses, or names of hosts. */
    private void exchangers(FakeDns dns) {
      int preference = 0;
      for (String target : value.split("[, ]+")) {
        boolean address = target.matches("[0-9.]+|.*:.*");
        String host = address ? "mx" + preference + "." + name : target;
        dns.add(name, RecordType.MX, new DnsRecord.Exchange(preference++, host));
        if (address) {
          add(dns, host, target);
        }
      }
    }
  }

  private final List<Case> cases = new ArrayList<>();
  private List<Record> records = new ArrayList<>();
  private String document = "";
  private String name = "";
  private String ip = "";
  private String domain = "";
  private String sender = "";

  private StalwartSpf() {}

  static boolean isSuite(Path file) throws IOException {
    String text = Files.readString(file);
    return text.contains("\nrecords:") && text.contains(" expect: ");
  }

  static List<Case> read(Path file) throws IOException {
    StalwartSpf reader = new StalwartSpf();
    for (String line : Files.readAllLines(file)) {
      String bare = line.strip().replaceFirst("^- ", "");
      int colon = bare.indexOf(':');
      if (bare.startsWith("---")) {
        reader.records = new ArrayList<>();
      } else if (colon > 0 && !bare.startsWith("#")) {
        reader.line(bare.substring(0, colon).strip(), bare.substring(colon + 1).strip());
      }
    }
    return reader.cases;
  }

  private void line(String key, String value) {
    switch (key) {
      case "name" -> name = value;
      case "ip" -> ip = value;
      case "domain" -> domain = value;
      case "sender" -> sender = value;
      case "expect" -> expected(value);
      case "records", "tests" -> document = key;
      default -> record(key, value);
    }
  }

  private void record(String kind, String value) {
    int blank = value.indexOf(' ');
    String host = value.substring(0, blank);
    if (document.equals("tests")) {
      records = new ArrayList<>(records);
      records.removeIf(r -> r.kind().equals(kind) && r.name().equals(host));
    }
    records.add(new Record(kind, host, value.substring(blank + 1).strip()));
  }

  private void expected(String value) {
    String[] words = value.toLowerCase(Locale.ROOT).split(" ", 2);
    String explanation = words.length > 1 ? words[1] : "";
    cases.add(new Case(title(), List.copyOf(records), ip, domain, sender, words[0], explanation));
  }

  private String title() {
    return (cases.size() + 1) + " " + name;
  }
}
