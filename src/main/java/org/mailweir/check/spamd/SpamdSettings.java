package org.mailweir.check.spamd;

import java.time.Duration;
import java.util.List;
import org.mailweir.peer.Reach;
import org.mailweir.peer.ServerAddress;
import org.mailweir.settings.DataSize;
import org.mailweir.settings.Doc;

/** How spamd is asked. */
@Doc(
    "SpamAssassin's spamd, or rspamd's normal worker, which speaks its protocol: asked beside or"
        + " instead of the rules here.")
public record SpamdSettings(
    @Doc("Whether it is asked.") boolean enabled,
    @Doc(
            "Where it listens: \"127.0.0.1:783\" or its Unix socket. With several, the next one is"
                + " asked when one fails; with weights (\"127.0.0.1:783 weight=2\") they share the"
                + " load, and those without one stand by. Use addresses, not names: a name must be"
                + " looked up.")
        List<ServerAddress> servers,
    @Doc("For whom it judges, if its rules or its Bayes differ by user; empty for its default.")
        String user,
    @Doc(
            "How its verdict arrives. SCORE: as one finding SPAMD, worth its score times weight, for"
                + " one voice among several. RULES: each of its rules as a finding of its own, with"
                + " its points times weight, for spamd as the only engine (with set = \"none\" in"
                + " [rules]); what its score has beyond those points is the finding SPAMD.")
        Form as,
    @Doc("How much it counts; 1 leaves its points as they are.") double weight,
    @Doc(
            "What it is asked for. REPORT: the score and the points of each rule, rounded; SYMBOLS:"
                + " the score and names of rules; HEADERS: the same, with exact points if its"
                + " configuration has \"add_header all Status ... tests=_TESTSSCORES_\"; CHECK: the"
                + " score alone, which is least work. rspamd knows SYMBOLS and CHECK.")
        Ask ask,
    @Doc("Messages are sent up to this size.") DataSize maxSize,
    @Doc(
            "Of larger messages: true sends as much of them, which is nearly always enough; false asks"
                + " nothing, and spamd counts as unavailable.")
        boolean partial,
    @Doc("Send messages compressed; worth it only over a slow network.") boolean compress,
    @Doc("Connections to each server at the same time; not more than spamd's --max-children.")
        int connections,
    @Doc("How long to connect and to answer a PING.") Duration connectTimeout,
    @Doc("How long to judge one message.") Duration answerTimeout,
    @Doc("How long a server is left alone that failed three times in a row.") Duration retryAfter,
    @Doc(
            "Whether lessons are passed on to it, once they are in force here. LEARN: to its Bayes;"
                + " REPORT: spam also to the networks that it reports to; NONE. spamd must run with"
                + " --allow-tell.")
        Tell tell) {

  /** How a verdict becomes findings. */
  public enum Form {
    SCORE,
    RULES
  }

  /** Commands that judge a message. */
  public enum Ask {
    REPORT,
    SYMBOLS,
    HEADERS,
    CHECK
  }

  /** What becomes of lessons. */
  public enum Tell {
    NONE,
    LEARN,
    REPORT
  }

  public static final SpamdSettings DEFAULT =
      new SpamdSettings(
          false,
          List.of(ServerAddress.parse("127.0.0.1:783")),
          "",
          Form.SCORE,
          1,
          Ask.REPORT,
          DataSize.ofKiB(512),
          true,
          false,
          5,
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Tell.NONE);

  public SpamdSettings {
    servers = List.copyOf(servers);
    if (enabled && servers.isEmpty()) {
      throw new IllegalArgumentException("servers: at least one is expected");
    }
    if (!user.matches("[!-~]{0,200}")) {
      throw new IllegalArgumentException("user: a name without blanks is expected");
    }
    if (!(weight >= 0 && weight <= 100)) {
      throw new IllegalArgumentException("weight: 0 to 100 is expected");
    }
    if (maxSize.bytes() < 1_024 || maxSize.bytes() > 256L << 20) {
      throw new IllegalArgumentException("max_size: 1KiB to 256MiB is expected");
    }
  }

  Reach reach() {
    return new Reach(servers, connections, connectTimeout, answerTimeout, retryAfter);
  }
}
