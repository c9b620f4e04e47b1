package org.mailweir.web.held;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.Analysis;
import org.mailweir.check.Finding;
import org.mailweir.check.bayes.ModelSource;
import org.mailweir.decide.Decider;
import org.mailweir.decide.Sent;
import org.mailweir.decide.Verdict;
import org.mailweir.explain.Grounds;
import org.mailweir.explain.Hearing;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.MailAddress;
import org.mailweir.mail.Origin;
import org.mailweir.parse.FromField;
import org.mailweir.parse.MessageParser;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.quarantine.HeldMessage;
import org.mailweir.quarantine.HeldMessage.HeldRecipient;
import org.mailweir.quarantine.HeldMessage.State;
import org.mailweir.quarantine.Quarantine;
import org.mailweir.web.ShownText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the reading view of a held message. Few are read at the same time. */
final class MessageReader {

  private static final Logger LOG = LoggerFactory.getLogger(MessageReader.class);
  private static final int AT_ONCE = 3;
  private static final int LONGEST = 500;

  private final Quarantine quarantine;
  private final MessageParser parser;
  private final ModelSource learned;
  private final Supplier<Decider> decider;
  private final Semaphore places = new Semaphore(AT_ONCE, true);

  MessageReader(
      Quarantine quarantine, MessageParser parser, ModelSource learned, Supplier<Decider> decider) {
    this.quarantine = quarantine;
    this.parser = parser;
    this.learned = learned;
    this.decider = decider;
  }

  /**
   * @param mayHave whether the user may have the message itself
   */
  MessageView view(Sight sight, boolean administrator, boolean mayHave) {
    return alone(() -> made(sight, administrator, mayHave));
  }

  private MessageView made(Sight sight, boolean administrator, boolean mayHave) {
    HeldMessage message = sight.message();
    ParsedMessage parsed = parse(message).orElse(null);
    return new MessageView(
        message.id(),
        subject(message),
        message.score(),
        fields(message, parsed),
        copies(sight),
        ShownText.line(sight.reason(), LONGEST),
        findings(message),
        message.unavailable().stream().map(u -> ShownText.line(u, LONGEST)).toList(),
        grounds(sight),
        parsed == null ? null : Hearing.of(learned, parsed),
        parsed == null ? null : BodyReader.read(parsed),
        !sight.held().isEmpty(),
        mayHave,
        administrator);
  }

  /** The HTML part, made harmless; empty when there is none. */
  Optional<String> html(Sight sight) {
    return alone(
        () ->
            parse(sight.message()).flatMap(BodyReader::html).map(part -> SafeHtml.of(part.text())));
  }

  /** Parsing, the classifier and what is shown of it take memory and time, so few do that. */
  private <T> T alone(Supplier<T> work) {
    places.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  /** Empty when the bytes are gone or cannot be read. */
  private Optional<ParsedMessage> parse(HeldMessage message) {
    try {
      return Optional.of(parser.parse(new HeldFile(quarantine, message)));
    } catch (UncheckedIOException e) {
      LOG.debug("{} cannot be read", message.id(), e);
      return Optional.empty();
    }
  }

  /** Whether the bytes can be read. */
  boolean isThere(HeldMessage message) {
    try (InputStream in = new HeldFile(quarantine, message).open()) {
      return in.read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  static String subject(HeldMessage message) {
    String subject = ShownText.line(message.subject(), LONGEST);
    return subject.isEmpty() ? "(no subject)" : subject;
  }

  private static List<MessageView.Field> fields(
      HeldMessage message, @Nullable ParsedMessage parsed) {
    List<MessageView.Field> fields = new ArrayList<>();
    add(fields, "From", message.from());
    add(fields, "Sender", message.sender().isEmpty() ? "<> (a bounce)" : message.sender());
    if (parsed != null) {
      add(fields, "To", parsed.headers().value("To"));
      add(fields, "Cc", parsed.headers().value("Cc"));
      add(fields, "Reply-To", parsed.headers().value("Reply-To"));
      add(fields, "Date", parsed.headers().value("Date"));
    }
    add(fields, "Came from", client(message.client()));
    add(fields, "Held", Times.full(Instant.parse(message.heldAt())));
    add(fields, "Size", Times.size(message.size()));
    return fields;
  }

  private static String client(ClientInfo client) {
    return Stream.of(client.name(), client.addr() == null ? null : "[" + client.addr() + "]")
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  private static void add(List<MessageView.Field> fields, String name, String value) {
    String shown = ShownText.line(value, LONGEST);
    if (!shown.isEmpty()) {
      fields.add(new MessageView.Field(name, shown));
    }
  }

  private static List<MessageView.Copy> copies(Sight sight) {
    return sight.copies().stream().map(c -> copy(c, sight.reason())).toList();
  }

  private static MessageView.Copy copy(HeldRecipient copy, String known) {
    String when = copy.changedAt() == null ? "" : Times.full(Instant.parse(copy.changedAt()));
    String why = copy.reason().equals(known) ? "" : ShownText.line(copy.reason(), LONGEST);
    return new MessageView.Copy(
        ShownText.line(copy.address(), LONGEST),
        copy.state().name().toLowerCase(Locale.ROOT),
        copy.state() == State.HELD,
        when.isEmpty() ? why : when);
  }

  private static List<Finding> findings(HeldMessage message) {
    return message.findings().stream()
        .map(
            f ->
                new Finding(
                    ShownText.line(f.name(), LONGEST),
                    f.points(),
                    ShownText.line(f.description(), LONGEST),
                    ShownText.line(f.evidence(), LONGEST),
                    f.hits()))
        .toList();
  }

  /** What the settings of now would make of what was found then. */
  private Grounds grounds(Sight sight) {
    HeldMessage message = sight.message();
    Verdict verdict =
        new Verdict(
            message.score(),
            message.findings(),
            List.<Analysis.Missing>of(),
            Verdict.Scan.COMPLETE,
            "");
    Sent sent =
        new Sent(
            new MailAddress(message.sender()),
            FromField.address(message.from()),
            Origin.OUTSIDE,
            message.client());
    MailAddress recipient = new MailAddress(sight.copies().getFirst().address());
    return Grounds.of(decider.get().explain(verdict, sent, recipient), verdict);
  }
}
