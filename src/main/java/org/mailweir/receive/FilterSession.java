package org.mailweir.receive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mailweir.act.RecipientResult;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Envelope;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.MailParameters;
import org.mailweir.mail.Origin;
import org.mailweir.mail.RawMessage;
import org.mailweir.mail.Recipient;
import org.mailweir.mail.TransactionId;
import org.mailweir.metrics.Live;
import org.mailweir.pipeline.Outcome;
import org.mailweir.pipeline.Transaction;
import org.mailweir.reinject.SmtpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's dialogue, SMTP (RFC 5321) after EHLO and LMTP (RFC 2033) after LHLO.
 *
 * <p>Knows nothing of SubEtha: a command goes in, reply lines come out through {@link Output}.
 * Where RFC 5321 has 5xx for a MAIL or RCPT that cannot be read, the answer is 4xx: the client is
 * Postfix, and a 5xx would make it bounce mail that it has accepted, for our lack of understanding.
 */
final class FilterSession {

  /** Where reply lines go. */
  interface Output {
    void line(String reply) throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(FilterSession.class);

  /** As many recipients are shown of a message under way. */
  private static final int FEW = 3;

  private enum Protocol {
    NONE,
    SMTP,
    LMTP
  }

  private final ListenSettings settings;
  private final Origin origin;
  private final Admission admission;
  private final CommandInput in;
  private final Output out;

  private Protocol protocol = Protocol.NONE;
  private XForward xforward = new XForward();
  private @Nullable MailAddress sender;
  private MailParameters parameters = MailParameters.NONE;
  private List<Recipient> recipients = new ArrayList<>();
  private volatile boolean busy;

  FilterSession(
      ListenSettings settings, Origin origin, Admission admission, CommandInput in, Output out) {
    this.settings = settings;
    this.origin = origin;
    this.admission = admission;
    this.in = in;
    this.out = out;
  }

  /** Whether a transaction is open, so that hanging up now would cost a retry. */
  boolean isBusy() {
    return busy;
  }

  /** Executes a command; false when the connection is to be closed behind the reply. */
  boolean execute(Verb verb, CommandLine line) throws IOException {
    switch (verb) {
      case EHLO -> greet(Protocol.SMTP, line.argument(), true);
      case LHLO -> greet(Protocol.LMTP, line.argument(), true);
      case HELO -> greet(Protocol.SMTP, line.argument(), false);
      case XFORWARD -> forward(line.argument());
      case MAIL -> mail(line.argument());
      case RCPT -> rcpt(line.argument());
      case DATA -> data(line.argument());
      case RSET -> {
        reset();
        out.line("250 2.0.0 Ok");
      }
      case NOOP -> out.line("250 2.0.0 Ok");
      case QUIT -> out.line("221 2.0.0 Bye");
      case OTHER -> out.line("502 5.5.1 Command not implemented");
      case UNREADABLE -> out.line("451 4.5.2 Unreadable command");
    }
    if (!admission.isOpen() && !busy && verb != Verb.QUIT) {
      out.line("421 4.3.2 Shutting down");
      return false;
    }
    return verb != Verb.QUIT;
  }

  private void greet(Protocol greeted, String name, boolean extended) throws IOException {
    if (name.isEmpty()) {
      out.line("501 5.5.4 Hostname missing");
      return;
    }
    reset();
    protocol = greeted;
    if (!extended) {
      out.line("250 " + settings.hostname());
      return;
    }
    out.line("250-" + settings.hostname());
    out.line("250-PIPELINING");
    // RFC 1870 4: without a number there is no fixed limit; Postfix would bounce above a number.
    out.line("250-SIZE");
    out.line("250-8BITMIME");
    out.line("250-SMTPUTF8");
    out.line("250-ENHANCEDSTATUSCODES");
    out.line("250-DSN");
    out.line("250 XFORWARD " + XForward.ATTRIBUTES);
  }

  private void forward(String argument) throws IOException {
    if (sender != null) {
      out.line("503 5.5.1 Mail transaction in progress");
    } else if (xforward.accept(argument)) {
      out.line("250 2.0.0 Ok");
    } else {
      out.line("501 5.5.4 Bad XFORWARD attributes");
    }
  }

