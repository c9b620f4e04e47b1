package org.mailweir.lab.conformance;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import org.mailweir.check.CheckInput;
import org.mailweir.check.auth.AuthCheck;
import org.mailweir.check.auth.AuthSettings;
import org.mailweir.check.auth.dkim.Signer;
import org.mailweir.concurrent.Deadline;
import org.mailweir.dns.FakeDns;
import org.mailweir.domain.PublicSuffixList;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParseLimits;
import org.mailweir.relay.TrustSettings;

/**
 * CPU that a signed message of 10 kB costs, without the DNS: that of the whole process, so that SPF
 * on its own threads counts. {@code lab conformance.AuthCost}.
 */
public final class AuthCost {

  private static final int WARM_UP = 5_000;
  private static final int MEASURED = 5_000;

  private AuthCost() {}

  public static void main(String[] args) throws InterruptedException {
    for (Signer signer : List.of(Signer.rsa(1_024), Signer.rsa(2_048), Signer.ed25519())) {
      AuthCheck check = check(signer);
      CheckInput input = input(signer);
      run(check, input, WARM_UP);
      double micros = run(check, input, MEASURED) / 1e3 / MEASURED;
      System.out.printf(
          "%s, key record of %d characters: %.0f microseconds of CPU for a message of %d bytes%n",
          signer.algorithm(), signer.record().length(), micros, input.raw().size());
    }
  }

  private static long run(AuthCheck check, CheckInput input, int times)
      throws InterruptedException {
    long before = cpu();
    for (int i = 0; i < times; i++) {
      if (check.check(input).findings().stream()
          .noneMatch(f -> f.name().equals("FROM_AUTHENTICATED"))) {
        throw new IllegalStateException("not authenticated");
      }
    }
    return cpu() - before;
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static AuthCheck check(Signer signer) {
    FakeDns dns =
        new FakeDns()
            .txt("example.org", "v=spf1 ip4:203.0.113.0/24 -all")
            .txt("mail.example.org", "v=spf1 a -all")
            .txt("_dmarc.example.org", "v=DMARC1; p=reject")
            .txt("s1._domainkey.example.org", signer.record());
    return new AuthCheck(
        AuthSettings.DEFAULT,
        dns,
        PublicSuffixList.bundled(),
        TrustSettings.NONE,
        (name, otherwise) -> otherwise);
  }

  private static CheckInput input(Signer signer) {
    String body = "Seventy characters of text in each line make a body like many others.\r\n";
    body = body.repeat(135);
    String signed = "from:joe@example.org\r\nto:reader@example.com\r\nsubject:Minutes\r\n";
    String field = signer.field("d=example.org; s=s1; h=from:to:subject", signed, body);
    String header = "From: joe@example.org\r\nTo: reader@example.com\r\nSubject: Minutes\r\n";
    InMemoryMessage raw = InMemoryMessage.of(field + header + "\r\n" + body);
    return new CheckInput(
        new MessageParser(ParseLimits.DEFAULT).parse(raw),
        raw,
        new MailAddress("joe@example.org"),
        new ClientInfo(
            "mail.example.org", "203.0.113.5", null, "ESMTP", "mail.example.org", "Q", "REMOTE"),
        Origin.OUTSIDE,
        List.of(),
        Deadline.after(Duration.ofHours(1)));
  }
}
