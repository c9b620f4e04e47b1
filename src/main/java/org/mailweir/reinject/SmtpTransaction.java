package org.mailweir.reinject;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction on a connection borrowed from the pool. */
final class SmtpTransaction implements ReinjectTransaction {

  private static final Logger LOG = LoggerFactory.getLogger(SmtpTransaction.class);

  private final SmtpConnectionPool pool;
  private final List<SmtpReply> recipients;
  private @Nullable SmtpConnection smtp;

  SmtpTransaction(SmtpConnectionPool pool, SmtpConnection smtp, List<SmtpReply> recipients) {
    this.pool = pool;
    this.smtp = smtp;
    this.recipients = List.copyOf(recipients);
  }

  @Override
  public List<SmtpReply> recipientReplies() {
    return recipients;
  }

  @Override
  public SmtpReply send(Content content) {
    SmtpConnection open = connection();
    try {
      open.command("DATA");
      SmtpReply reply = open.reply();
      if (reply.code() != 354) {
        return SmtpReinjector.ours(reply, "DATA");
      }
      DotStuffing out = new DotStuffing(open.line().output());
      content.writeTo(out);
      out.endLine();
      open.line().flush();
      return new SmtpReply(250, "2.0.0 ready for the final dot");
    } catch (IOException e) {
      LOG.warn("reinjection port {} during DATA: {}", pool.settings().to(), e.toString());
      close();
      return SmtpReply.tempfail("reinjection port broke off");
    }
  }

  @Override
  public Committed commit() {
    SmtpConnection open = connection();
    try {
      open.line().readTimeout(pool.settings().finalTimeout());
      open.command(".");
      SmtpReply reply = open.reply();
      giveBack(open, reply);
      return new Committed.Answered(SmtpReinjector.ours(reply, "end of DATA"));
    } catch (IOException e) {
      close();
      return new Committed.Unknown(e.toString());
    }
  }

  private SmtpConnection connection() {
    if (smtp == null) {
      throw new IllegalStateException("the transaction is over");
    }
    return smtp;
  }

  private void giveBack(SmtpConnection open, SmtpReply reply) {
    smtp = null;
    if (reply.code() == 421) {
      pool.discard(open);
    } else {
      pool.giveBack(open);
    }
  }

  /** A broken-off DATA cannot be taken back in words, only by hanging up before the dot. */
  @Override
  public void close() {
    if (smtp != null) {
      pool.discard(smtp);
      smtp = null;
    }
  }
}
