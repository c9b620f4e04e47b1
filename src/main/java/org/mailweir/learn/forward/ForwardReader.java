package org.mailweir.learn.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.mailweir.learn.forward.Forwarded.Attached;
import org.mailweir.learn.forward.Forwarded.Inline;
import org.mailweir.learn.forward.Forwarded.Redirected;
import org.mailweir.mail.InMemoryMessage;
import org.mailweir.mail.MailAddress;
import org.mailweir.parse.EnclosedMessages;
import org.mailweir.parse.HeaderField;
import org.mailweir.parse.ParseLimits;
import org.mailweir.parse.ParsedMessage;
import org.mailweir.parse.Part;

/**
 * Finds what somebody means who sent something to a training address.
 *
 * <p>In this order: the message was redirected to us (its Resent-To names a training address, or
 * its own To does not and its author is not who sent it), then it is meant itself; it has messages
 * attached, then these are meant; it quotes one, then that is meant. A message that is none of it
 * means nothing, however much it looks like spam: a note that somebody wrote to us must never be
 * learned.
 */
public final class ForwardReader {

  private static final String[] RECIPIENTS = {"To", "Cc", "Bcc"};

  private final ParseLimits limits;
  private final int most;
  private final Predicate<String> isOurs;

  /**
   * A reader.
   *
   * @param most how many messages of one forward are given
   * @param isOurs whether a canonical address is a training address
   */
  public ForwardReader(ParseLimits limits, int most, Predicate<String> isOurs) {
    this.limits = limits;
    this.most = most;
    this.isOurs = isOurs;
  }

  /**
   * What is meant by a message; never throws for what it holds.
   *
   * @param bytes the message
   * @param message the same, read
   * @param sender who sent it, of the envelope
   */
  public Forward read(byte[] bytes, ParsedMessage message, MailAddress sender) {
    if (isRedirected(message, sender)) {
      return Forward.of(
          List.of(new Redirected(InMemoryMessage.canonical(WayBack.takenOff(bytes)))));
    }
    List<byte[]> enclosed = EnclosedMessages.of(bytes, limits, most + 1);
    if (!enclosed.isEmpty()) {
      return attached(enclosed);
    }
    Inline inline = InlineReader.read(message);
    return inline != null ? Forward.of(List.of(inline)) : new Forward(List.of(), nothing(message));
  }

  private Forward attached(List<byte[]> enclosed) {
    List<Forwarded> found = new ArrayList<>();
    for (byte[] one : enclosed.subList(0, Math.min(most, enclosed.size()))) {
      found.add(new Attached(InMemoryMessage.canonical(one)));
    }
    boolean more = enclosed.size() > most;
    return new Forward(found, more ? "only the first " + most + " attached messages count" : "");
  }

  private boolean isRedirected(ParsedMessage message, MailAddress sender) {
    List<HeaderField> resent = message.headers().all("Resent-To");
    if (resent.stream().anyMatch(f -> names(f.value()))) {
      return true;
    }
    for (String name : RECIPIENTS) {
      if (message.headers().all(name).stream().anyMatch(f -> names(f.value()))) {
        return false;
      }
    }
    String author = Addresses.last(message.headers().value("From"));
    return !author.equals(sender.canonical());
  }

  private boolean names(String field) {
    return Addresses.in(field).stream().anyMatch(isOurs);
  }

  /** Why nothing was found, with a remedy. */
  private static String nothing(ParsedMessage message) {
    Set<String> outlook = Set.of("application/ms-tnef", "application/vnd.ms-tnef");
    for (Part part : message.leaves()) {
      String name = Objects.requireNonNullElse(part.fileName(), "").toLowerCase(Locale.ROOT);
      if (outlook.contains(part.type()) || name.equals("winmail.dat")) {
        return "winmail.dat cannot be read; let Outlook send in HTML or plain text";
      }
      if (part.type().equals("application/vnd.ms-outlook") || name.endsWith(".msg")) {
        return "a .msg file cannot be read; forward the message as an attachment instead";
      }
    }
    return "no forwarded message found in it; forward as attachment";
  }
}
