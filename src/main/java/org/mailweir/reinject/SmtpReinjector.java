package org.mailweir.reinject;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.Recipient;
import org.mailweir.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reinjection over SMTP with a pool of connections.
 *
 * <p>Everything up to the last RCPT is written at once (RFC 2920); replies are read in step. The
 * original client is passed on by XFORWARD, so that Postfix logs and header rewriting treat the
 * message as what it is.
 */
public final class SmtpReinjector implements Reinjector, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpReinjector.class);

  /** What it is called among those who have no answer. */
  private static final String SOURCE = "reinject";

  private final ReinjectSettings settings;
  private final Metrics metrics;
  private final Semaphore places;
  private final SmtpConnectionPool pool;

  public SmtpReinjector(ReinjectSettings settings, Metrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
    this.places = new Semaphore(settings.connections(), true);
    this.pool = new SmtpConnectionPool(settings);
    int most = settings.connections();
    metrics.gauge("reinject_connections", () -> most);
    metrics.gauge("reinject_in_use", () -> most - places.availablePermits());
    metrics.gauge("reinject_waiting", places::getQueueLength);
    metrics.gauge("reinject_idle", pool::idle);
  }

  @Override
  public @Nullable Reservation reserve(int transactions) throws InterruptedException {
    int wanted = Math.min(transactions, maxTransactions());
    if (!places.tryAcquire(wanted, settings.commandTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
      metrics.count("reinject_busy_total");
      return null;
    }
    return () -> places.release(wanted);
  }

  @Override
  public Duration finalTimeout() {
    return settings.finalTimeout();
  }

  @Override
  public int maxTransactions() {
    return settings.connections();
  }

  @Override
  public int maxRecipients() {
    return settings.maxRecipients();
  }

  @Override
  public Opening open(Envelope envelope, ClientInfo client) {
    try {
      return openOnce(envelope, client);
    } catch (StaleConnection stale) {
      metrics.count("reinject_stale_total");
      LOG.debug("pooled connection was dead, trying a fresh one", stale);
    } catch (IOException e) {
      return unreachable(e);
    }
    pool.clear();
    try {
      return openOnce(envelope, client);
    } catch (IOException e) {
      return unreachable(e);
    }
  }

  private Opening unreachable(IOException e) {
    metrics.count("reinject_unreachable_total");
    metrics.sources().unavailable(SOURCE, String.valueOf(e.getMessage()));
    LOG.warn("reinjection port {}: {}", settings.to(), e.toString());
    return new Opening.NotOpened(SmtpReply.tempfail("reinjection port is not available"));
  }

  private Opening openOnce(Envelope envelope, ClientInfo client) throws IOException {
    SmtpConnection smtp = pool.borrow();
    boolean pooled = smtp.wasUsed();
    smtp.markUsed();
    try {
      List<SmtpReply> recipients = new ArrayList<>(envelope.recipients().size());
      SmtpReply mail = dialogue(smtp, envelope, client, recipients);
      if (mail.isPositive()) {
        metrics.sources().available(SOURCE);
        return new Opening.Opened(new SmtpTransaction(pool, smtp, recipients));
      }
      if (mail.code() == 421 && pooled) {
        throw new IOException("server said " + mail);
      }
      if (mail.isPermanent()) {
        metrics.sources().available(SOURCE); // it is this message that it does not want
      } else {
        metrics.sources().unavailable(SOURCE, "MAIL was answered " + mail);
      }
      pool.discard(smtp);
      return new Opening.NotOpened(ours(mail, "MAIL"));
    } catch (IOException e) {
      pool.discard(smtp);
      throw pooled ? new StaleConnection(e) : e;
    } catch (RuntimeException e) {
      pool.discard(smtp);
      throw e;
    }
  }

  /** XFORWARD, MAIL and all RCPT; gives the reply to MAIL. */
  private static SmtpReply dialogue(
      SmtpConnection smtp, Envelope envelope, ClientInfo client, List<SmtpReply> recipients)
      throws IOException {
    Pipelined pipelined = new Pipelined(smtp);
    for (String forward : ReinjectCommands.xforward(client, smtp::forwards)) {
      pipelined.ask(forward, reply -> warnUnlessPositive(reply, forward));
    }
    List<SmtpReply> mail = new ArrayList<>(1);
    pipelined.ask(ReinjectCommands.mail(envelope, smtp::offers), mail::add);
    for (Recipient recipient : envelope.recipients()) {
      if (!mail.isEmpty() && !mail.getFirst().isPositive()) {
        break;
      }
      pipelined.ask(
          ReinjectCommands.rcpt(recipient, smtp::offers),
          reply -> recipients.add(ours(reply, "RCPT " + recipient.address())));
    }
    pipelined.finish();
    return mail.getFirst();
  }

  private static void warnUnlessPositive(SmtpReply reply, String command) {
    if (!reply.isPositive()) {
      LOG.warn("{} was answered {}", command, reply);
    }
  }

  /**
   * What may be passed on. A refusal of our syntax is our bug, and an answer that is neither yes
   * nor no is the server's: the message stays with Postfix, and nobody gets a bounce.
   */
  static SmtpReply ours(SmtpReply reply, String command) {
    boolean plain = reply.isPositive() || reply.isTemporary() || reply.isPermanent();
    if (plain && !reply.blamesOurSyntax()) {
      return reply;
    }
    LOG.error("reinjection port answered {} with {}", command, reply);
    return SmtpReply.tempfail("reinjection port answered " + reply);
  }

  @Override
  public void close() {
    pool.close();
  }

  /** Failure on a connection that had been idle: worth one silent retry. */
  private static final class StaleConnection extends IOException {
    private static final long serialVersionUID = 1;

    StaleConnection(IOException cause) {
      super(cause);
    }
  }
}
