package org.mailweir.check.rules.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mailweir.check.rules.eval.EvalSettings.WelcomeRelay;
import org.mailweir.check.rules.pattern.RuleSyntaxException;
import org.mailweir.check.rules.text.HeaderSelector;
import org.mailweir.relay.NetworkSet;
import org.mailweir.relay.Relay;

/** Functions that look addresses, hosts and subjects up in lists of the administrator. */
final class ListEvals {

  private static final HeaderSelector REPLY_TO = HeaderSelector.parse("Reply-To:addr");
  private static final HeaderSelector SUBJECT = HeaderSelector.parse("Subject");
  private static final String FROM_RELAY = "welcomelist_from_rcvd";
  private static final String DEFAULT_FROM_RELAY = "def_welcomelist_from_rcvd";

  private ListEvals() {}

  static Map<String, Evals.Maker> makers() {
    Map<String, Evals.Maker> makers = new HashMap<>();
    makers.put("check_from_in_blocklist", a -> from("blocklist_from"));
    makers.put("check_to_in_blocklist", a -> to("blocklist_to"));
    makers.put("check_to_in_welcomelist", a -> to("welcomelist_to"));
    makers.put("check_to_in_more_spam", a -> to("more_spam_to"));
    makers.put("check_to_in_all_spam", a -> to("all_spam_to"));
    makers.put("check_from_in_list", a -> from(a.text(0)));
    makers.put("check_to_in_list", a -> to(a.text(0)));
    makers.put("check_replyto_in_list", ListEvals::replyTo);
    makers.put("check_from_in_welcomelist", a -> Eval.of(i -> Welcome.of(i).own == 1));
    makers.put(
        "check_from_in_default_welcomelist", a -> Eval.of(i -> Welcome.of(i).byDefault == 1));
    makers.put(
        "check_forged_in_welcomelist",
        a -> Eval.of(i -> Welcome.of(i).own < 0 && Welcome.of(i).byDefault == 0));
    makers.put(
        "check_forged_in_default_welcomelist",
        a -> Eval.of(i -> Welcome.of(i).byDefault < 0 && Welcome.of(i).own == 0));
    makers.put("check_uri_host_listed", a -> host(a.text(0)));
    makers.put("check_uri_host_in_blocklist", a -> host("BLOCK"));
    makers.put("check_uri_host_in_welcomelist", a -> host("WELCOME"));
    makers.put("check_subject_in_welcomelist", a -> subject(true));
    makers.put("check_subject_in_blocklist", a -> subject(false));
    addOldNames(makers);
    return makers;
  }

  private static void addOldNames(Map<String, Evals.Maker> makers) {
    for (Map.Entry<String, Evals.Maker> maker : List.copyOf(makers.entrySet())) {
      String old =
          maker.getKey().replace("welcomelist", "whitelist").replace("blocklist", "blacklist");
      makers.putIfAbsent(old, maker.getValue());
    }
  }

  private static Eval from(String list) {
    return Eval.of(
        input -> {
          AddressList addresses = input.settings().addressList(list);
          return !addresses.isEmpty()
              && Addresses.of(input).from().stream().anyMatch(addresses::contains);
        });
  }

  private static Eval to(String list) {
    return Eval.of(
        input -> {
          AddressList addresses = input.settings().addressList(list);
          return !addresses.isEmpty()
              && Addresses.of(input).to().stream().anyMatch(addresses::contains);
        });
  }

  private static Eval replyTo(Arguments arguments) throws RuleSyntaxException {
    String list = arguments.text(0);
    return Eval.of(
        input -> {
          String address = input.header(REPLY_TO);
          return !address.isEmpty() && input.settings().addressList(list).contains(address);
        });
  }

  private static Eval host(String list) {
    return Eval.of(
        input -> {
          Map<String, Boolean> hosts = input.settings().hostLists().get(list);
          return hosts != null
              && input.uris().stream()
                  .filter(uri -> !uri.raw().regionMatches(true, 0, "mailto:", 0, 7))
                  .flatMap(uri -> uri.hosts().keySet().stream())
                  .anyMatch(host -> isListed(host, hosts));
        });
  }

  /** The longest end of the name that is in the list decides. */
  private static boolean isListed(String host, Map<String, Boolean> hosts) {
    boolean literal = host.startsWith("[") && host.endsWith("]");
    String name = literal ? host.substring(1, host.length() - 1) : host;
    boolean address = literal || name.matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
    while (true) {
      Boolean listed = hosts.get(name);
      int dot = address ? -1 : name.indexOf('.');
      if (listed != null || dot < 0) {
        return listed != null && listed;
      }
      name = name.substring(dot + 1);
    }
  }

  private static Eval subject(boolean welcome) {
    return Eval.of(
        input -> {
          List<String> wanted =
              welcome ? input.settings().welcomeSubjects() : input.settings().blockedSubjects();
          String subject = input.header(SUBJECT).toLowerCase(Locale.ROOT);
          return !subject.isEmpty()
              && wanted.stream().anyMatch(w -> AddressList.matches("*" + w + "*", subject));
        });
  }

  /**
   * Whether a sender is welcome by the relay that it came by: 1 is yes, 0 is no, -1 is a sender of
   * the list by another relay.
   */
  private record Welcome(int own, int byDefault) {

    static Welcome of(EvalInput input) {
      return input.once(Welcome.class, Welcome::make);
    }

    private static Welcome make(EvalInput input) {
      AddressList plain = input.settings().addressList("welcomelist_from");
      boolean welcome = Addresses.of(input).from().stream().anyMatch(plain::contains);
      int own = welcome ? 1 : byRelay(input, FROM_RELAY);
      return new Welcome(own, byRelay(input, DEFAULT_FROM_RELAY));
    }

    private static int byRelay(EvalInput input, String list) {
      List<WelcomeRelay> entries = input.settings().relayList(list);
      int result = 0;
      List<Relay> relays = entries.isEmpty() ? List.of() : relays(input);
      for (String sender : relays.isEmpty() ? List.<String>of() : Addresses.of(input).from()) {
        int one = byRelay(input, entries, relays, sender.toLowerCase(Locale.ROOT));
        if (one == 1) {
          return 1;
        }
        result = one < 0 ? one : result;
      }
      return result;
    }

    private static int byRelay(
        EvalInput input, List<WelcomeRelay> entries, List<Relay> relays, String sender) {
      boolean elsewhere = false;
      for (WelcomeRelay entry : entries) {
        if (AddressList.matches(entry.address(), sender)) {
          if (relays.stream().anyMatch(relay -> isOf(relay, entry.host()))) {
            return 1;
          }
          elsewhere = true;
        }
      }
      AddressList anywhere = input.settings().addressList("welcomelist_allows_relays");
      return elsewhere && !anywhere.contains(sender) ? -1 : 0;
    }

    /** The host that handed over to us; all, if we trust all. */
    private static List<Relay> relays(EvalInput input) {
      List<Relay> untrusted = input.relays().untrusted();
      return untrusted.isEmpty()
          ? new ArrayList<>(input.relays().trusted())
          : List.of(untrusted.get(0));
    }

    private static boolean isOf(Relay relay, String host) {
      if (host.startsWith("[")) {
        return NetworkSet.of(List.of(host.replace("]", "").substring(1))).contains(relay.ip());
      }
      String rdns = relay.lowerRdns();
      return rdns.equals(host) || rdns.endsWith("." + host);
    }
  }
}
