package org.mailweir.receive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.net.Endpoint;
import org.mailweir.net.Networks;
import org.mailweir.settings.DataSize;
import org.mailweir.settings.Doc;
import org.mailweir.settings.HostName;

/** Where mail comes in. */
@Doc("Where Postfix hands mail over. Each listener speaks LMTP after LHLO and SMTP after EHLO.")
public record ListenSettings(
    @Doc("Mail from strangers: content_filter = mailweir:inet:[127.0.0.1]:10024") Endpoint outside,
    @Doc(
            "Mail of authenticated users and of this host. It is analysed and marked, but never held."
                + " \"\" listens on the first port only.")
        @Nullable Endpoint inside,
    @Doc("The name in the greeting. It need not exist in the DNS.") String hostname,
    @Doc("Addresses and networks that may connect at all; everybody else gets 554.")
        List<String> allowFrom,
    @Doc(
            "Set it to true only if a listener must be bound to an address that is not loopback."
                + " Whoever reaches the port can send mail through this host.")
        boolean bindBeyondLoopback,
    @Doc("Open connections; above that the greeting is 421, which makes Postfix wait.")
        int maxConnections,
    @Doc("Messages that are received or worked on at the same time; others wait before DATA.")
        int maxMessages,
    @Doc("Recipients of one transaction; further ones get 452 and Postfix sends them separately.")
        int maxRecipients,
    @Doc("Larger messages are kept in a file below spool_dir while they are here.")
        DataSize spoolAbove,
    @Doc("Folder of those files; a memory file system is a good choice.") Path spoolDir,
    @Doc("A connection without a command is closed after that time.") Duration idleTimeout,
    @Doc("When the daemon is asked to stop, running transactions get that long to finish.")
        Duration drainTimeout) {

  public static final ListenSettings DEFAULT =
      new ListenSettings(
          new Endpoint("127.0.0.1", 10024),
          new Endpoint("127.0.0.1", 10026),
          "mailweir.localhost",
          List.of("127.0.0.0/8", "::1/128"),
          false,
          2_000,
          64,
          10_000,
          DataSize.ofMiB(1),
          Path.of("spool"),
          Duration.ofSeconds(300),
          Duration.ofSeconds(60));

  public ListenSettings {
    allowFrom = List.copyOf(allowFrom);
    HostName.require("hostname", hostname);
    atLeastOne("max_connections", maxConnections);
    atLeastOne("max_messages", maxMessages);
    atLeastOne("max_recipients", maxRecipients);
    if (spoolAbove.bytes() > 64L << 20) {
      throw new IllegalArgumentException(
          "spool_above: at most 64MiB; memory is shared by all mail");
    }
    Networks.of("allow_from", allowFrom);
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + ": at least 1 is expected");
    }
  }

  /** The same with a relative spool folder counted from there. */
  public ListenSettings spoolIn(Path folder) {
    return new ListenSettings(
        outside,
        inside,
        hostname,
        allowFrom,
        bindBeyondLoopback,
        maxConnections,
        maxMessages,
        maxRecipients,
        spoolAbove,
        folder.resolve(spoolDir),
        idleTimeout,
        drainTimeout);
  }
}
