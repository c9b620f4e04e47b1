package org.mailweir.check.auth.spf;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.auth.text.SyntaxErrorException;
import org.mailweir.dns.DnsAnswer;
import org.mailweir.dns.DnsRecord;
import org.mailweir.dns.RecordType;

/**
 * check_host() of RFC 7208 4 for one client and one identity.
 *
 * <p>Terms are evaluated one after the other, as the RFC says, but the questions of all terms of a
 * record that may be reached are asked at once, so that a record costs one round trip and not ten.
 */
final class Evaluation {

  /** RFC 7208 4.6.4. */
  private static final int MOST_LOOKUPS = 10;

  private static final int MOST_VOIDS = 2;
  private static final int LONGEST_NAME = 253;
  private static final int MOST_EXCHANGERS = 10;

  private final Client client;
  private final Questions questions;
  private final Names names;
  private int lookups;
  private int voids;
  private @Nullable MacroText explanation;
  private String explaining = "";

  Evaluation(Client client, Questions questions) {
    this.client = client;
    this.questions = questions;
    this.names = new Names(client, questions);
  }

  /** What the domain says. */
  SpfAnswer answer(String domain) throws InterruptedException {
    try {
      SpfResult result = check(domain, true);
      String words = result == SpfResult.FAIL ? explain() : "";
      return new SpfAnswer(result, domain, "", words);
    } catch (SpfErrorException e) {
      return new SpfAnswer(e.result(), domain, e.reason(), "");
    }
  }

  /**
   * @param outer whether it is not included, so that its explanation counts (RFC 7208 6.2)
   */
  private SpfResult check(String domain, boolean outer)
      throws SpfErrorException, InterruptedException {
    SpfRecord record = record(domain);
    if (record == null) {
      return SpfResult.NONE;
    }
    askAhead(record, domain);
    if (outer) {
      explanation = record.explanation();
      explaining = domain;
    }
    for (SpfRecord.Directive directive : record.directives()) {
      if (matches(directive.mechanism(), domain)) {
        return directive.result();
      }
    }
    return record.redirect() == null
        ? SpfResult.NEUTRAL
        : redirected(record.redirect(), domain, outer);
  }

  private SpfResult redirected(MacroText redirect, String domain, boolean outer)
      throws SpfErrorException, InterruptedException {
    count();
    String target = expand(redirect, domain);
    SpfResult result = check(target, outer);
    if (result == SpfResult.NONE) {
      throw SpfErrorException.permanent("redirect to " + target + " without record");
    }
    return result;
  }

  private @Nullable SpfRecord record(String domain) throws SpfErrorException, InterruptedException {
    List<String> records =
        questions.answer(domain, RecordType.TXT).texts().stream()
            .filter(RecordReader::isRecord)
            .toList();
    if (records.size() > 1) {
      throw SpfErrorException.permanent(domain + " has several records");
    }
    try {
      return records.isEmpty() ? null : RecordReader.read(records.getFirst());
    } catch (SyntaxErrorException e) {
      throw SpfErrorException.permanent(domain + ": " + e.reason());
    }
  }

  private void askAhead(SpfRecord record, String domain) throws InterruptedException {
    int most = MOST_LOOKUPS;
    for (SpfRecord.Directive directive : record.directives()) {
      boolean asks = false;
      switch (directive.mechanism()) {
        case Mechanism.All all -> most = 0;
        case Mechanism.Ip(IpBlock block) -> most = block.contains(client.ip()) ? 0 : most;
        case Mechanism.Include(MacroText target) -> asks = ahead(target, domain, RecordType.TXT);
        case Mechanism.Exists(MacroText target) -> asks = ahead(target, domain, RecordType.A);
        case Mechanism.Host host -> asks = ahead(host.domain(), domain, addressType());
        case Mechanism.Exchangers mx -> asks = ahead(mx.domain(), domain, RecordType.MX);
        case Mechanism.Pointer pointer -> asks = true;
      }
      most -= asks ? 1 : 0;
      if (most <= 0) {
        return;
      }
    }
    if (record.redirect() != null) {
      ahead(record.redirect(), domain, RecordType.TXT);
    }
  }

  /** Names that have to be looked up to know the question are not asked ahead. */
  private boolean ahead(@Nullable MacroText target, String domain, RecordType type)
      throws InterruptedException {
    if (target == null || !target.uses('p')) {
      questions.ask(expand(target, domain), type);
    }
    return true;
  }

