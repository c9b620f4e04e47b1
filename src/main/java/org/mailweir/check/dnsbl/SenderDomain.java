package org.mailweir.check.dnsbl;

import java.util.concurrent.CompletableFuture;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsAnswer;
import org.mailweir.dns.DnsClient;
import org.mailweir.dns.RecordType;

/** Whether a domain can take mail: an MX, or else an address (RFC 5321 5.1), and no null MX. */
record SenderDomain(
    CompletableFuture<DnsAnswer> exchanges,
    CompletableFuture<DnsAnswer> four,
    CompletableFuture<DnsAnswer> six) {

  static SenderDomain ask(DnsClient dns, String domain, Deadline deadline) {
    return new SenderDomain(
        dns.ask(domain, RecordType.MX, deadline),
        dns.ask(domain, RecordType.A, deadline),
        dns.ask(domain, RecordType.AAAA, deadline));
  }

  /** Reports what is known in the end. */
  void report(String domain, Report report) throws InterruptedException {
    DnsAnswer mx = Enquiry.await(exchanges);
    DnsAnswer a = Enquiry.await(four);
    DnsAnswer aaaa = Enquiry.await(six);
    boolean nullMx =
        !mx.exchanges().isEmpty() && mx.exchanges().stream().allMatch(x -> x.host().isEmpty());
    if (nullMx || (isAbsent(mx) && isAbsent(a) && isAbsent(aaaa))) {
      report.found(
          "NO_DNS_FOR_FROM", 0.4, "The sender's domain has neither MX nor address", domain);
    } else if (mx instanceof DnsAnswer.Unknown(DnsAnswer.Reason why)
        && why != DnsAnswer.Reason.BAD_NAME
        && a.addresses().isEmpty()) {
      report.missing(why == DnsAnswer.Reason.RESTING ? "dns" : "sender domain", why.words());
    }
  }

  private static boolean isAbsent(DnsAnswer answer) {
    return answer instanceof DnsAnswer.Absent;
  }
}
