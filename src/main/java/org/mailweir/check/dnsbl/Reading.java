package org.mailweir.check.dnsbl;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.mailweir.dns.DnsAnswer;

/** What an answer of a list says. A list answers with addresses of 127/8 (RFC 5782 2.1). */
sealed interface Reading {

  /** It is listed, for these reasons; none when the list's reason is not among those wanted. */
  record Listed(List<AnswerRule> reasons) implements Reading {
    public Listed {
      reasons = List.copyOf(reasons);
    }
  }

  record NotListed() implements Reading {}

  /** This is not what a list says: it refuses, or somebody else answers in its stead. */
  record Wrong(String why) implements Reading {}

  /** There is no answer. */
  record Nothing(DnsAnswer.Reason why) implements Reading {}

  long LOOPBACK = 127L << 24;
  long ERRORS = 127L << 24 | 255 << 16 | 255 << 8;

  static Reading of(DnsAnswer answer, List<AnswerRule> rules) {
    return switch (answer) {
      case DnsAnswer.Found found -> of(found.addresses(), rules);
      case DnsAnswer.Absent absent -> new NotListed();
      case DnsAnswer.Unknown(DnsAnswer.Reason why) when why == DnsAnswer.Reason.REFUSED ->
          new Wrong("refused");
      case DnsAnswer.Unknown(DnsAnswer.Reason why) -> new Nothing(why);
    };
  }

  private static Reading of(List<InetAddress> addresses, List<AnswerRule> rules) {
    List<AnswerRule> reasons = new ArrayList<>();
    for (InetAddress address : addresses) {
      long value = value(address);
      if ((value & 0xff000000L) != LOOPBACK) {
        return new Wrong("answers " + address.getHostAddress());
      }
      // Spamhaus, URIBL and others agree on 127.255.255.0/24 for "we do not answer you".
      if ((value & 0xffffff00L) == ERRORS || means(rules, value, true).size() > 0) {
        return new Wrong("refused (" + address.getHostAddress() + ")");
      }
      reasons.addAll(means(rules, value, false));
    }
    return addresses.isEmpty() ? new NotListed() : new Listed(reasons);
  }

  private static List<AnswerRule> means(List<AnswerRule> rules, long value, boolean refusal) {
    return rules.stream().filter(r -> r.isRefusal() == refusal && r.matches(value)).toList();
  }

  private static long value(InetAddress address) {
    byte[] octets = address.getAddress();
    long value = 0;
    for (byte octet : octets) {
      value = value << 8 | octet & 0xff;
    }
    return octets.length == 4 ? value : 0;
  }
}