  private boolean matches(Mechanism mechanism, String domain)
      throws SpfErrorException, InterruptedException {
    return switch (mechanism) {
      case Mechanism.All all -> true;
      case Mechanism.Ip(IpBlock block) -> block.contains(client.ip());
      case Mechanism.Include(MacroText target) -> included(expand(counted(target), domain));
      case Mechanism.Exists(MacroText target) -> exists(expand(counted(target), domain));
      case Mechanism.Host host -> {
        count();
        yield host(host, expand(host.domain(), domain));
      }
      case Mechanism.Exchangers mx -> {
        count();
        yield exchangers(mx, expand(mx.domain(), domain));
      }
      case Mechanism.Pointer pointer -> {
        count();
        countVoid(names.isVoid());
        yield names.anyWithin(expand(pointer.domain(), domain));
      }
    };
  }

  private MacroText counted(MacroText target) throws SpfErrorException {
    count();
    return target;
  }

  private void count() throws SpfErrorException {
    if (++lookups > MOST_LOOKUPS) {
      throw SpfErrorException.permanent("more than " + MOST_LOOKUPS + " lookups");
    }
  }

  private void countVoid(boolean isVoid) throws SpfErrorException {
    voids += isVoid ? 1 : 0;
    if (voids > MOST_VOIDS) {
      throw SpfErrorException.permanent("more than " + MOST_VOIDS + " void lookups");
    }
  }

  private boolean included(String target) throws SpfErrorException, InterruptedException {
    SpfResult result = check(target, false);
    if (result == SpfResult.NONE) {
      throw SpfErrorException.permanent("include of " + target + " without record");
    }
    return result == SpfResult.PASS;
  }

  private boolean exists(String target) throws SpfErrorException, InterruptedException {
    return !asked(target, RecordType.A).addresses().isEmpty();
  }

  private DnsAnswer asked(String target, RecordType type)
      throws SpfErrorException, InterruptedException {
    DnsAnswer answer = questions.answer(target, type);
    countVoid(answer instanceof DnsAnswer.Absent);
    return answer;
  }

  private RecordType addressType() {
    return client.isV4() ? RecordType.A : RecordType.AAAA;
  }

  private boolean host(Mechanism.Host host, String target)
      throws SpfErrorException, InterruptedException {
    return contain(asked(target, addressType()), host.bits4(), host.bits6());
  }

  private boolean contain(DnsAnswer answer, int bits4, int bits6) {
    for (InetAddress address : answer.addresses()) {
      byte[] octets = address.getAddress();
      if (new IpBlock(octets, octets.length == 4 ? bits4 : bits6).contains(client.ip())) {
        return true;
      }
    }
    return false;
  }

  private boolean exchangers(Mechanism.Exchangers mx, String target)
      throws SpfErrorException, InterruptedException {
    List<String> hosts =
        asked(target, RecordType.MX).exchanges().stream()
            .map(DnsRecord.Exchange::host)
            .filter(host -> !host.isEmpty())
            .toList();
    List<String> first = hosts.subList(0, Math.min(MOST_EXCHANGERS, hosts.size()));
    first.forEach(host -> questions.ask(host, addressType()));
    for (String host : first) {
      if (contain(questions.answer(host, addressType()), mx.bits4(), mx.bits6())) {
        return true;
      }
    }
    if (hosts.size() > MOST_EXCHANGERS) { // RFC 7208 4.6.4
      throw SpfErrorException.permanent(target + " has more than 10 mail exchangers");
    }
    return false;
  }

  /** A domain that is too long loses labels on the left (RFC 7208 7.3). */
  private String expand(@Nullable MacroText text, String domain) throws InterruptedException {
    if (text == null) {
      return domain;
    }
    Macros macros = new Macros(client, domain, names);
    if (macros.isBeyondDns(text)) {
      return ""; // RFC 8616 4: such a term matches nothing
    }
    String name = text.expand(macros);
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    return name.substring(name.indexOf('.', name.length() - LONGEST_NAME - 1) + 1);
  }

  private String explain() throws InterruptedException {
    if (explanation == null) {
      return "";
    }
    CompletableFuture<DnsAnswer> asked =
        questions.ask(expand(explanation, explaining), RecordType.TXT);
    List<String> texts = Questions.await(asked).texts();
    try {
      return texts.size() != 1
          ? ""
          : MacroText.read(texts.getFirst(), true).expand(new Macros(client, explaining, names));
    } catch (SyntaxErrorException e) {
      return ""; // RFC 7208 6.2: as if there were none
    }
  }
}
