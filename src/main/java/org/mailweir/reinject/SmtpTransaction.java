package org.mailweir.reinject;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mailweir.concurrent.Deadline;
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
    DotStuffing out = new DotStuffing(open.line().output());
    try {
      open.command("DATA");
      SmtpReply reply = open.reply();
      if (reply.code() != 354) {
        return reply.isPositive()
            ? SmtpReply.tempfail("reinjection port answered DATA with " + reply)
            : SmtpReinjector.ours(reply, "DATA");
      }
      content.writeTo(out);
      out.endLine();
      open.line().flush();
      return new SmtpReply(250, "2.0.0 ready for the final dot");
    } catch (IOException e) {
      close();
      return broken(e, out.isBroken());
    }
  }

  /** Either side may fail: where the message is read from, or where it is written to. */
  private SmtpReply broken(IOException e, boolean connection) {
    if (connection || e instanceof java.io.EOFException || e instanceof SocketException) {
      LOG.warn("reinjection port {} during DATA: {}", pool.settings().to(), e.toString());
      return SmtpReply.tempfail("reinjection port broke off");
    }
    LOG.error("the message cannot be read", e);
    return SmtpReply.tempfail("message cannot be read");
  }

  @Override
  public void dot() {
    SmtpConnection open = connection();
    try {
      open.command(".");
      open.line().flush();
    } catch (IOException e) {
      LOG.debug("sending the final dot", e);
      // Whether it got there is what nobody knows; reading the answer will fail.
      open.close();
    }
  }

  @Override
  public Committed answer(Deadline deadline) {
    SmtpConnection open = connection();
    try {
      open.line().readTimeout(deadline.left());
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
    if (reply.code() == 421 || open.line().hasUnread()) {
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
