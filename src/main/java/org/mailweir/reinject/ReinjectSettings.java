package org.mailweir.reinject;

import java.time.Duration;
import org.mailweir.net.Endpoint;
import org.mailweir.settings.Doc;
import org.mailweir.settings.HostName;

/** How mail goes back to Postfix. */
@Doc("The way back into Postfix: the smtpd of master.cf that has no content_filter.")
public record ReinjectSettings(
    @Doc("Address of that smtpd.") Endpoint to,
    @Doc("What we call ourselves in EHLO.") String helo,
    @Doc("Connections at the same time; at most the maxproc of that smtpd (Postfix default 100).")
        int connections,
    @Doc("Recipients of one transaction; at most its smtpd_recipient_limit (Postfix default 1000).")
        int maxRecipients,
    @Doc("How long connecting and each command may take.") Duration commandTimeout,
    @Doc("How long to wait for the answer to the final dot (RFC 5321 asks for 10 minutes).")
        Duration finalTimeout,
    @Doc("A connection that was idle that long is closed rather than used again.")
        Duration keepIdle) {

  public static final ReinjectSettings DEFAULT =
      new ReinjectSettings(
          new Endpoint("127.0.0.1", 10025),
          "mailweir.localhost",
          20,
          1_000,
          Duration.ofSeconds(60),
          Duration.ofSeconds(600),
          Duration.ofSeconds(4));

  public ReinjectSettings {
    HostName.require("helo", helo);
    if (connections < 1 || connections > 1_000) {
      throw new IllegalArgumentException("connections: 1 to 1000 is expected");
    }
    if (maxRecipients < 1) {
      throw new IllegalArgumentException("max_recipients: at least 1 is expected");
    }
  }
}
