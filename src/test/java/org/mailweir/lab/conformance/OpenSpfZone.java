package org.mailweir.lab.conformance;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mailweir.dns.DnsAnswer.Reason;
import org.mailweir.dns.DnsRecord;
import org.mailweir.dns.FakeDns;
import org.mailweir.dns.RecordType;

/** The zone data of the openspf suites. */
final class OpenSpfZone {

  private final FakeDns dns = new FakeDns();

  private OpenSpfZone() {}

  static FakeDns read(Map<?, ?> zone) {
    OpenSpfZone reader = new OpenSpfZone();
    zone.forEach((name, entries) -> reader.name(Yaml.text(name), Yaml.list(entries)));
    return reader.dns;
  }

  private void name(String name, List<?> entries) {
    // Without records of type TXT, those of the old type SPF stand for them.
    boolean generate = entries.stream().noneMatch(e -> Yaml.map(e).containsKey("TXT"));
    for (Object entry : entries) {
      if (entry instanceof Map<?, ?> map) {
        map.forEach((type, value) -> record(name, Yaml.text(type), value, generate));
      } else {
        dns.silent(name);
      }
    }
  }

  private void record(String name, String type, Object value, boolean generate) {
    dns.exists(name);
    if (Yaml.text(value).equals("TIMEOUT")) {
      dns.silent(name, RecordType.valueOf(type), Reason.TIMEOUT);
      return;
    }
    switch (type) {
      case "SPF" -> {
        if (generate) {
          dns.txt(name, joined(value));
        }
      }
      case "TXT" -> {
        if (!Yaml.text(value).equals("NONE")) {
          dns.txt(name, joined(value));
        }
      }
      case "A" -> dns.add(name, RecordType.A, address(value));
      case "AAAA" -> dns.add(name, RecordType.AAAA, address(value));
      case "PTR" -> dns.add(name, RecordType.PTR, new DnsRecord.Name(Yaml.text(value)));
      case "MX" ->
          dns.add(
              name,
              RecordType.MX,
              new DnsRecord.Exchange(
                  (Integer) Yaml.list(value).get(0), Yaml.text(Yaml.list(value).get(1))));
      case "CNAME" -> dns.alias(name, Yaml.text(value));
      default -> {}
    }
  }

  private static DnsRecord address(Object value) {
    return new DnsRecord.Address(InetAddress.ofLiteral(Yaml.text(value)));
  }

  /** The strings of a record joined, as octets. */
  private static String joined(Object value) {
    String text = Yaml.list(value).stream().map(Yaml::text).collect(Collectors.joining());
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
