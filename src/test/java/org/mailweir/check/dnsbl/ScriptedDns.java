package org.mailweir.check.dnsbl;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsAnswer;
import org.mailweir.dns.DnsClient;
import org.mailweir.dns.DnsRecord;
import org.mailweir.dns.RecordType;

/** A DNS that answers as a test says; the last word about a name, or the end of one, counts. */
final class ScriptedDns implements DnsClient {

  private final Map<String, DnsAnswer> answers = new LinkedHashMap<>();
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** {@code NAME} has these addresses; {@code *.zone} is every name below. */
  ScriptedDns address(String name, String... addresses) {
    List<DnsRecord> records = new ArrayList<>();
    for (String address : addresses) {
      try {
        records.add(new DnsRecord.Address(InetAddress.getByName(address)));
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return says(name, new DnsAnswer.Found(records));
  }

  ScriptedDns pointer(String name, String host) {
    return says("PTR " + name, new DnsAnswer.Found(List.of(new DnsRecord.Name(host))));
  }

  ScriptedDns exchange(String name, String host) {
    return says("MX " + name, new DnsAnswer.Found(List.of(new DnsRecord.Exchange(10, host))));
  }

  ScriptedDns unknown(String name, DnsAnswer.Reason why) {
    return says(name, new DnsAnswer.Unknown(why));
  }

  ScriptedDns absent(String name) {
    return says(name, new DnsAnswer.Absent(false));
  }

  private ScriptedDns says(String name, DnsAnswer answer) {
    answers.put(name, answer);
    return this;
  }

  @Override
  public CompletableFuture<DnsAnswer> ask(String name, RecordType type, Deadline deadline) {
    asked.add(type == RecordType.A ? name : type + " " + name);
    String key = type == RecordType.A || type == RecordType.AAAA ? name : type + " " + name;
    DnsAnswer exact = answers.get(key);
    DnsAnswer answer = exact == null ? below(name) : exact;
    return CompletableFuture.completedFuture(answer);
  }

  private DnsAnswer below(String name) {
    for (Map.Entry<String, DnsAnswer> each : answers.entrySet()) {
      if (each.getKey().startsWith("*") && name.endsWith(each.getKey().substring(1))) {
        return each.getValue();
      }
    }
    return new DnsAnswer.Absent(false);
  }

  /** How often a name that ends so was asked about, tests of lists left out. */
  long askedBelow(String zone) {
    return asked.stream()
        .filter(n -> n.endsWith(zone))
        .filter(n -> !n.startsWith("1.0.0.127.") && !n.startsWith("2.0.0.127."))
        .filter(n -> !n.startsWith("invalid.") && !n.startsWith("test."))
        .count();
  }

  @Override
  public void close() {}
}
