package org.mailweir.check.virus;

import java.time.Duration;
import java.util.List;
import org.mailweir.peer.Reach;
import org.mailweir.peer.ServerAddress;
import org.mailweir.settings.DataSize;
import org.mailweir.settings.Doc;

/** How the virus scanner is asked. */
@Doc(
    "The virus scanner ClamAV. A message with a virus gets the finding VIRUS (20 points) and is held,"
        + " see hold_findings in [policy].")
public record VirusSettings(
    @Doc("Whether a scanner is asked.") boolean enabled,
    @Doc(
            "While no scanner answers: true makes Postfix keep the mail and try again (451); false"
                + " lets it pass unscanned, and the journal says so. True is the same as to name"
                + " virus in required of [analysis], with what follows for messages whose analysis"
                + " fails.")
        boolean required,
    @Doc(
            "Where clamd listens: \"127.0.0.1:3310\" or its Unix socket, such as"
                + " \"/run/clamav/clamd.ctl\". With several, the next one is asked when one fails;"
                + " with weights (\"127.0.0.1:3310 weight=2\") they share the load, and those without"
                + " one stand by. Use addresses, not names: a name must be looked up.")
        List<ServerAddress> servers,
    @Doc("Connections to each server at the same time; not more than clamd's MaxThreads.")
        int connections,
    @Doc("How long to connect and to answer a PING.") Duration connectTimeout,
    @Doc(
            "How long to scan one message; less than soft_deadline of [analysis]. A message that"
                + " takes longer waits in Postfix (451) and says nothing about the scanner; the"
                + " third time it goes on with the finding VIRUS_UNSCANNED.")
        Duration answerTimeout,
    @Doc("How long a server is left alone that failed three times in a row.") Duration retryAfter,
    @Doc(
            "Larger messages are not scanned and get the finding VIRUS_UNSCANNED, as does what exceeds"
                + " clamd's StreamMaxLength: to wait would not make them smaller.")
        DataSize maxSize,
    @Doc(
            "Names of signatures that mean spam or something doubtful rather than a virus: a pattern"
                + " with * and the points of the finding VIRUS_SPAM_SIGNATURE, or the word virus."
                + " The first that fits decides; what fits none is a virus. Names that clamd calls"
                + " UNOFFICIAL are compared without that ending.")
        List<String> spamSignatures) {

  public static final VirusSettings DEFAULT =
      new VirusSettings(
          false,
          true,
          List.of(ServerAddress.parse("/run/clamav/clamd.ctl")),
          8,
          Duration.ofSeconds(2),
          Duration.ofSeconds(25),
          Duration.ofSeconds(10),
          DataSize.ofMiB(25),
          List.of(
              "Sanesecurity.Malware.* virus",
              "Sanesecurity.Badmacro.* virus",
              "Sanesecurity.Rogue.* virus",
              "Sanesecurity.Trojan.* virus",
              "Sanesecurity.Foxhole.* 3",
              "Sanesecurity.Phishing.* 6",
              "Sanesecurity.Scam* 6",
              "Sanesecurity.* 4",
              "MBL_* 4",
              "winnow.malware.* virus",
              "winnow.* 4",
              "bofhland.Malware* virus",
              "bofhland.* 4",
              "SecuriteInfo.com.Spam* 4",
              "Heuristics.Phishing.* 5",
              "Email.Phishing.* 6",
              "Html.Phishing.* 6",
              "Heuristics.OLE2.ContainsMacros* 1.5",
              "Heuristics.Encrypted.* 1",
              "Heuristics.Limits.Exceeded* 0.01",
              "Heuristics.Structured.* 0.01",
              "PUA.* 1.5"));

  public VirusSettings {
    servers = List.copyOf(servers);
    spamSignatures = List.copyOf(spamSignatures);
    if (enabled && servers.isEmpty()) {
      throw new IllegalArgumentException("servers: at least one is expected");
    }
    SignatureTable.of(spamSignatures);
  }

  Reach reach() {
    return new Reach(servers, connections, connectTimeout, answerTimeout, retryAfter);
  }
}
