package org.mailweir.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mailweir.mail.ClientInfo;
import org.mailweir.mail.Origin;
import org.mailweir.parse.HeaderField;
import org.mailweir.parse.Headers;
import org.mailweir.relay.ReceivedLine.Known;
import org.mailweir.relay.ReceivedLine.Nothing;
import org.mailweir.relay.ReceivedLine.SenderOfNext;

/**
 * Follows the {@code Received} fields from the top downwards, and decides where trust ends.
 *
 * <p>A relay is trusted while each before it is, and if its address is within the trusted networks
 * or it has authenticated. Without configured networks a private address counts instead of them.
 * Behind a relay of the MSA networks all are trusted. Who is not trusted is not internal.
 *
 * <p>The topmost field is written by the Postfix that hands the message to us, so it names the real
 * client. If XFORWARD names a client that none of the fields shows, as for a server that was told
 * to write no such field, that client comes first.
 */
public final class RelayReader {

  /** Bounds the work that a hostile header makes. */
  private static final int MOST_FIELDS = 200;

  private static final Pattern ADDRESS = Pattern.compile(IpText.ADDRESS);

  private final TrustSettings settings;
  private final List<Relay> trusted = new ArrayList<>();
  private final List<Relay> untrusted = new ArrayList<>();
  private final List<Relay> internal = new ArrayList<>();
  private final List<Relay> external = new ArrayList<>();
  private int unparseable;
  private int lastTrusted = -1;
  private int lastInternal = -1;
  private boolean inTrusted = true;
  private boolean inInternal = true;
  private boolean behindMsa;
  private boolean mayBeFetched = true;
  private @Nullable String senderOfNext;

  private RelayReader(TrustSettings settings) {
    this.settings = settings;
  }

  /** The way of a message that came in from there. */
  public static RelayPath read(
      Headers headers, TrustSettings settings, ClientInfo client, Origin origin) {
    RelayPath path =
        read(
            name -> headers.all(name).stream().map(HeaderField::raw).toList(),
            settings,
            ClientRelay.of(client));
    return origin == Origin.INSIDE ? path.trustedThroughout() : path;
  }

  /**
   * The way that a header tells.
   *
   * @param fields the values of all fields of a name, from the top, folded as they came
   * @param client what XFORWARD says of the client; null if unknown or local
   */
  public static RelayPath read(
      Function<String, List<String>> fields, TrustSettings settings, @Nullable Relay client) {
    List<String> received = new ArrayList<>(fields.apply("Received"));
    for (String name : settings.originatingFields()) {
      List<String> values = fields.apply(name);
      Matcher address = ADDRESS.matcher(values.isEmpty() ? "" : values.getFirst());
      if (address.find()) {
        received.add("from X-Originating-IP: " + address.group());
      }
    }
    return read(received, settings, client);
  }

  static RelayPath read(List<String> received, TrustSettings settings, @Nullable Relay client) {
    RelayReader reader = new RelayReader(settings);
    List<ReceivedLine.Reading> readings =
        received.stream().limit(MOST_FIELDS).map(ReceivedLine::read).toList();
    if (client != null && !shows(readings, client.ip())) {
      reader.add(client);
    }
    readings.forEach(reader::take);
    return reader.path();
  }

  /** Whether the first field about a public address is about the client; others may be forged. */
  private static boolean shows(List<ReceivedLine.Reading> readings, String ip) {
    for (ReceivedLine.Reading reading : readings) {
      if (reading instanceof Known(Relay relay) && !relay.isPrivate()) {
        return relay.ip().equalsIgnoreCase(ip);
      }
    }
    return false;
  }

  private void take(ReceivedLine.Reading reading) {
    String sender = senderOfNext;
    senderOfNext = null;
    switch (reading) {
      case Known known -> {
        Relay relay = known.relay();
        add(sender == null || sender.isEmpty() ? relay : relay.withEnvelopeFrom(sender));
      }
      case SenderOfNext next -> {
        senderOfNext = next.sender();
        skip();
      }
      case Nothing nothing -> {
        unparseable += nothing == Nothing.UNPARSEABLE ? 1 : 0;
        if (nothing == Nothing.FETCHED) {
          startAgain();
        }
        skip();
      }
    }
  }

  /** What a program fetched from a mailbox begins its way there. */
  private void startAgain() {
    if (mayBeFetched) {
      trusted.clear();
      internal.clear();
      external.clear();
    }
  }

  private void skip() {
    lastTrusted += inTrusted ? 1 : 0;
    lastInternal += inInternal ? 1 : 0;
  }

  private void add(Relay seen) {
    boolean msa = false;
    if (inTrusted && !behindMsa) {
      msa = settings.configured() ? followConfigured(seen) : followGuessed(seen);
    }
    Relay relay = seen.with(inInternal, msa);
    (inTrusted ? trusted : untrusted).add(relay);
    (inInternal ? internal : external).add(relay);
    mayBeFetched = inTrusted;
    skip();
  }

  private boolean followGuessed(Relay relay) {
    inTrusted = relay.isPrivate() || !relay.auth().isEmpty();
    inInternal = inTrusted;
    return false;
  }

  /** Whether it is a mail submission agent. */
  private boolean followConfigured(Relay relay) {
    boolean loggedIn = !relay.auth().isEmpty();
    if (!loggedIn && !settings.trusts(relay.ip())) {
      inTrusted = false;
      inInternal = false;
      return false;
    }
    inInternal = inInternal && (loggedIn || settings.isInternal(relay.ip()));
    behindMsa = settings.msa().contains(relay.ip());
    return behindMsa;
  }

  private RelayPath path() {
    return new RelayPath(
        trusted, untrusted, internal, external, unparseable, lastTrusted, lastInternal);
  }
}
