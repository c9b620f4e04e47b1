package org.mailweir.check.dnsbl;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mailweir.check.CheckInput;
import org.mailweir.domain.PublicSuffixes;
import org.mailweir.mail.Origin;
import org.mailweir.parse.HeaderField;
import org.mailweir.parse.Link;
import org.mailweir.parse.Part;
import org.mailweir.relay.IpText;
import org.mailweir.relay.Relay;
import org.mailweir.relay.RelayPath;
import org.mailweir.relay.RelayReader;
import org.mailweir.relay.TrustSettings;

/**
 * What of a message lists can be asked about. Each kind is gathered when it is first wanted, and
 * bounded. Mail of our own users has no client and no sender to be suspicious of, but has links.
 */
final class MessageTargets {

  private static final int MOST_RELAYS = 10;
  private static final int MOST_ADDRESSES = 20;
  private static final int LONGEST_FIELD = 10_000;
  private static final int TEXT = 64 << 10;

  private final CheckInput input;
  private final PublicSuffixes suffixes;
  private final boolean stranger;
  private final RelayPath path;
  private final LinkDomains links;
  private final Map<Subject, List<Target>> known = new EnumMap<>(Subject.class);

  MessageTargets(CheckInput input, TrustSettings trust, PublicSuffixes suffixes, Links bounds) {
    this.input = input;
    this.suffixes = suffixes;
    this.stranger = input.origin() == Origin.OUTSIDE;
    this.path = RelayReader.read(input.message().headers(), trust, input.client(), input.origin());
    this.links = new LinkDomains(suffixes, bounds.skipped(), bounds.most());
    input.message().links().forEach(links::add);
  }

  /** Which links are looked at. */
  record Links(Set<String> skipped, int most) {
    Links {
      skipped = Set.copyOf(skipped);
    }
  }

  /** The host that handed the message over, or null when it is our own. */
  @Nullable Relay client() {
    Relay first = stranger && !path.untrusted().isEmpty() ? path.untrusted().getFirst() : null;
    return first != null && isPublic(first.ip()) ? first : null;
  }

  /** The envelope sender's domain; empty for bounces and mail of our own users. */
  String senderDomain() {
    return stranger ? domain(input.sender().text()) : "";
  }

  /** Whether there were more domains in links than are asked about. */
  boolean leavesLinksOut() {
    return links.seen() > links.domains().size();
  }

  List<Target> of(Subject subject) {
    return known.computeIfAbsent(subject, this::gather);
  }

  private List<Target> gather(Subject subject) {
    Relay client = client();
    return switch (subject) {
      case CLIENT -> client == null ? List.of() : List.of(Target.address(client.ip()));
      case RELAYS -> stranger ? relays() : List.of();
      case SENDER -> domains(List.of(senderDomain()));
      case FROM -> stranger ? domains(domainsOf("From")) : List.of();
      case REPLY_TO -> stranger ? domains(domainsOf("Reply-To")) : List.of();
      case HELO -> client == null ? List.of() : hostName(client.helo());
      case RDNS -> client == null ? List.of() : hostName(client.rdns());
      case LINKS -> domains(links.domains());
      case LINK_HOSTS -> domains(links.hosts());
      case LINK_ADDRESSES -> links.addresses().stream().map(Target::address).toList();
      case MAIL_ADDRESSES -> addresses();
    };
  }

  private List<Target> relays() {
    return path.untrusted().stream()
        .map(Relay::ip)
        .filter(MessageTargets::isPublic)
        .distinct()
        .limit(MOST_RELAYS)
        .map(Target::address)
        .toList();
  }

  private static boolean isPublic(String ip) {
    return IpText.isAddress(ip) && !IpText.isPrivate(ip);
  }

  private static List<Target> domains(List<String> domains) {
    return domains.stream().filter(d -> !d.isEmpty()).distinct().map(Target::domain).toList();
  }

  private List<String> domainsOf(String field) {
    Set<String> found = new LinkedHashSet<>();
    for (HeaderField each : input.message().headers().all(field)) {
      MailAddresses.find(each.value(), LONGEST_FIELD, found, 3);
    }
    return found.stream().map(this::domain).toList();
  }

  /** The domain as it is written, where something below a public suffix; in A-labels. */
  private String domain(String address) {
    String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    boolean some = address.indexOf('@') >= 0 && domain.indexOf('.') > 0 && !domain.endsWith("]");
    if (!some) {
      return "";
    }
    String registered = suffixes.registered(domain);
    return domain.endsWith(registered) ? domain : registered;
  }

  private List<Target> hostName(String name) {
    return domains(IpText.isAddress(name) ? List.of() : List.of(domain("@" + name)));
  }

  private List<Target> addresses() {
    Set<String> found = new LinkedHashSet<>();
    for (String field : List.of("From", "Reply-To")) {
      input.message().headers().all(field).stream()
          .limit(3)
          .forEach(f -> MailAddresses.find(f.value(), LONGEST_FIELD, found, MOST_ADDRESSES));
    }
    for (Link link : input.message().links()) {
      if (link.target().startsWith("mailto:")) {
        MailAddresses.find(link.target().substring(7), LONGEST_FIELD, found, MOST_ADDRESSES);
      }
    }
    for (Part part : input.message().leaves()) {
      MailAddresses.find(part.text(), TEXT, found, MOST_ADDRESSES);
    }
    List<Target> targets = new ArrayList<>();
    found.forEach(a -> targets.add(new Target(a, a)));
    return targets;
  }
}
