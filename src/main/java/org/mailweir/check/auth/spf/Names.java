package org.mailweir.check.auth.spf;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.auth.text.DomainName;
import org.mailweir.dns.DnsAnswer;
import org.mailweir.dns.RecordType;

/** The names of the client's address that lead back to it (RFC 7208 5.5). */
final class Names {

  private static final int MOST = 10;

  private final Client client;
  private final Questions questions;
  private @Nullable List<String> validated;

  Names(Client client, Questions questions) {
    this.client = client;
    this.questions = questions;
  }

  /** Whether the address has no name at all. */
  boolean isVoid() throws InterruptedException {
    return pointers() instanceof DnsAnswer.Absent;
  }

  private DnsAnswer pointers() throws InterruptedException {
    return questions.answerIfKnown(client.reverseName(), RecordType.PTR);
  }

  /** Names without an answer are left out, as are those behind the tenth. */
  List<String> validated() throws InterruptedException {
    List<String> names = validated;
    if (names == null) {
      names = validate();
      validated = names;
    }
    return names;
  }

  private List<String> validate() throws InterruptedException {
    RecordType type = client.isV4() ? RecordType.A : RecordType.AAAA;
    List<String> names = pointers().names().stream().limit(MOST).map(DomainName::normal).toList();
    names.forEach(name -> questions.ask(name, type));
    List<String> good = new ArrayList<>();
    for (String name : names) {
      List<InetAddress> addresses = questions.answerIfKnown(name, type).addresses();
      if (addresses.contains(client.ip())) {
        good.add(name);
      }
    }
    return good;
  }

  boolean anyWithin(String written) throws InterruptedException {
    String domain = DomainName.normal(written);
    return validated().stream().anyMatch(name -> DomainName.isWithin(name, domain));
  }

  /** RFC 7208 7.3, %{p}: the domain itself, or one below it, or any. */
  String preferred(String written) throws InterruptedException {
    String domain = DomainName.normal(written);
    List<String> names = validated();
    if (names.contains(domain)) {
      return domain;
    }
    return names.stream()
        .filter(name -> DomainName.isWithin(name, domain))
        .findFirst()
        .orElse(names.isEmpty() ? "unknown" : names.getFirst());
  }
}
