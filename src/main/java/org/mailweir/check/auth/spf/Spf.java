package org.mailweir.check.auth.spf;

import java.net.InetAddress;
import org.mailweir.check.auth.text.DomainName;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.DnsClient;
import org.mailweir.mail.MailAddress;

/**
 * Asks the domain of the envelope sender, and that of HELO, about the host that sends (RFC 7208).
 * One object serves one message; both questions may be asked at the same time.
 */
public final class Spf {

  private static final String POSTMASTER = "postmaster";

  private final InetAddress ip;
  private final String helo;
  private final Questions questions;

  /**
   * @param ip of the host that handed the message to us or to somebody whom we trust
   * @param helo what it called itself
   */
  public Spf(InetAddress ip, String helo, DnsClient dns, Deadline deadline) {
    this.ip = ip;
    this.helo = helo;
    this.questions = new Questions(dns, deadline);
  }

  /** About the envelope sender; the null sender is the postmaster at HELO (RFC 7208 2.4). */
  public SpfAnswer mailFrom(MailAddress sender) throws InterruptedException {
    return sender.isNull() ? helo() : check(sender.localPart(), sender.domain());
  }

  /** About the host as a sender of its own (RFC 7208 2.3). */
  public SpfAnswer helo() throws InterruptedException {
    return check(POSTMASTER, helo);
  }

  private SpfAnswer check(String localPart, String written) throws InterruptedException {
    String domain = DomainName.normal(written);
    if (domain.indexOf('.') < 0 || domain.startsWith("[")) {
      return SpfAnswer.of(SpfResult.NONE, domain); // RFC 7208 4.3
    }
    String local = localPart.isEmpty() ? POSTMASTER : localPart;
    return new Evaluation(new Client(ip, helo, local, domain), questions).answer(domain);
  }
}