  private void mail(String argument) throws IOException {
    if (protocol == Protocol.NONE) {
      out.line("503 5.5.1 EHLO or LHLO first");
      return;
    }
    if (sender != null) {
      out.line("503 5.5.1 Nested MAIL command");
      return;
    }
    Path821 path = Path821.parse(argument, "FROM:");
    if (path == null) {
      out.line("451 4.5.2 Cannot read this MAIL command");
      return;
    }
    MailParameters given = Parameters.ofMail(path.parameters());
    if (given == null) {
      out.line("451 4.5.4 Unsupported MAIL parameter");
      return;
    }
    sender = path.address();
    parameters = given;
    busy = true;
    out.line("250 2.1.0 Ok");
  }

  private void rcpt(String argument) throws IOException {
    if (sender == null) {
      out.line("503 5.5.1 MAIL first");
      return;
    }
    if (recipients.size() >= settings.maxRecipients()) {
      out.line("452 4.5.3 Too many recipients");
      return;
    }
    Path821 path = Path821.parse(argument, "TO:");
    if (path == null || path.address().isNull()) {
      out.line("451 4.5.2 Cannot read this RCPT command");
      return;
    }
    Recipient recipient = Parameters.ofRcpt(path.address(), path.parameters());
    if (recipient == null) {
      out.line("451 4.5.4 Unsupported RCPT parameter");
      return;
    }
    recipients.add(recipient);
    out.line("250 2.1.5 Ok");
  }

  private void data(String argument) throws IOException {
    MailAddress from = sender;
    if (from == null) {
      out.line("503 5.5.1 MAIL first");
    } else if (recipients.isEmpty()) {
      out.line("554 5.5.1 No valid recipients");
    } else if (!argument.isEmpty()) {
      out.line("501 5.5.4 Syntax: DATA");
    } else {
      TransactionId id = TransactionId.at(System.currentTimeMillis());
      try (Live.Entry live = admission.announce(letter(id, from));
          Admission.Ticket ticket = admission.enter()) {
        receive(id, from, live);
      }
    }
  }

  private Live.Letter letter(TransactionId id, MailAddress from) {
    return new Live.Letter(
        id.text(),
        Objects.requireNonNullElse(client().ident(), ""),
        from.text(),
        recipients.size(),
        recipients.stream().limit(FEW).map(r -> r.address().text()).toList());
  }

  /** The message itself. The transaction is over behind it, however it ends. */
  private void receive(TransactionId id, MailAddress from, Live.Entry live) throws IOException {
    live.at(Live.Stage.DATA);
    out.line("354 End data with <CR><LF>.<CR><LF>");
    in.sendReplies();
    try (MessageSpool spool =
        new MessageSpool(settings.spoolAbove().toInt(), settings.spoolDir())) {
      int stray = new DataReader(in, spool).readAll();
      RawMessage message;
      try {
        message = spool.finish(stray);
      } catch (IOException e) {
        LOG.error("spool {} cannot be written", settings.spoolDir(), e);
        replyToAll(new SmtpReply(452, "4.3.1 Spool cannot be written"));
        return;
      }
      try (RawMessage closing = message) {
        live.size(message.size());
        process(id, from, closing);
      }
    } finally {
      reset();
    }
  }

  private void process(TransactionId id, MailAddress from, RawMessage message) throws IOException {
    Transaction tx =
        new Transaction(
            id,
            origin,
            protocol == Protocol.SMTP,
            new Envelope(from, parameters, recipients),
            client(),
            message,
            in::clientGone);
    if (FaultPoint.ACK_BEFORE_FORWARD.isSet()) {
      replyToAll(new SmtpReply(250, "2.0.0 Ok, so we claim"));
      in.sendReplies();
      admission.process(tx);
      return;
    }
    Outcome outcome = admission.process(tx);
    if (protocol == Protocol.SMTP) {
      out.line(outcome.single().toString());
    } else {
      for (RecipientResult result : outcome.results()) {
        out.line(Outcome.reply(result).toString());
      }
    }
  }

  private ClientInfo client() {
    return xforward.client();
  }

  private void replyToAll(SmtpReply reply) throws IOException {
    int lines = protocol == Protocol.SMTP ? 1 : recipients.size();
    for (int i = 0; i < lines; i++) {
      out.line(reply.toString());
    }
  }

  private void reset() {
    xforward = new XForward();
    sender = null;
    parameters = MailParameters.NONE;
    recipients = new ArrayList<>();
    busy = false;
  }
}
