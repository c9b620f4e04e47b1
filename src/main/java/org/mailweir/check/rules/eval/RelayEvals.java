package org.mailweir.check.rules.eval;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mailweir.check.rules.pattern.RuleSyntaxException;
import org.mailweir.check.rules.text.HeaderSelector;
import org.mailweir.relay.IpText;
import org.mailweir.relay.Relay;
import org.mailweir.relay.RelayPath;
import org.mailweir.relay.RelayView.Kind;

/** Functions about the relays of a message. */
final class RelayEvals {

  private static final HeaderSelector FROM = HeaderSelector.parse("From:addr");
  private static final Pattern BIG_PROVIDER =
      Pattern.compile(
          "(?i)(?:.*\\.)?(?:lycos\\.com|lycos\\.co\\.uk|hotmail\\.com|localhost\\.com|excite\\.com"
              + "|caramail\\.com|cs\\.com|aol\\.com|msn\\.com|yahoo\\.com|drizzle\\.com)");
  private static final Pattern NUMERIC_HELO =
      Pattern.compile("\\bhelo=(\\d+\\.\\d+\\.\\d+\\.\\d+)(?=[\\x00- ,;\\[()<>]|\\z)");

  private static final Pattern SHORT_COUNTRY = Pattern.compile("\\S{3,}|ie|fr|de");

  private RelayEvals() {}

  static Map<String, Evals.Maker> makers() {
    return Map.ofEntries(
        Map.entry("check_all_trusted", a -> paths(RelayEvals::allTrusted)),
        Map.entry("check_no_relays", a -> paths(RelayEvals::noRelays)),
        Map.entry("check_relays_unparseable", a -> paths(path -> path.unparseable() > 0)),
        Map.entry("check_for_numeric_helo", a -> paths(RelayEvals::numericHelo)),
        Map.entry("check_for_illegal_ip", a -> paths(path -> false)),
        Map.entry("check_for_sender_no_reverse", a -> paths(RelayEvals::senderHasName)),
        Map.entry("helo_ip_mismatch", a -> paths(RelayEvals::heloOfOtherNetwork)),
        Map.entry("check_for_no_rdns_dotcom_helo", a -> paths(RelayEvals::falseProvider)),
        Map.entry("check_for_forged_received_trail", a -> paths(p -> brokenTrail(p) > 1)),
        Map.entry("check_for_forged_received_ip_helo", a -> paths(RelayEvals::farHelo)),
        Map.entry("check_for_from_domain_in_received_headers", RelayEvals::domainInRelays));
  }

  private interface PathCondition {
    boolean holds(RelayPath path);
  }

  private static Eval paths(PathCondition condition) {
    return Eval.of(input -> condition.holds(input.relays()));
  }

  private static boolean allTrusted(RelayPath path) {
    return !path.trusted().isEmpty() && path.untrusted().isEmpty() && path.unparseable() == 0;
  }

  private static boolean noRelays(RelayPath path) {
    return path.trusted().isEmpty() && path.untrusted().isEmpty() && path.unparseable() == 0;
  }

  /** Private addresses too: SpamAssassin means to leave them out, but does not. */
  private static boolean numericHelo(RelayPath path) {
    Matcher helo = NUMERIC_HELO.matcher(path.relays(Kind.UNTRUSTED));
    return helo.find() && IpText.isFour(helo.group(1));
  }

  private static boolean senderHasName(RelayPath path) {
    List<Relay> relays = path.untrusted();
    return !relays.isEmpty()
        && relays.getLast().rdns().contains(".")
        && !relays.getLast().isPrivate();
  }

  private static boolean heloOfOtherNetwork(RelayPath path) {
    return path.untrusted().stream()
        .anyMatch(
            relay ->
                isPublicFour(relay.helo())
                    && isPublicFour(relay.ip())
                    && !relay.ip().startsWith(network(relay.helo(), 3)));
  }

  private static boolean isPublicFour(String text) {
    return IpText.isFour(text) && !IpText.isPrivate(text);
  }

  /** The first octets of an address, with the dot behind them. */
  private static String network(String address, int octets) {
    int end = -1;
    for (int i = 0; i < octets; i++) {
      end = address.indexOf('.', end + 1);
    }
    return address.substring(0, end + 1);
  }

  /** The last public relay decides, as every one sets it anew. */
  private static boolean falseProvider(RelayPath path) {
    boolean found = false;
    for (Relay relay : path.untrusted()) {
      if (!relay.isPrivate()) {
        found = relay.noReverse() && BIG_PROVIDER.matcher(relay.helo()).matches();
      }
    }
    return found;
  }

  /** How often a host is said to have received who is not said to have sent on. */
  private static int brokenTrail(RelayPath path) {
    int broken = 0;
    String previous = "";
    for (Relay relay : path.untrusted()) {
      String by = domain(relay.by());
      String from = domain(relay.rdns());
      boolean known = isDeep(by);
      if (known && isDeep(previous) && !by.equals(previous)) {
        broken += by.equals("msn.com") && previous.equals("hotmail.com") ? 0 : 1;
      }
      boolean local = from.equals("localhost") || from.equals("localhost.localdomain");
      previous = known && local && relay.ip().equals("127.0.0.1") ? "" : from;
    }
    return broken;
  }

  /** Whether it looks like a name in DNS with a dot in it. */
  private static boolean isDeep(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 2
        && dot < name.length() - 1
        && isWord(name.charAt(0))
        && name.chars().allMatch(c -> isWord(c) || c == '.' || c == '-')
        && name.indexOf('-', dot) < 0;
  }

  private static boolean isWord(int c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }

  /** The registered domain by a rule of thumb; other than what DNS says, but rules count on it. */
  private static String domain(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    String[] labels = name.split("\\.");
    if (name.chars().noneMatch(c -> c >= 'a' && c <= 'z') || labels.length < 2) {
      return name;
    }
    int keep = SHORT_COUNTRY.matcher(labels[labels.length - 1]).find() ? 2 : 3;
    if (labels.length < keep) {
      return name;
    }
    return String.join(".", List.of(labels).subList(labels.length - keep, labels.length));
  }

  private static boolean farHelo(RelayPath path) {
    return path.untrusted().stream()
        .anyMatch(
            relay ->
                isDeep(domain(relay.by()))
                    && relay.helo().matches("\\d+\\.\\d+\\.\\d+\\.\\d+")
                    && IpText.isFour(relay.ip())
                    && !IpText.isPrivate(relay.helo())
                    && !relay.ip().startsWith(network(relay.helo(), 2)));
  }

  private static Eval domainInRelays(Arguments arguments) throws RuleSyntaxException {
    String domain = arguments.text(0);
    boolean desired = arguments.text(1).equals("true");
    Pattern from = Pattern.compile("(?i)\\b" + Pattern.quote(domain));
    Pattern relay =
        Pattern.compile(
            " rdns=\\S*\\b"
                + Pattern.quote(domain)
                + " [^\\]]*by=\\S*\\b"
                + Pattern.quote(domain)
                + " ");
    return Eval.of(
        input -> {
          RelayPath path = input.relays();
          String relays = path.relays(Kind.TRUSTED) + "\n" + path.relays(Kind.UNTRUSTED);
          return from.matcher(input.header(FROM)).find() && relay.matcher(relays).find() == desired;
        });
  }
}
